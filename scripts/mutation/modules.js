const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const ts = require('typescript');

const { compilerOptions } = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config;
const dist = path.resolve('dist') + path.sep;
const scripts = new Map();

/**
 * Loads a file and what it imports, into modules of its own: what one test file or mutant leaves in
 * a module, the next does not find. Only compiled code is kept, and packages are loaded once.
 *
 * @returns {Set<string>} paths of the sources that were loaded
 */
module.exports = function load(file) {
	for (const built of loadedOfBuild()) delete require.cache[built];
	const loaded = new Map();
	const requireSource = (source) => {
		const known = loaded.get(source);
		if (known) return known.exports;
		const made = { exports: {} };
		loaded.set(source, made);
		const { run, requirePackage } = compile(source);
		const requireFrom = (name) => {
			const imported = name.startsWith('.') && sourceOf(path.resolve(path.dirname(source), name));
			return imported ? requireSource(imported) : requirePackage(name);
		};
		requireFrom.resolve = requirePackage.resolve;
		run(made.exports, requireFrom, made, source, path.dirname(source));
		return made.exports;
	};
	requireSource(file);
	return new Set(loaded.keys());
};

/** The sources of what n8n's engine has loaded of the built package, by the loader of Node.js. */
module.exports.builtSources = () =>
	loadedOfBuild().map((file) => path.resolve(path.relative(dist, file)).replace(/\.js$/, '.ts'));

function loadedOfBuild() {
	return Object.keys(require.cache).filter((file) => file.startsWith(dist));
}

function sourceOf(name) {
	return [`${name}.ts`, path.join(name, 'index.ts')].find((file) => fs.existsSync(file));
}

function compile(source) {
	const known = scripts.get(source);
	if (known) return known;
	const { outputText } = ts.transpileModule(fs.readFileSync(source, 'utf8'), { compilerOptions });
	const code = `(function (exports, require, module, __filename, __dirname) {${outputText}\n})`;
	const run = new vm.Script(code, { filename: source }).runInThisContext();
	const compiled = { run, requirePackage: createRequire(source) };
	scripts.set(source, compiled);
	return compiled;
}
