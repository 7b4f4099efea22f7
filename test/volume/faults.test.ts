import type { FaultKind } from '../standIn';
import { openTestBed, type TestBed } from '../engine/testBed';
import { findDiscrepancies, readReports } from '../engine/faults/audit';
import {
	CHAIN_LENGTH,
	chainOptions,
	chainParameters,
	newChain,
	type Task,
} from '../engine/faults/chain';

const ITEMS = 10_000;
const INSTANCES = ITEMS / CHAIN_LENGTH;
const FAULT_RATE = 0.05;
const TIMEOUT_SECONDS = 5;

const kinds: readonly FaultKind[] = [
	{ reset: 'before' },
	{ reset: 'after' },
	{ hang: 'after' },
	{ status: 500 },
	{ status: 502, afterProcessing: true },
	{ status: 503, headers: { 'Retry-After': '0.2' } },
	{ status: 429, headers: { 'Retry-After': '0.2' } },
	{ truncate: true },
	{ truncate: 'clean' },
	{ slowBody: 200 },
];

describe('many items, many of them with faults', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed({ ...chainOptions, validate: false })));
	afterAll(async () => await bed.standIn.close());

	it(`are all done once, in order: ${ITEMS} with ${FAULT_RATE * 100} % faults`, async () => {
		const ids = Array.from({ length: INSTANCES }, () => bed.standIn.createInstance(newChain).id);
		// Neighbouring items belong to different instances, so that each instance has many turns.
		const tasks = Array.from({ length: ITEMS }, (_, index): Task => {
			const place = Math.floor(index / INSTANCES);
			return { instance: ids[index % INSTANCES], place, mode: 'complete', note: `item ${index}` };
		});
		bed.standIn.faults.random({ seed: 1, rate: FAULT_RATE, kinds });
		const result = await bed.run({
			parameters: chainParameters({
				concurrency: 100,
				timeout: TIMEOUT_SECONDS,
				maximumWait: 600,
				// So that of each lost completion can be proven whether it happened.
				checkStepFirst: true,
			}),
			items: tasks,
			node: { onError: 'continueErrorOutput' },
		});
		const reports = readReports(result, tasks.length);
		expect(findDiscrepancies(bed.standIn, tasks, reports)).toEqual([]);
		const struck = bed.standIn.log.filter(({ status }) => status !== 200).length;
		expect(struck).toBeGreaterThan((ITEMS * FAULT_RATE) / 2);
		expect(reports.filter((report) => report !== 'done').length).toBeLessThan(ITEMS / 1000);
		expect(result.credentialReads).toBe(1);
	}, 1_800_000);
});
