import { startStandIn } from '../test/standIn';
import { findStrays, runExample, type ExampleRun } from './examples';
import { EXPECTATIONS, type Expectation } from './expectations';
import { count, printExample, printSummary } from './print';

/** Runs and prints all examples. @returns whether each did what is expected of it */
export async function runExamples(
	write: (text: string) => void,
	expectations: readonly Expectation[] = EXPECTATIONS,
): Promise<boolean> {
	const started = Date.now();
	const standIn = await startStandIn();
	const runs: ExampleRun[] = [];
	write(
		"The example workflows of this package, run by n8n's own engine against a stand-in for the\n" +
			`Next Matter API, which listens at ${standIn.baseUrl} meanwhile.\n`,
	);
	try {
		for (const [index, expectation] of expectations.entries()) {
			const run = await runExample(standIn, expectation);
			runs.push(run);
			write(printExample(run, `${index + 1}/${expectations.length}`));
		}
	} finally {
		await standIn.close();
	}
	write(printSummary(runs));

	const faults = [
		...findStrays(),
		...runs.flatMap(({ file, mismatches }) => mismatches.map((text) => `${file}: ${text}`)),
	];
	for (const fault of faults) write(`FAILED  examples/${fault}`);
	if (faults.length > 0) return false;
	const requests = runs.flatMap((run) => run.requests).length;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	write(
		`OK: ${count(runs.length, 'example')} did what they should, in ${seconds} s. ` +
			`${count(requests, 'request')}, all within the API's contract.`,
	);
	return true;
}
