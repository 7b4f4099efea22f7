import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID } from '../standIn';
import { runWorkflow, type WorkflowFile } from './index';
import { completeStep, NODE, openTestBed, row, type TestBed } from './testBed';

const parameters = completeStep('={{ $json.instance }}', REQUEST_STEP_ID, [
	row(FIELD_IDS.text, 'text', { text: '={{ $json.note }}' }),
]);
/** n8n takes 0 for its default of a second. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const UNKNOWN_INSTANCE = 424242;

describe('several runs in one execution', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => {
		bed.standIn.reset();
		bed.standIn.faults.clear();
	});
	afterAll(async () => await bed.standIn.close());

	const items = (): IDataObject[] =>
		[0, 1, 2].map((index) => ({ instance: bed.standIn.createInstance().id, note: `${index}` }));

	/** How often a step was asked to be filled in, by instance. */
	const posts = () => {
		const counts: Record<string, number> = {};
		for (const { method, instanceId } of bed.standIn.log) {
			if (method === 'POST') counts[String(instanceId)] = (counts[String(instanceId)] ?? 0) + 1;
		}
		return counts;
	};

	it('knows the next run of the node in the same execution for another one', async () => {
		const [first, second] = items();
		const result = await runTwice([{ ...first, instance: UNKNOWN_INSTANCE }, second]);
		const runs = result.run.data.resultData.runData[NODE];
		expect(runs).toHaveLength(2);
		expect(posts()).toEqual({ [UNKNOWN_INSTANCE]: 2, 9002: 2 });
		expect(result.output(NODE, 0, 1)[1].json.error).toContain('is not active');
	});

	it('keeps two nodes of one workflow apart', async () => {
		const [first, second] = items();
		await runTwice([{ ...first, instance: UNKNOWN_INSTANCE }, second], 'Another Node');
		expect(posts()).toEqual({ [UNKNOWN_INSTANCE]: 2, 9002: 2 });
	});

	it.each([
		['two runs of the node', NODE],
		['two nodes', 'Another Node'],
	])(
		'sends what is done once in each of %s, also when each of them runs again',
		async (_, second) => {
			const [first, good] = items();
			const input = [{ ...first, instance: UNKNOWN_INSTANCE }, good];
			// The same save is asked for both times, and memory alone tells the tries from the runs.
			await runTwice(input, second, {
				parameters: { ...parameters, mode: 'save' },
				...retryOnFail,
			});
			expect(posts()).toEqual({ [UNKNOWN_INSTANCE]: 2 * retryOnFail.maxTries, 9002: 2 });
		},
	);

	it('sends what is done once when its failed items come round again in a loop', async () => {
		const input = items();
		bed.standIn.faults.add({
			kind: { status: 403 },
			match: { method: 'POST', instanceId: 9001 },
			times: retryOnFail.maxTries,
		});
		const result = await runWorkflow({
			workflow: {
				nodes: [
					node('Start', 'n8n-nodes-base.manualTrigger'),
					nextMatter(NODE, { ...retryOnFail, onError: 'continueErrorOutput' }),
					node('Again', 'n8n-nodes-base.noOp'),
				],
				connections: {
					Start: to(NODE),
					[NODE]: { main: [[], ...to('Again').main] },
					Again: to(NODE),
				},
				settings: { executionOrder: 'v1' },
			},
			...credentialAnd(input),
		});
		expect(result.run.data.resultData.runData[NODE]).toHaveLength(2);
		expect(result.output(NODE, 0, 1).map(({ json }) => json.id)).toEqual([9001]);
		expect(posts()).toEqual({ 9001: retryOnFail.maxTries + 1, 9002: 1, 9003: 1 });
	});

	const node = (name: string, type: string, rest: object = {}) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		...rest,
	});
	const nextMatter = (name: string, rest: object = {}) =>
		node(name, 'n8n-nodes-nextmatter.nextMatter', {
			parameters,
			credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
			onError: 'continueRegularOutput',
			...rest,
		});
	const to = (...names: string[]) => ({
		main: [names.map((name) => ({ node: name, type: 'main' as const, index: 0 }))],
	});
	const credentialAnd = (input: IDataObject[]) => ({
		credential: { apiKey: bed.standIn.keys.admin, baseUrl: bed.standIn.baseUrl },
		input: input.map((json) => ({ json })),
	});

	/** Two ways lead from the start to the node, so that it runs twice; or to two nodes alike. */
	async function runTwice(input: IDataObject[], secondNode = NODE, rest: object = {}) {
		const names = [...new Set([NODE, secondNode])];
		const workflow: WorkflowFile = {
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('One', 'n8n-nodes-base.noOp'),
				node('Two', 'n8n-nodes-base.noOp'),
				...names.map((name) => nextMatter(name, rest)),
			],
			connections: { Start: to('One', 'Two'), One: to(NODE), Two: to(secondNode) },
			settings: { executionOrder: 'v1' },
		};
		return await runWorkflow({ workflow, ...credentialAnd(input) });
	}
});
