import { startStandIn } from '../test/standIn';
import { printCloseUp, printLine, printNext } from './brief';
import { findStrays, runExample, type ExampleRun } from './examples';
import { EXPECTATIONS, type Expectation } from './expectations';
import { count, printExample, printSummary } from './print';
import { styleFor, type Style } from './style';

export interface Showing {
	readonly expectations?: readonly Expectation[];
	/** Every request and item, rather than a page in all. */
	readonly isVerbose?: boolean;
	readonly style?: Style;
}

/** Runs and prints all examples. @returns whether each did what is expected of it */
export async function runExamples(
	write: (text: string) => void,
	{ expectations = EXPECTATIONS, isVerbose = false, style = styleFor(false) }: Showing = {},
): Promise<boolean> {
	const started = Date.now();
	const standIn = await startStandIn();
	const runs: ExampleRun[] = [];
	if (isVerbose) write(`The stand-in listens at ${standIn.baseUrl} meanwhile.\n`);
	try {
		for (const [index, expectation] of expectations.entries()) {
			const run = await runExample(standIn, expectation);
			runs.push(run);
			const place = `${index + 1}/${expectations.length}`;
			write(isVerbose ? printExample(run, place) : printLine(run, style));
		}
	} finally {
		await standIn.close();
	}
	if (isVerbose) write(printSummary(runs));
	const [closest] = runs;
	if (!isVerbose && closest) write(`\n${printCloseUp(closest, style)}`);

	const faults = [
		...findStrays(),
		...runs.flatMap(({ file, mismatches }) => mismatches.map((text) => `${file}: ${text}`)),
	];
	for (const fault of faults) write(style.bad(`FAILED  examples/${fault}`));
	if (faults.length > 0) return false;
	const requests = runs.flatMap((run) => run.requests).length;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	write(
		`${style.good('OK:')} ${count(runs.length, 'example')} did what they should, in ${seconds} s. ` +
			`${count(requests, 'request')}, all within the API's contract.\n`,
	);
	write(printNext(style));
	return true;
}
