const { existsSync, readdirSync, rmSync } = require('node:fs');
const path = require('node:path');
const { dest, series, src } = require('gulp');

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

module.exports = { assets: series(copy, prune) };
