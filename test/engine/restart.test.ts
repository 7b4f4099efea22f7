import type { IDataObject } from 'n8n-workflow';
import {
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
	type FaultKind,
	type WorkflowDefinition,
} from '../standIn';
import type { RunResult } from './index';
import { completeStep, locator, NODE, openTestBed, type TestBed } from './testBed';

/** So many form fields that an output is large. */
const wide: WorkflowDefinition = {
	id: 950,
	name: 'Wide',
	steps: [
		{
			id: 95_001,
			name: 'Only',
			formFields: Array.from({ length: 300 }, (_, place) => ({
				id: 951_000 + place,
				name: `A form field with a name of some length, number ${place}`,
				kind: 'text' as const,
			})),
		},
	],
};

let bed: TestBed;
let elsewhere: TestBed;
beforeAll(async () => {
	const options = { workflows: [wide], validate: false };
	[bed, elsewhere] = await Promise.all([openTestBed(options), openTestBed(options)]);
});
beforeEach(() => {
	bed.standIn.reset();
	elsewhere.standIn.reset();
});
afterAll(async () => {
	await bed.standIn.close();
	await elsewhere.standIn.close();
});

const effects = ({ standIn }: TestBed, effect: string) =>
	standIn.log.filter((entry) => entry.effect === effect).length;
const reads = () => bed.standIn.log.filter(({ operationId }) => operationId === 'readInstance');

describe('a failed execution that is retried from the list of executions', () => {
	const items = [0, 1, 2].map((index) => ({ index }));
	const creating = {
		resource: 'instance',
		operation: 'create',
		workflowId: locator(PURCHASE_WORKFLOW_ID),
		// Evaluated anew each time.
		additionalFields: { name: '={{ $now.toMillis() }} {{ $json.index }}' },
		options: { concurrency: 1, maximumWait: 0 },
	};

	const isCreating = { method: 'POST', path: /\/instances\/$/ };

	/** Two instances are started, the third is refused. */
	async function failed(): Promise<RunResult> {
		bed.standIn.faults.add({ kind: { delay: 0 }, match: isCreating, times: 2 });
		bed.standIn.faults.add({ kind: { status: 403 }, match: isCreating });
		const first = await bed.run({ parameters: creating, items });
		expect(first.error?.message).toMatch(/^2 of 3 items are done\./);
		expect(effects(bed, 'created')).toBe(2);
		return first;
	}
	const retry = async (retryOf: RunResult, credential: IDataObject = {}) =>
		await bed.run({ parameters: creating, credential, retryOf });
	const idsOf = (result: RunResult) => result.output(NODE).map(({ json }) => json.id);

	it('repeats nothing that is done with the same credential', async () => {
		const again = await retry(await failed());
		expect(idsOf(again)).toEqual([9001, 9002, 9003]);
		expect(effects(bed, 'created')).toBe(3);
		expect(reads()).toHaveLength(0);
	});

	it('repeats nothing with another key of the same workspace, which a read proves', async () => {
		const again = await retry(await failed(), { apiKey: bed.standIn.keys.owner });
		expect(idsOf(again)).toEqual([9001, 9002, 9003]);
		expect(effects(bed, 'created')).toBe(3);
		expect(reads()).toHaveLength(2);
	});

	it('does all in another workspace of the same server', async () => {
		const first = await failed();
		bed.standIn.faults.add({ kind: { status: 404 }, match: { method: 'GET' }, times: 2 });
		const again = await retry(first, { apiKey: bed.standIn.keys.owner });
		expect(idsOf(again)).toEqual([9003, 9004, 9005]);
		expect(effects(bed, 'created')).toBe(5);
	});

	it('creates nothing where a read cannot tell whether it is the same workspace', async () => {
		const first = await failed();
		bed.standIn.faults.add({ kind: { status: 500 }, match: { method: 'GET' }, times: Infinity });
		const again = await retry(first, { apiKey: bed.standIn.keys.owner });
		expect(again.error?.message).toContain('was done before with another API key');
		expect(effects(bed, 'created')).toBe(2);
		// It is still remembered, so that nothing is lost when reading works again.
		bed.standIn.faults.clear();
		const last = await retry(again, { apiKey: bed.standIn.keys.owner });
		expect(idsOf(last)).toEqual([9001, 9002, 9003]);
		expect(effects(bed, 'created')).toBe(3);
	});

	it('does all at another base URL', async () => {
		const { baseUrl, keys } = elsewhere.standIn;
		const again = await retry(await failed(), { baseUrl, apiKey: keys.admin });
		expect(again.output(NODE)).toHaveLength(3);
		expect(effects(elsewhere, 'created')).toBe(3);
		expect(effects(bed, 'created')).toBe(2);
	});

	describe('completing steps', () => {
		const parameters = completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [], {
			options: { concurrency: 1, maximumWait: 0 },
		});

		/** The second of two is refused. */
		async function failedToComplete(): Promise<RunResult> {
			const two = [0, 1].map(() => ({ instance: bed.standIn.createInstance().id }));
			const match = { method: 'POST', instanceId: two[1].instance };
			bed.standIn.faults.add({ kind: { status: 403 }, match });
			const first = await bed.run({ parameters, items: two });
			expect(effects(bed, 'completed')).toBe(1);
			return first;
		}

		it('counts for another key of the same server, since the instance is named by its ID', async () => {
			const again = await bed.run({
				parameters,
				retryOf: await failedToComplete(),
				credential: { apiKey: bed.standIn.keys.owner },
			});
			expect(idsOf(again)).toEqual([9001, 9002]);
			expect(effects(bed, 'completed')).toBe(2);
		});

		it('is done at another base URL, where the same ID is another instance', async () => {
			elsewhere.standIn.createInstance();
			elsewhere.standIn.createInstance();
			const { baseUrl, keys } = elsewhere.standIn;
			const credential = { baseUrl, apiKey: keys.admin };
			const again = await bed.run({ parameters, retryOf: await failedToComplete(), credential });
			expect(idsOf(again)).toEqual([9001, 9002]);
			expect(effects(elsewhere, 'completed')).toBe(2);
			expect(effects(bed, 'completed')).toBe(1);
		});
	});
});

describe('outputs too large to be kept', () => {
	const COUNT = 30;
	const parameters = completeStep('={{ $json.instance }}', wide.steps[0].id, [], {
		simplify: false,
		options: { concurrency: 1, maximumWait: 0 },
	});

	it.each<[string, FaultKind | undefined]>([
		['read_again', undefined],
		['remembered', { status: 500 }],
	])('are handed on all the same by Retry On Fail: %s', async (source, kind) => {
		const items = Array.from({ length: COUNT }, () => ({
			instance: bed.standIn.createInstance({ workflowId: wide.id }).id,
		}));
		const last = items[COUNT - 1].instance;
		bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'POST', instanceId: last } });
		const match = { method: 'GET' };
		// The refusal of the first try is explained by a read.
		if (kind) bed.standIn.faults.add({ kind: { delay: 0 }, match });
		if (kind) bed.standIn.faults.add({ kind, match, times: Infinity });
		const result = await bed.run({
			parameters,
			items,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(result.error).toBeUndefined();
		expect(effects(bed, 'completed')).toBe(COUNT);
		const output = result.output(NODE).map(({ json }) => json);
		expect(output.map(({ id }) => id)).toEqual(items.map(({ instance }) => instance));
		const marked = output.filter((json) => json.output_source === source);
		expect(marked.length).toBeGreaterThan(5);
		const whole = output.filter((json) => json.output_source === undefined);
		expect(whole).toHaveLength(COUNT - marked.length);
		for (const json of source === 'read_again' ? output : whole) {
			expect(json).toHaveProperty('process_snapshot');
		}
	});
});
