const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');
const configFile = path.join(root, 'tsconfig.json');
const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);

function readSource(builtFile) {
	const sourceFile = path.join(root, path.relative(dist, builtFile).replace(/\.js$/, '.ts'));
	return { sourceFile, source: ts.sys.readFile(sourceFile) };
}

/**
 * Gives jest the built files as they are, with source maps that are not published, so that coverage
 * is counted on the sources. Refuses a build that is not what the sources compile to.
 *
 * @type {import('@jest/transform').SyncTransformer}
 */
module.exports = {
	process(code, builtFile) {
		const { sourceFile, source } = readSource(builtFile);
		if (source === undefined) {
			throw new Error(`${builtFile} has no source: dist is stale, run npm run build`);
		}
		const { outputText, sourceMapText } = ts.transpileModule(source, {
			fileName: sourceFile,
			compilerOptions: { ...options, sourceMap: true },
		});
		if (outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, '') !== code) {
			throw new Error(`${builtFile} differs from its source: dist is stale, run npm run build`);
		}
		return { code, map: { ...JSON.parse(sourceMapText), sourceRoot: '', sources: [sourceFile] } };
	},

	// The answer depends on more than the built file: without its source in the key, jest would take a
	// stale build from its cache.
	getCacheKey(code, builtFile, { configString, instrument }) {
		const { source } = readSource(builtFile);
		const parts = [
			code,
			builtFile,
			source ?? null,
			configString,
			instrument,
			ts.version,
			readFileSync(configFile, 'utf8'),
			readFileSync(__filename, 'utf8'),
		];
		return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	},
};
