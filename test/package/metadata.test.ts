import { readText } from './packageUnderTest';

const manifest = JSON.parse(readText('package.json'));
const lockfile = JSON.parse(readText('package-lock.json'));

/** n8n's own rules for it are in scripts/release/checklist.ts, and its tests. */
describe('package.json', () => {
	it('registers its nodes and credentials with n8n', () => {
		expect(manifest.n8n).toEqual({
			n8nNodesApiVersion: 1,
			strict: true,
			credentials: [
				'dist/credentials/NextMatterApi.credentials.js',
				'dist/credentials/NextMatterWebhookApi.credentials.js',
			],
			nodes: [
				'dist/nodes/NextMatter/NextMatter.node.js',
				'dist/nodes/NextMatter/NextMatterTrigger.node.js',
				'dist/nodes/NextMatter/NextMatterWebhookTrigger.node.js',
			],
		});
	});

	it('brings no code of others', () => {
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		for (const field of [
			'dependencies',
			'optionalDependencies',
			'bundledDependencies',
			'bundleDependencies',
			'overrides',
			'resolutions',
		]) {
			expect(manifest).not.toHaveProperty(field);
		}
	});

	it('runs nothing when it is installed, packed or published', () => {
		// npm would not run hooks of other scripts either: .npmrc switches all of them off.
		const hooks = Object.keys(manifest.scripts).filter((name) =>
			/^(pre|post|install$|publish$|dependencies$)/.test(name),
		);
		expect(hooks).toEqual([]);
		expect(readText('.npmrc')).toMatch(/^ignore-scripts=true$/m);
	});

	it('says whom to turn to', () => {
		const { author, homepage, repository, bugs } = manifest;
		expect(author).toEqual({
			name: expect.stringMatching(/\w/),
			email: expect.stringMatching(/.@.+\../),
		});
		for (const url of [homepage, repository.url, bugs.url]) {
			expect(new URL(url.replace(/^git\+/, '')).protocol).toBe('https:');
		}
	});
});

describe('package-lock.json', () => {
	it('belongs to this package.json', () => {
		const { name, version, license, devDependencies, peerDependencies, engines } = manifest;
		expect(lockfile).toMatchObject({ name, version });
		expect(lockfile.packages['']).toEqual({
			name,
			version,
			license,
			devDependencies,
			peerDependencies,
			engines,
		});
	});

	it('names no registry, so that everyone installs from their own', () => {
		const hosts = Object.entries<{ resolved?: string }>(lockfile.packages)
			.filter(([, { resolved }]) => resolved !== undefined)
			.map(([name]) => name);
		expect(hosts).toEqual([]);
	});
});
