const { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } = require('node:fs');
const path = require('node:path');
const { dest, series, src } = require('gulp');
const { inheritedSchemas } = require('./scripts/schemas');

const SCHEMAS = 'nodes/NextMatter/__schema__';

/** Copies what the compiler leaves behind: icons, codex files and output schemas. */
function copy() {
	return src(['icons/**/*.svg', 'nodes/**/*.{svg,json}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** Removes what was made of files that are gone: the compiler only writes what has changed. */
async function prune() {
	for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		const source = path.relative('dist', file).replace(/\.js$/, '.ts');
		const isOwn = entry.name === '.tsbuildinfo' || !entry.isFile();
		if (!isOwn && !existsSync(source)) rmSync(file);
	}
}

/** Gives every version of the node the output schemas of the one before, where it has none of its own. */
async function shareSchemas() {
	const { NextMatter } = require('./dist/nodes/NextMatter/NextMatter.node.js');
	const written = readdirSync(SCHEMAS, { recursive: true })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.split(path.sep).join('/'));
	const { version } = new NextMatter().description;
	for (const [file, source] of inheritedSchemas(written, version)) {
		const target = path.join('dist', SCHEMAS, file);
		mkdirSync(path.dirname(target), { recursive: true });
		copyFileSync(path.join(SCHEMAS, source), target);
	}
}

module.exports = { assets: series(copy, prune, shareSchemas) };
