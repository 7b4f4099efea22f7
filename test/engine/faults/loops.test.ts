/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the seed from the environment; it never ships */
import fc from 'fast-check';
import { sleep, type OnError } from 'n8n-workflow';
import type { FaultKind } from '../../standIn';
import { HOST } from '../host';
import { openTestBed } from '../testBed';
import { findDiscrepancies, readReports } from './audit';
import { chainParameters, loopOptions, newChain, type Task } from './chain';
import { sideBySide } from './sideBySide';
import { scale } from '../../scale';

const RUNS = Number(process.env.LOOP_RUNS ?? scale(10, 40));
const SIDE_BY_SIDE = 20;
const TIMEOUT_SECONDS = 1.5;
const LATE_MS = 2500;
const PASSES = 2;

const kinds: readonly FaultKind[] = [
	{ reset: 'before' },
	{ reset: 'after' },
	{ hang: 'after' },
	{ delay: LATE_MS },
	{ status: 500, afterProcessing: true },
	{ status: 504, processedAfter: 200, afterProcessing: true },
	{ status: 504, processedAfter: LATE_MS, afterProcessing: true },
	{ status: 503, headers: { 'Retry-After': '1' }, afterProcessing: true },
	{ status: 429, headers: { 'Retry-After': '1' } },
	{ truncate: true },
	{ drip: 100 },
	{ stale: 'lastChange' },
	{ stale: 1000 },
	{ omit: ['last_updated_time', 'process_snapshot'] },
];
/** That success is none can be told from the values, if nobody else enters some as well. */
const pretended: FaultKind = { pretend: true };

const scenario = fc.record({
	comesBackAfterMs: fc.constantFrom(0, 0, 300, 1500),
	times: fc.constantFrom('exact', 'seconds', 'noZone', 'missing'),
	aheadMs: fc.constantFrom(0, -90_000, 3_600_000),
	faults: fc.record({
		seed: fc.nat(),
		rate: fc.double({ min: 0.1, max: 0.7, noNaN: true }),
		kinds: fc.shuffledSubarray([...kinds, pretended], { minLength: 1 }),
	}),
	/** How many executions are at work on the same instances at the same time. */
	executions: fc.constantFrom(1, 2),
	instances: fc.integer({ min: 2, max: 6 }),
	rounds: fc.integer({ min: 1, max: 2 }),
	node: fc
		.record({
			onError: fc.constantFrom<OnError>('stopWorkflow', 'continueErrorOutput'),
			retryOnFail: fc.boolean(),
		})
		.filter(
			({ onError, retryOnFail }) =>
				HOST.handsOnLastTry || onError === 'stopWorkflow' || !retryOnFail,
		),
	options: fc.record({
		checkStepFirst: fc.boolean(),
		ifStepNotActive: fc.constantFrom('fail', 'wait'),
		waitUntilActive: fc.constant(3),
		maximumWait: fc.constantFrom(0, 5),
	}),
});
type Scenario = ReturnType<typeof scenario.generate>['value'];

async function play(chosen: Scenario): Promise<string[]> {
	const { comesBackAfterMs, times, aheadMs, executions, instances, rounds, faults } = chosen;
	const bed = await openTestBed({
		...loopOptions(comesBackAfterMs),
		times,
		now: () => Date.now() + aheadMs,
		validate: false,
	});
	try {
		const ids = Array.from({ length: instances }, () => bed.standIn.createInstance(newChain).id);
		const mayPretend = executions === 1 && times !== 'missing';
		const drawn = faults.kinds.filter((kind) => mayPretend || kind !== pretended);
		bed.standIn.faults.random({ ...faults, kinds: drawn });
		const executed = Array.from({ length: executions }, async (_, execution) => {
			const tasks = Array.from({ length: instances * rounds }, (__, index): Task => {
				const note = `item ${index} of execution ${execution}`;
				const instance = ids[index % instances];
				return { instance, place: 0, mode: 'complete', note, comesBack: true };
			});
			const result = await bed.run({
				parameters: chainParameters({ ...chosen.options, timeout: TIMEOUT_SECONDS }, true),
				items: tasks,
				node: { ...chosen.node, maxTries: PASSES, waitBetweenTries: 1 },
			});
			return { tasks, reports: readReports(result, tasks.length) };
		});
		const all = await Promise.all(executed);
		// What was late may still be under way; its effects count as well.
		bed.standIn.faults.clear();
		await sleep(LATE_MS + 500);
		return all.flatMap(({ tasks, reports }) =>
			findDiscrepancies(bed.standIn, tasks, reports, chosen.node.retryOnFail ? PASSES : 1),
		);
	} finally {
		await bed.standIn.close();
	}
}

describe('faults at random where the workflow leads back to the step', () => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

	it(
		`complete nothing twice for one item, and the report is true, in ${RUNS} runs (SEED=${seed})`,
		async () => {
			const found: string[] = [];
			const scenarios = fc.sample(scenario, { seed, numRuns: RUNS });
			await sideBySide(scenarios, SIDE_BY_SIDE, async (chosen) => {
				const discrepancies = await play(chosen);
				if (discrepancies.length > 0)
					found.push(`${discrepancies.join('\n')}\nin ${fc.stringify(chosen)}`);
			});
			expect(found).toEqual([]);
		},
		120_000 + RUNS * 2000,
	);
});
