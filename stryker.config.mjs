import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Mutation testing: changes the pure core in one place after another and sees whether a unit test
 * notices. Takes half an hour, so it is a command (`npm run mutate`) and no part of `.ci/run`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [
		'nodes/NextMatter/{api,formFields,input,methods,operations,resume,run,trigger,webhook}/**/*.ts',
		// The thin edge. What it does depends on n8n's helper and engine, so the tests of the engine
		// judge it as well (stryker.edge.config.mjs); those of the unit know a stand-in for the context.
		'!nodes/NextMatter/api/httpClient.ts',
		'!nodes/NextMatter/run/execute.ts',
		'!nodes/NextMatter/run/runItems.ts',
		'!nodes/NextMatter/trigger/run.ts',
	],
	testRunner: 'parts of jest',
	coverageAnalysis: 'perTest',
	plugins: ['./scripts/mutation/testRunner.mjs', './scripts/mutation/ignoreDescriptions.mjs'],
	ignorers: ['descriptions'],
	ignorePatterns: ['.*', 'bench', 'coverage', 'demo', 'dist', 'docs', 'e2e', 'examples', 'icons'],
	concurrency: 2,
	timeoutFactor: 1.5,
	timeoutMS: 10_000,
	cleanTempDir: 'always',
	incremental: true,
	incrementalFile: 'coverage/mutation/incremental.json',
	// Outside, or the linter would find the changed sources.
	tempDirName: path.join(tmpdir(), 'next-matter-mutation'),
	reporters: ['clear-text', 'progress', 'html'],
	htmlReporter: { fileName: 'coverage/mutation/report.html' },
	clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
};
