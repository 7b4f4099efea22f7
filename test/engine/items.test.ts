import { FIELD_IDS, ORDER_NUMBER_FIELD_ID, ORDER_STEP_ID, REQUEST_STEP_ID } from '../standIn';
import { asSplit } from './host';
import { runWorkflow } from './index';
import { completeStep, locator, NODE, openTestBed, row, type TestBed } from './testBed';

const byItem = completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [
	row(FIELD_IDS.text, 'text', { text: '={{ $json.note }}' }),
]);

describe('items', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => await bed.standIn.close());

	/** Instances 9001, 9002, …, each with an item that names it. */
	const items = (count: number) =>
		Array.from({ length: count }, (_, index) => {
			const { id } = bed.standIn.createInstance();
			return { instance: id, note: `note ${index}` };
		});

	it('puts out one item per input item, in order, each linked to its input', async () => {
		const result = await bed.run({ parameters: byItem, items: items(3) });
		expect(result.output(NODE).map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[9001, { item: 0 }],
			[9002, { item: 1 }],
			[9003, { item: 2 }],
		]);
	});

	it('lets later nodes reach the input item through the link', async () => {
		const input = items(3).reverse();
		const { nodes, connections } = chain();
		const result = await runWorkflow({
			workflow: { nodes, connections },
			credential: { apiKey: bed.standIn.keys.admin, baseUrl: bed.standIn.baseUrl },
			input: input.map((json) => ({ json })),
		});
		expect(result.error?.message).toBeUndefined();
		const sent = bed.standIn.log.filter(({ stepId }) => stepId === 5002).map(({ body }) => body);
		expect(sent).toEqual(
			input.map(({ note }) =>
				expect.objectContaining({
					actions: [{ action_id: 70101, input_object: expect.objectContaining({ comment: note }) }],
				}),
			),
		);
	});

	describe('when an item fails', () => {
		const withBadKeyStep = () => {
			const [first, second, third] = items(3);
			return [first, { ...second, instance: 424242 }, third];
		};

		it('sends the failures to the error output, with the JSON of their input items', async () => {
			const input = withBadKeyStep();
			const result = await bed.run({
				parameters: byItem,
				items: [...input, { instance: 'x', note: 'refused' }],
				node: { onError: 'continueErrorOutput' },
			});
			expect(result.error).toBeUndefined();
			const succeeded = asSplit(result.output('Succeeded'));
			expect(succeeded.map(({ json }) => json.id)).toEqual([9001, 9003]);
			const failed = asSplit(result.output('Failed'));
			expect(failed.map(({ json }) => json)).toEqual([
				{
					...input[1],
					error: expect.stringContaining('was not found'),
					details: expect.objectContaining({
						itemIndex: 1,
						instanceId: 424242,
						stepId: REQUEST_STEP_ID,
						statusCode: 404,
						certainty: 'rejected',
						description: expect.stringContaining('Check that the IDs are correct'),
					}),
				},
				{
					instance: 'x',
					note: 'refused',
					error: '"x" is not the ID of an instance [item 3]',
					details: expect.objectContaining({ itemIndex: 3, certainty: 'not-sent' }),
				},
			]);
			expect(asSplit(result.output(NODE, 1)).map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 1 },
				{ item: 3 },
			]);
		});

		it('keeps every item in its place when the node is set to continue', async () => {
			const result = await bed.run({
				parameters: byItem,
				items: withBadKeyStep(),
				node: { onError: 'continueRegularOutput' },
			});
			const output = result.output(NODE);
			expect(output.map(({ json }) => json.id ?? Object.keys(json))).toEqual([
				9001,
				['error', 'details'],
				9003,
			]);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
		});

		it('knows the old setting Continue On Fail', async () => {
			const result = await bed.run({
				parameters: byItem,
				items: withBadKeyStep(),
				node: { continueOnFail: true },
			});
			expect(result.output(NODE)).toHaveLength(3);
		});

		it('stops otherwise, and says which items were done', async () => {
			const oneByOne = { ...byItem, options: { concurrency: 1 } };
			const result = await bed.run({ parameters: oneByOne, items: withBadKeyStep() });
			expect(result.error).toMatchObject({
				message: expect.stringMatching(/instance 424242.* \[item 1\]$/),
				description: expect.stringContaining("Item 0 is already done. Don't run it again."),
				context: { itemIndex: 1, data: { itemsDone: [0] } },
			});
			expect(bed.standIn.log.filter(({ effect }) => effect === 'completed')).toHaveLength(1);
			expect(bed.standIn.getInstance(9003)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
		});
	});

	it('does the work of an item that has nothing where a file is named, and remembers it', async () => {
		const [first, second, third] = items(3);
		const result = await bed.run({
			parameters: byItem,
			items: [first, second, third, { instance: 424242, note: 'x' }],
			files: [{ data: null as never }, { data: undefined as never }, null as never],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toContain('424242');
		const completed = bed.standIn.log.filter(({ effect }) => effect === 'completed');
		expect(completed.map(({ instanceId }) => instanceId)).toEqual([9001, 9002, 9003]);
		expect(result.error).toMatchObject({ context: { itemIndex: 3 } });
	});

	it('saves first and completes later', async () => {
		const { id } = bed.standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const rows = [row(ORDER_NUMBER_FIELD_ID, 'text', { text: 'PO-1' })];
		const saved = await bed.run({
			parameters: completeStep(id, ORDER_STEP_ID, rows, { mode: 'save' }),
		});
		expect(saved.output(NODE)[0].json).toMatchObject({
			status: 'running',
			active_step_ids: [ORDER_STEP_ID],
		});
		const completed = await bed.run({ parameters: completeStep(id, ORDER_STEP_ID) });
		expect(completed.output(NODE)[0].json).toMatchObject({
			status: 'completed',
			active_step_ids: [],
		});
	});

	function chain() {
		const node = (name: string, parameters: object, type = 'n8n-nodes-nextmatter.nextMatter') => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: parameters as never,
			credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
		});
		const decide = completeStep('={{ $json.id }}', 5002, [
			row(70101, 'routing', {
				routingAction: 'continue',
				comment: `={{ $("Start").item.json.note }}`,
			}),
		]);
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		return {
			nodes: [
				node('Start', {}, 'n8n-nodes-base.manualTrigger'),
				node('Request', { ...byItem, instanceId: locator('={{ $json.instance }}') }),
				node('Decide', decide),
			],
			connections: { Start: to('Request'), Request: to('Decide') },
		};
	}
});
