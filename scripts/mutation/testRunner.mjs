import { execSync } from 'node:child_process';
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
const ENGINE_TESTS = path.join('test', 'engine');
// They replace a package that is loaded once here, and what they test is not mutated.
const LEFT_OUT = new Set([path.join(UNIT_TESTS, 'n8nCompat.test.ts')]);
const FIRST_RUN = 'first-run.json';
/**
 * How many milliseconds a test may take to be asked about a change: one of the file itself, of its
 * folder, of its room, of other rooms, of the engine.
 */
const LIMITS = [Infinity, Infinity, 50, 50, 500];
const FIRST_TIMEOUT = 60_000;

/**
 * Runs the unit tests by the parts that jest is made of, all in this process: a mutant then takes as
 * long as the tests that meet it, instead of half a second for each of their files. It is judged by
 * the tests of its own file first, then by those of its folder, then by the quick ones of all others
 * that meet it, those of its room first, and no longer than until one fails.
 */
class TestRunner {
	folders = [UNIT_TESTS];

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
		for (const file of this.folders.flatMap(testFilesIn)) {
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
		for (const { file, rank } of this.filesFor(sandboxFileName, testFilter)) {
			const isWanted = (id) => (wanted?.has(id) ?? true) && times[id] <= LIMITS[rank];
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

/**
 * Asks the tests of the engine as well, in which n8n loads what the changed sources compile to. Those
 * of the unit come first.
 */
class EngineTestRunner extends TestRunner {
	folders = [UNIT_TESTS, ENGINE_TESTS];

	init() {
		super.init();
		// As jest does.
		process.env.NODE_ENV = 'test';
		createRequire(import.meta.url)('../../test/quiet.js');
	}

	async dryRun() {
		execSync('npm run build');
		return await super.dryRun();
	}
}

function testFilesIn(folder) {
	return fs
		.readdirSync(folder, { recursive: true })
		.map((name) => path.join(folder, name))
		.filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.has(file))
		.sort();
}

function nearestFirst(files, mutated) {
	const source = withSlashes(path.relative(path.join('nodes', 'NextMatter'), mutated));
	const [room] = source.split('/');
	const name = path.basename(source, '.ts');
	const rankOf = (file) => {
		if (file.startsWith(ENGINE_TESTS)) return 4;
		const test = withSlashes(path.relative(UNIT_TESTS, file));
		if (path.dirname(test) === path.dirname(source)) return test.includes(`/${name}.`) ? 0 : 1;
		return test.startsWith(`${room}/`) ? 2 : 3;
	};
	return files
		.map((file) => ({ file, rank: rankOf(file) }))
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
	declareClassPlugin(PluginKind.TestRunner, 'parts of jest, with the engine', EngineTestRunner),
];
