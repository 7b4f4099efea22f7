const path = require('node:path');
const { jestExpect } = require('@jest/expect');
const { ModernFakeTimers } = require('@jest/fake-timers');
const fastCheck = require('fast-check');
const circus = require('jest-circus');
const { ModuleMocker } = require('jest-mock');
const load = require('./modules');

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({
	config: { fakeTimers: {}, rootDir: process.cwd() },
	global: globalThis,
});
const jest = {
	fn: mocker.fn.bind(mocker),
	spyOn: mocker.spyOn.bind(mocker),
	restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
	useFakeTimers: (config) => timers.useFakeTimers(config),
	useRealTimers: () => timers.useRealTimers(),
	setSystemTime: (now) => timers.setSystemTime(now),
	getTimerCount: () => timers.getTimerCount(),
	advanceTimersByTimeAsync: (time) => timers.advanceTimersByTimeAsync(time),
};
Object.assign(globalThis, circus.default, { expect: jestExpect, jest });
// Whether a test fails is all that counts, not the smallest example.
fastCheck.configureGlobal({ endOnFailure: true });

let observer;
circus.addEventHandler(({ name, test }) => {
	if (name === 'test_start') {
		test.id = idOf(test);
		if (observer.isSkipped(test.id)) test.mode = 'skip';
		else begin(test);
	} else if (name === 'test_done') {
		observer.end(test);
	}
});
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);

/**
 * Runs the tests of a file.
 *
 * @param {{
 *   isSkipped(id: string): boolean,
 *   start(id: string): void,
 *   timeoutOf(id: string): number,
 *   end(test: { id: string, duration: number, errors: unknown[] }): void,
 * }} observing
 * @returns {Promise<Set<string>>} paths of the sources that the file has loaded, built or not
 */
module.exports = async function runTestFile(file, observing) {
	observer = { ...observing, file: path.relative(process.cwd(), file) };
	circus.resetState();
	const loaded = load(file);
	await circus.run();
	timers.useRealTimers();
	return new Set([...loaded, ...load.builtSources()]);
};

function begin(test) {
	test.timeout = observer.timeoutOf(test.id);
	observer.start(test.id);
}

function idOf({ name, parent }) {
	const names = [name];
	for (let block = parent; block.parent; block = block.parent) names.unshift(block.name);
	return `${observer.file}: ${names.join(' ')}`;
}

/** What nobody waits for fails the test that runs. */
function fail(error) {
	circus.getState().currentlyRunningTest?.errors.push(error);
}
