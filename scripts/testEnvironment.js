const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/*
 * Jest compiles every file anew for every test file, by this function of Node.js. What a process has
 * compiled it can as well run in the world of the next test file: each gets modules of its own, only
 * the code is the same.
 */
const { compileFunction } = vm;
const compiled = new Map();

vm.compileFunction = (source, parameters, options) => {
	const { filename, parsingContext } = options ?? {};
	if (!filename || !parsingContext) return compileFunction(source, parameters, options);
	const head = `(function (${parameters.join(', ')}) {`;
	let known = compiled.get(filename);
	if (known?.source !== source || known.head !== head) {
		const options = { filename, columnOffset: -head.length };
		known = { source, head, script: new vm.Script(`${head}${source}\n})`, options) };
		compiled.set(filename, known);
	}
	return known.script.runInContext(parsingContext);
};

module.exports = TestEnvironment;
