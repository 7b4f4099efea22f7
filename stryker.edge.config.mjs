import { tmpdir } from 'node:os';
import path from 'node:path';
import core from './stryker.config.mjs';

/**
 * The same for what `stryker.config.mjs` leaves out, the files that n8n itself calls: judged by the
 * tests of the engine as well (`npm run mutate:edge`).
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	...core,
	mutate: [
		'credentials/*.ts',
		'nodes/NextMatter/*.ts',
		'nodes/NextMatter/api/httpClient.ts',
		'nodes/NextMatter/run/{execute,runItems}.ts',
		'nodes/NextMatter/trigger/run.ts',
	],
	testRunner: 'parts of jest, with the engine',
	dryRunTimeoutMinutes: 20,
	// The build copies the icons.
	ignorePatterns: core.ignorePatterns.filter((name) => name !== 'icons'),
	incrementalFile: 'coverage/mutation/edge.json',
	tempDirName: path.join(tmpdir(), 'next-matter-mutation-edge'),
	htmlReporter: { fileName: 'coverage/mutation/edge.html' },
	// What the editor shows, what older versions of n8n lack, and what n8n never calls is not held here.
	thresholds: { high: 90, low: 80, break: null },
};
