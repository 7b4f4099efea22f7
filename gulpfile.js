const { dest, src } = require('gulp');

/** Copies what the compiler leaves behind: icons, codex files and output schemas. */
function assets() {
	return src(['icons/**/*.svg', 'nodes/**/*.{svg,json}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

module.exports = { assets };
