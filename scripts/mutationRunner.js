const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

const ROOM = /^nodes\/NextMatter\/([^/]+)\/(?:.*\/)?([^/]+)\.ts$/;

/**
 * Judges a mutant by the unit tests of the folder that it is in, its own file's first, and no
 * longer than until one fails. Jest itself cannot stop early when a program calls it.
 */
module.exports = class MutationRunner extends TestRunner {
	async runTests(tests, watcher, options) {
		let isKilled = false;
		this.on('test-file-failure', () => (isKilled = true));
		this.on('test-file-success', ([, { numFailingTests }]) => (isKilled ||= numFailingTests > 0));
		for (const test of this.order(tests)) {
			if (isKilled) return;
			await super.runTests([test], watcher, options);
		}
	}

	/** Before any mutant is tried, all tests run with all files. */
	order(tests) {
		const mutated = this._globalConfig.nonFlagArgs;
		const [, room, name] = (mutated.length === 1 && ROOM.exec(relative(mutated[0]))) || [];
		if (!room) return tests;
		const isOwn = ({ path: file }) => path.basename(file).startsWith(`${name}.`);
		return tests
			.filter(({ path: file }) => relative(file).startsWith(`test/unit/${room}/`))
			.sort((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
	}
};

function relative(file) {
	return path.relative(process.cwd(), file).split(path.sep).join('/');
}
