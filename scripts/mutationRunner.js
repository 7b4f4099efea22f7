const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

const ROOM = /^nodes\/NextMatter\/([^/]+)\/(?:.*\/)?([^/]+)\.ts$/;

/**
 * Judges a mutant by the unit tests of its own file first, then by those of its folder, then by all
 * others that load it, and no longer than until one fails. Jest itself cannot stop early when a
 * program calls it.
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
		const rank = ({ path: file }) => {
			if (!relative(file).startsWith(`test/unit/${room}/`)) return 2;
			return path.basename(file).startsWith(`${name}.`) ? 0 : 1;
		};
		return [...tests].sort((one, other) => rank(one) - rank(other));
	}
};

function relative(file) {
	return path.relative(process.cwd(), file).split(path.sep).join('/');
}
