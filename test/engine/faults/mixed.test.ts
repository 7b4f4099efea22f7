/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the seed from the environment; it never ships */
import fc from 'fast-check';
import { sleep, type OnError } from 'n8n-workflow';
import type { FaultKind } from '../../standIn';
import { HOST } from '../host';
import { openTestBed } from '../testBed';
import { findDiscrepancies, readReports } from './audit';
import { chainOptions, chainParameters, newChain, type Task } from './chain';
import { startColleague } from './colleague';
import { sideBySide } from './sideBySide';
import { scale } from '../../scale';

const RUNS = Number(process.env.RUNS ?? scale(40, 300));
const SIDE_BY_SIDE = 24;
/** Long enough that a busy machine does not turn every request into a time-out. */
const TIMEOUT_SECONDS = 1.5;
const LONG_MS = 2500;
const PASSES = 2;
/** The last step that is asked for, so that there is always one behind it. */
const LAST_PLACE = 2;

const kinds: readonly FaultKind[] = [
	{ reset: 'before' },
	{ reset: 'after' },
	{ hang: 'before' },
	{ hang: 'after' },
	{ delay: LONG_MS },
	{ delay: LONG_MS, when: 'after' },
	{ delay: 50 },
	{ status: 500 },
	{ status: 500, afterProcessing: true },
	{ status: 503 },
	{ status: 503, headers: { 'Retry-After': '1' } },
	{ status: 429, headers: { 'Retry-After': '1' } },
	{ status: 429, body: { detail: 'Slower.' } },
	{ status: 400, body: { detail: 'No.' } },
	{ status: 403 },
	{ status: 404 },
	{ status: 200, body: '<html><title>Log in</title></html>', afterProcessing: true },
	{ status: 200, body: { id: 1 } },
	{ truncate: true },
	{ truncate: 'clean' },
	{ slowBody: 100 },
];

const scenario = fc.record({
	faults: fc.record({
		seed: fc.nat(),
		rate: fc.double({ min: 0, max: 0.6, noNaN: true }),
		kinds: fc.shuffledSubarray([...kinds], { minLength: 1 }),
	}),
	instances: fc.integer({ min: 1, max: 4 }),
	work: fc.array(
		fc.record({
			instance: fc.nat(3),
			place: fc.nat(LAST_PLACE),
			mode: fc.constantFrom<Task['mode']>('complete', 'complete', 'save'),
			comesBack: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 10 },
	),
	inOrder: fc.boolean(),
	node: fc
		.record({
			onError: fc.constantFrom<OnError>(
				'stopWorkflow',
				'continueRegularOutput',
				'continueErrorOutput',
			),
			retryOnFail: fc.boolean(),
		})
		// Older engines hand on what the first try has put out, whatever became of it later.
		.filter(
			({ onError, retryOnFail }) =>
				HOST.handsOnLastTry || onError === 'stopWorkflow' || !retryOnFail,
		),
	options: fc.record({
		concurrency: fc.constantFrom(1, 2, 10),
		ifItemFails: fc.constantFrom('continue', 'skipInstance'),
		maximumWait: fc.constantFrom(0, 4, 8),
		// Apart from that, a limit that is met again and again is waited for: minutes, unless told otherwise.
		hourlyLimitWait: fc.constantFrom(0, 0.05, 0.1),
	}),
});
type Scenario = ReturnType<typeof scenario.generate>['value'];

/** Steps are mostly asked for in their order, sometimes out of it or twice. */
function tasksOf({ work, inOrder }: Scenario, ids: readonly number[]): Task[] {
	const next = new Map<number, number>();
	return work.map(({ instance, place, mode, comesBack: back }, index) => {
		const id = ids[instance % ids.length];
		const turn = next.get(id) ?? 0;
		const comesBack = back && mode === 'complete';
		if (mode === 'complete' && !comesBack) next.set(id, Math.min(turn + 1, LAST_PLACE));
		const at = inOrder ? turn : place;
		return { instance: id, place: at, mode, note: `item ${index}`, comesBack };
	});
}

async function play(chosen: Scenario): Promise<string[]> {
	const bed = await openTestBed({ ...chainOptions, validate: false });
	try {
		const ids = Array.from(
			{ length: chosen.instances },
			() => bed.standIn.createInstance(newChain).id,
		);
		const tasks = tasksOf(chosen, ids);
		bed.standIn.faults.random(chosen.faults);
		const dismiss = startColleague(bed.standIn, tasks);
		const result = await bed.run({
			parameters: chainParameters({ ...chosen.options, timeout: TIMEOUT_SECONDS }),
			items: tasks,
			node: { ...chosen.node, maxTries: PASSES, waitBetweenTries: 1 },
		});
		// What was late may still be under way; its effects count as well.
		bed.standIn.faults.clear();
		dismiss();
		await sleep(LONG_MS);
		const reports = readReports(result, tasks.length);
		return findDiscrepancies(bed.standIn, tasks, reports, chosen.node.retryOnFail ? PASSES : 1);
	} finally {
		await bed.standIn.close();
	}
}

describe('faults at random', () => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

	it(
		`leave no discrepancy in ${RUNS} runs (SEED=${seed})`,
		async () => {
			const found: string[] = [];
			await sideBySide(
				fc.sample(scenario, { seed, numRuns: RUNS }),
				SIDE_BY_SIDE,
				async (chosen) => {
					const discrepancies = await play(chosen);
					if (discrepancies.length > 0)
						found.push(`${discrepancies.join('\n')}\nin ${fc.stringify(chosen)}`);
				},
			);
			expect(found).toEqual([]);
		},
		60_000 + RUNS * 4000,
	);
});
