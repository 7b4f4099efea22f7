import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID } from '../standIn';
import { asSplit, HOST } from './host';
import { completeStep, NODE, openTestBed, row, type TestBed } from './testBed';

const parameters = completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [
	row(FIELD_IDS.text, 'text', { text: '={{ $json.note }}' }),
]);
/** n8n takes 0 for its default of a second. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const UNKNOWN_INSTANCE = 424242;

describe("'Retry On Fail', which runs the whole node again", () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => {
		bed.standIn.reset();
		bed.standIn.faults.clear();
	});
	afterAll(async () => await bed.standIn.close());

	const items = (): IDataObject[] =>
		[0, 1, 2].map((index) => ({ instance: bed.standIn.createInstance().id, note: `${index}` }));

	/** How often a step was asked to be completed, by instance. */
	const posts = () => {
		const counts: Record<string, number> = {};
		for (const { method, instanceId } of bed.standIn.log) {
			if (method === 'POST') counts[String(instanceId)] = (counts[String(instanceId)] ?? 0) + 1;
		}
		return counts;
	};

	const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
	const places = [
		['first', 0],
		['middle', 1],
		['last', 2],
	] as const;
	const cases = onErrors.flatMap((onError) =>
		places.map(([name, at]) => [name, onError, at] as const),
	);

	it.each(cases)(
		'sends no item twice that is done, when the %s one fails (%s)',
		async (_, onError, at) => {
			const input = items();
			input[at] = { ...input[at], instance: UNKNOWN_INSTANCE };
			const oneByOne = { ...parameters, options: { concurrency: 1 } };
			await bed.run({ parameters: oneByOne, items: input, node: { ...retryOnFail, onError } });

			const { [UNKNOWN_INSTANCE]: tries, ...good } = posts();
			const reached =
				onError === 'stopWorkflow' ? input.slice(0, at) : input.filter((__, i) => i !== at);
			expect(good).toEqual(Object.fromEntries(reached.map(({ instance }) => [instance, 1])));
			// n8n itself only notices a failure among continued items if it is the first.
			expect(tries).toBe(onError === 'stopWorkflow' || at === 0 ? 3 : 1);
		},
	);

	it.each(onErrors)(
		'sends no item twice that was done beside one that failed (%s)',
		async (onError) => {
			const [first, ...others] = items();
			const input = [{ ...first, instance: UNKNOWN_INSTANCE }, ...others];
			await bed.run({ parameters, items: input, node: { ...retryOnFail, onError } });
			const { [UNKNOWN_INSTANCE]: tries, ...good } = posts();
			expect(Object.values(good)).toEqual([1, 1]);
			expect(tries).toBe(3);
		},
	);

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'completes what was only throttled, and hands all items on (%s)',
		async (onError) => {
			const input = items();
			bed.standIn.faults.add({
				kind: { status: 429 },
				match: { instanceId: 9001, method: 'POST' },
			});
			const result = await bed.run({ parameters, items: input, node: { ...retryOnFail, onError } });
			expect(result.error).toBeUndefined();
			const output =
				onError === 'continueErrorOutput' ? asSplit(result.output(NODE)) : result.output(NODE);
			expect(output.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
				[9001, { item: 0 }],
				[9002, { item: 1 }],
				[9003, { item: 2 }],
			]);
			expect(posts()).toEqual({ 9001: 2, 9002: 1, 9003: 1 });
			expect(bed.standIn.log.filter(({ effect }) => effect === 'completed')).toHaveLength(3);
		},
	);

	it.each(onErrors)(
		'never sends a completion again whose outcome cannot be found out (%s)',
		async (onError) => {
			bed.standIn.faults.add({
				kind: { reset: 'after' },
				match: { method: 'POST', instanceId: 9001 },
			});
			bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'GET' }, times: Infinity });
			const result = await bed.run({
				parameters: { ...parameters, options: { maximumWait: 0 } },
				items: items(),
				node: { ...retryOnFail, onError },
			});
			expect(posts()[9001]).toBe(1);
			const told = result.error?.message ?? result.run.data.resultData.runData[NODE];
			expect(JSON.stringify(told)).toContain('Sent, outcome unknown');
		},
	);

	it.each(onErrors)(
		'finds out in a later run what an earlier one could not (%s)',
		async (onError) => {
			bed.standIn.faults.add({
				kind: { reset: 'after' },
				match: { method: 'POST', instanceId: 9001 },
			});
			bed.standIn.faults.add({ kind: { status: 403 }, match: { method: 'GET' } });
			const result = await bed.run({
				parameters: { ...parameters, options: { maximumWait: 0 } },
				items: items(),
				node: { ...retryOnFail, onError },
			});
			expect(result.error).toBeUndefined();
			const [first] = [...result.output(NODE, 1), ...result.output(NODE)];
			expect(first.json).toMatchObject(
				HOST.handsOnLastTry || onError === 'stopWorkflow'
					? { id: 9001, step_outcome: 'confirmed_by_read' }
					: { error: expect.stringContaining('outcome unknown') },
			);
			expect(posts()).toEqual({ 9001: 1, 9002: 1, 9003: 1 });
		},
	);

	it('finds that a save was processed, and does not save again', async () => {
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: { instanceId: 9001 } });
		const saving = { ...parameters, mode: 'save' };
		const result = await bed.run({ parameters: saving, items: items(), node: retryOnFail });
		expect(result.error).toBeUndefined();
		expect(posts()).toEqual({ 9001: 1, 9002: 1, 9003: 1 });
	});

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'is not fooled by expressions that change with each try (%s)',
		async (onError) => {
			const input = items();
			input[0] = { ...input[0], instance: onError === 'stopWorkflow' ? 9001 : UNKNOWN_INSTANCE };
			input[2] = { ...input[2], instance: UNKNOWN_INSTANCE };
			const changing = completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [
				row(FIELD_IDS.text, 'text', { text: '={{ $now.toMillis() + Math.random() }}' }),
			]);
			await bed.run({
				parameters: { ...changing, options: { concurrency: 1 } },
				items: input,
				node: { ...retryOnFail, onError },
			});
			const { [UNKNOWN_INSTANCE]: tries, ...good } = posts();
			expect(tries).toBeGreaterThan(1);
			expect(new Set(Object.values(good))).toEqual(new Set([1]));
		},
	);
});
