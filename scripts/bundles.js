const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/*
 * Each test file loads what it imports anew, into a world of its own. Some packages are so many files
 * (n8n's engine has 2,000) that finding and reading them takes longer than the tests. So they are
 * put into one file each, which changes nothing of what they do.
 */
const packages = ['n8n-core', '@n8n/di', 'n8n-workflow', 'openapi-backend', 'fast-check'];

/** What is to be there only once, whoever asks, and what cannot be in another file. */
const external = ['luxon', 'reflect-metadata', 'ajv', 'ajv-formats', '*.node'];

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const cache = path.join(modules, '.cache', 'bundles');

/** What npm has installed and how it is bundled: if either changes, so does what is made of it. */
const version = createHash('sha256')
	.update(fs.readFileSync(path.join(modules, '.package-lock.json')))
	.update(fs.readFileSync(__filename))
	.digest('hex')
	.slice(0, 16);
const directory = path.join(cache, version);

/** Jest's `globalSetup`. */
module.exports = async function bundle() {
	if (fs.existsSync(directory)) return;
	fs.mkdirSync(cache, { recursive: true });
	const unfinished = fs.mkdtempSync(path.join(cache, 'unfinished-'));
	await require('esbuild').build({
		absWorkingDir: root,
		entryPoints: Object.fromEntries(packages.map((name) => [name, find(name)])),
		outdir: unfinished,
		bundle: true,
		// Of classes, which errors show.
		keepNames: true,
		platform: 'node',
		target: 'node20',
		legalComments: 'none',
		logLevel: 'error',
		external,
		plugins: [{ name: 'each once', setup: leaveOutBundled }],
	});
	try {
		fs.renameSync(unfinished, directory);
	} catch (error) {
		// Another run may have been faster.
		if (!fs.existsSync(directory)) throw error;
		fs.rmSync(unfinished, { recursive: true });
	}
};

/** Several copies of some are installed; the engine's are meant. */
function find(name) {
	return require.resolve(name, { paths: [path.dirname(require.resolve('n8n-core'))] });
}

// What is bundled itself is to be there once as well.
function leaveOutBundled({ onResolve }) {
	onResolve({ filter: /^(?:n8n-workflow|@n8n\/di)$/ }, ({ path: name, resolveDir }) => {
		const isSame = require.resolve(name, { paths: [resolveDir] }) === find(name);
		return isSame ? { path: name, external: true } : undefined;
	});
}

/** Jest's `moduleNameMapper`. */
module.exports.mapper = { [`^(${packages.join('|')})$`]: path.join(directory, '$1.js') };
