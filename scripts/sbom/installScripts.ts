/**
 * Every package of the lockfile that would run something while it is installed, as somebody has read
 * it. `.npmrc` runs none of them; where a project's `ignore-scripts` is off, this is what would run.
 */
export const REVIEWED_SCRIPTS: Readonly<Record<string, { runs: string; does: string }>> = {
	'@parcel/watcher@2.6.0': {
		runs: 'node scripts/build-from-source.js',
		does: 'Compiles itself, only if npm is told to build from source',
	},
	'@sentry/node-cpu-profiler@2.4.4': {
		runs: 'node scripts/check-build.js',
		does: 'Compiles itself where none of its own binaries fits',
	},
	'@sentry/node-native-stacktrace@0.5.2': {
		runs: 'node scripts/check-build.mjs',
		does: 'Compiles itself where none of its own binaries fits',
	},
	'cpu-features@0.0.10': {
		runs: 'node buildcheck.js > buildcheck.gypi && node-gyp rebuild',
		does: 'Compiles itself',
	},
	'esbuild@0.28.2': {
		runs: 'node install.js',
		does: 'Checks its binary, and DOWNLOADS it from the registry if the package of the platform is missing',
	},
	'eslint-plugin-n8n-nodes-base@1.16.7': {
		runs: 'npx only-allow pnpm',
		does: 'DOWNLOADS AND RUNS the newest only-allow, which no lockfile holds, and refuses npm',
	},
	'eslint-plugin-n8n-nodes-base@2.0.0': {
		runs: 'npx only-allow pnpm',
		does: 'DOWNLOADS AND RUNS the newest only-allow, which no lockfile holds, and refuses npm',
	},
	'isolated-vm@7.0.1': {
		runs: "node-gyp-build 'node-gyp rebuild -j 4 --release -v' || node-gyp rebuild --release -j max",
		does: 'Compiles itself where none of its own binaries fits',
	},
	'ssh2@1.15.0': {
		runs: 'node install.js',
		does: 'Compiles an optional part of itself',
	},
};
