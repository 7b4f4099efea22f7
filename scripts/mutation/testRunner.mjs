import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	MutantRunStatus,
	TestStatus,
	toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

const UNIT_TESTS = path.join('test', 'unit');
// They replace a package that is loaded once here, and what they test is not mutated.
const LEFT_OUT = new Set([path.join(UNIT_TESTS, 'n8nCompat.test.ts')]);
const FIRST_RUN = 'first-run.json';
/** Milliseconds. */
const SLOW_TEST = 50;
const FIRST_TIMEOUT = 60_000;

/**
 * Runs the unit tests by the parts that jest is made of, all in this process: a mutant then takes as
 * long as the tests that meet it, instead of half a second for each of their files. It is judged by
 * the tests of its own file first, then by those of its folder, then by the quick ones of all others
 * that meet it, those of its room first, and no longer than until one fails.
 */
class TestRunner {
	capabilities() {
		return { reloadEnvironment: true };
	}

	init() {
		this.runTestFile = createRequire(import.meta.url)('./testFile.js');
		this.context = globalThis.__stryker__ ??= {};
	}

	async dryRun() {
		const tests = [];
		const loaded = {};
		for (const file of testFiles()) {
			const sources = await this.runTestFile(path.resolve(file), {
				isSkipped: () => false,
				timeoutOf: () => FIRST_TIMEOUT,
				start: (id) => (this.context.currentTestId = id),
				end: (test) => {
					this.context.currentTestId = undefined;
					tests.push(resultOf(test, file));
				},
			});
			loaded[file] = [...sources];
		}
		const times = Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
		// For the processes that try the mutants.
		fs.writeFileSync(FIRST_RUN, JSON.stringify({ loaded, times }));
		return { status: DryRunStatus.Complete, tests, mutantCoverage: this.context.mutantCoverage };
	}

	async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit }) {
		this.firstRun ??= JSON.parse(fs.readFileSync(FIRST_RUN, 'utf8'));
		const { times } = this.firstRun;
		Object.assign(this.context, { hitLimit, hitCount: hitLimit && 0 });
		const wanted = testFilter && new Set(testFilter);
		const tests = [];
		let isKilled = false;
		for (const { file, isNear } of this.filesFor(sandboxFileName, testFilter)) {
			const isWanted = (id) => (wanted?.has(id) ?? true) && (isNear || times[id] <= SLOW_TEST);
			this.context.activeMutant = activeMutant.id;
			try {
				await this.runTestFile(path.resolve(file), {
					isSkipped: (id) => isKilled || !isWanted(id),
					// A mutant may keep from happening what a test waits for.
					timeoutOf: (id) => 2_000 + 10 * (times[id] ?? 0),
					start: () => {},
					end: (test) => {
						isKilled ||= test.errors.length > 0;
						tests.push(resultOf(test, file));
					},
				});
			} catch (error) {
				return { status: MutantRunStatus.Error, errorMessage: error.stack };
			} finally {
				this.context.activeMutant = undefined;
			}
			if (isKilled) break;
		}
		const { hitCount } = this.context;
		return toMutantRunResult(
			determineHitLimitReached(hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
		);
	}

	/** @param testFilter left out for what runs when a file is loaded */
	filesFor(mutated, testFilter) {
		const { loaded } = this.firstRun;
		const files = testFilter
			? new Set(testFilter.map((id) => id.slice(0, id.indexOf(': '))))
			: Object.keys(loaded).filter((file) => loaded[file].includes(mutated));
		return nearestFirst([...files], mutated);
	}
}

function testFiles() {
	return fs
		.readdirSync(UNIT_TESTS, { recursive: true })
		.map((name) => path.join(UNIT_TESTS, name))
		.filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.has(file))
		.sort();
}

function nearestFirst(files, mutated) {
	const source = withSlashes(path.relative(path.join('nodes', 'NextMatter'), mutated));
	const [room] = source.split('/');
	const name = path.basename(source, '.ts');
	const rankOf = (file) => {
		const test = withSlashes(path.relative(UNIT_TESTS, file));
		if (path.dirname(test) === path.dirname(source)) return test.includes(`/${name}.`) ? 0 : 1;
		return test.startsWith(`${room}/`) ? 2 : 3;
	};
	return files
		.map((file) => ({ file, rank: rankOf(file), isNear: rankOf(file) < 2 }))
		.sort((one, other) => one.rank - other.rank);
}

function withSlashes(file) {
	return file.split(path.sep).join('/');
}

function resultOf({ id, duration, errors }, file) {
	const result = { id, name: id, fileName: path.resolve(file), timeSpentMs: duration ?? 0 };
	if (errors.length === 0) return { ...result, status: TestStatus.Success };
	return { ...result, status: TestStatus.Failed, failureMessage: messageOf(errors[0]) };
}

function messageOf(error) {
	// jest's parts report some as a pair: the error, and where the test stands.
	const [thrown] = [error].flat();
	return String(thrown?.stack ?? thrown);
}

export const strykerPlugins = [
	declareClassPlugin(PluginKind.TestRunner, 'parts of jest', TestRunner),
];
