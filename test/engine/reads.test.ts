import Ajv from 'ajv';
import { sleep, type IDataObject } from 'n8n-workflow';
import getSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/get.json';
import getAllSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/getAll.json';
import waitSchema from '../../nodes/NextMatter/__schema__/v1.0.0/instance/waitForStep.json';
import valuesSchema from '../../nodes/NextMatter/__schema__/v1.0.0/formField/getValues.json';
import workflowSchema from '../../nodes/NextMatter/__schema__/v1.0.0/workflow/get.json';
import {
	DECISION_STEP_ID,
	FIELD_IDS,
	FIELD_OPTIONS,
	ORDER_NUMBER_FIELD_ID,
	ORDER_STEP_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
	type StandInOptions,
} from '../standIn';
import { TestClient } from '../standIn/testClient';
import type { RunResult } from './index';
import { locator, NODE, openTestBed, type TestBed } from './testBed';
import { MANY } from '../scale';

let bed: TestBed;
async function open(options: StandInOptions = {}): Promise<void> {
	bed = await openTestBed(options);
}
afterEach(async () => {
	expect(bed.standIn.contractViolations).toEqual([]);
	expect(bed.standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	await bed.standIn.close();
});

const operation = (resource: string, name: string, rest: IDataObject = {}): IDataObject => ({
	resource,
	operation: name,
	...rest,
});
const onInstance = (name: string, rest: IDataObject = {}) =>
	operation('instance', name, { instanceId: locator('={{ $json.instance }}'), ...rest });
const listed = (rest: IDataObject = {}) =>
	operation('instance', 'getAll', { workflowId: locator(PURCHASE_WORKFLOW_ID), ...rest });
const values = (rest: IDataObject = {}) =>
	operation('formField', 'getValues', {
		workflowId: locator(PURCHASE_WORKFLOW_ID),
		stepId: locator(REQUEST_STEP_ID),
		formFieldId: locator(FIELD_IDS.text),
		...rest,
	});

const items = (count: number) =>
	Array.from({ length: count }, () => ({ instance: bed.standIn.createInstance().id }));
const jsonOf = (result: RunResult) => result.output(NODE).map(({ json }) => json);
const detailsOf = (result: RunResult) =>
	result.output(NODE, 1).map(({ json }) => json.details as IDataObject);
const strict = (schema: object) =>
	new Ajv({ strict: false }).compile({ ...schema, additionalProperties: false });
const toErrorOutput = { onError: 'continueErrorOutput' } as const;

describe('Get', () => {
	it('returns an instance in the shape that the output schema promises, short enough for models', async () => {
		await open();
		const [{ instance }] = items(1);
		const result = await bed.run({ parameters: onInstance('get'), items: [{ instance }] });
		const [json] = jsonOf(result);
		expect(json.id).toBe(instance);
		expect(strict(getSchema)(json)).toBe(true);
		expect(JSON.stringify(json).length).toBeLessThan(2000);
	});

	it.each(['object', 'string'] as const)(
		'includes what was entered and when, simplified or not: %s',
		async (snapshotShape) => {
			await open({ snapshotShape });
			const [{ instance }] = items(1);
			const client = new TestClient(bed.standIn);
			await client.answerField(instance, REQUEST_STEP_ID, FIELD_IDS.text, { inputValue: 'New' });
			const options = { includeValues: true, includeTimes: true };
			const result = await bed.run({
				parameters: onInstance('get', { options }),
				items: [{ instance }],
			});
			const [{ process_snapshot: snapshot }] = jsonOf(result);
			expect(typeof snapshot).toBe('object');
			expect(JSON.stringify(snapshot)).toContain('"inputValue":"New"');
			expect(JSON.stringify(snapshot)).toMatch(/"completed_time":"\d{4}/);
			expect(strict(getSchema)(jsonOf(result)[0])).toBe(true);
		},
	);

	it.each([
		['reset', { reset: 'after' }],
		['half an answer', { truncate: true }],
	] as const)('reads again after a %s', async (_what, kind) => {
		await open();
		const input = items(1);
		bed.standIn.faults.add({ kind });
		const result = await bed.run({ parameters: onInstance('get'), items: input });
		expect(jsonOf(result)).toHaveLength(1);
		expect(bed.standIn.log).toHaveLength(2);
	});

	it('says that nothing was changed when there is no answer at all', async () => {
		await open();
		bed.standIn.faults.add({ kind: { reset: 'before' }, times: 3 });
		const result = await bed.run({
			parameters: onInstance('get'),
			items: items(1),
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				certainty: 'rejected',
				description: 'Nothing was changed. Try again later',
			}),
		]);
	});

	it.each([
		['admin', 4711, 404],
		['revoked', undefined, 401],
	] as const)('tells what %s may not read', async (name, instance, statusCode) => {
		await open();
		const result = await bed.run({
			parameters: onInstance('get'),
			items: instance ? [{ instance }] : items(1),
			credential: { apiKey: bed.standIn.keys[name] },
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({ certainty: 'rejected', statusCode }),
		]);
	});
});

describe.each<StandInOptions>([
	{ pagination: 'page', listEntries: 'full' },
	{ pagination: 'cursor', listEntries: 'short' },
])('Get Many, %j', (options) => {
	it('returns all, page by page, as simple as the single ones', async () => {
		await open(options);
		const ids = items(603).map(({ instance }) => instance);
		const result = await bed.run({ parameters: listed({ returnAll: true }) });
		const output = result.output(NODE);
		expect(output.map(({ json }) => json.id)).toEqual(ids);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect(bed.standIn.log.map(({ query }) => query.page_size)).toEqual(['500', '500']);
		expect(output[0].json).toMatchObject({ status: 'running' });
		expect(strict(getAllSchema)(output[0].json)).toBe(true);
	});

	it('hands on whole entries when Simplify is off', async () => {
		await open(options);
		items(1);
		const [json] = jsonOf(await bed.run({ parameters: listed({ simplify: false }) }));
		expect(Object.keys(json)).toHaveLength(options.listEntries === 'short' ? 4 : 17);
	});
});

describe('Get Many', () => {
	it('returns no more than the limit, over pages', async () => {
		await open();
		items(603);
		const result = await bed.run({ parameters: listed({ limit: 501 }) });
		expect(jsonOf(result)).toHaveLength(501);
		expect(bed.standIn.log).toHaveLength(2);
	});

	it('puts out nothing for an empty list', async () => {
		await open();
		expect(jsonOf(await bed.run({ parameters: listed() }))).toEqual([]);
	});

	it('sends every filter and the order as the API documents them', async () => {
		await open();
		const filters = {
			activeStep: REQUEST_STEP_ID,
			nameContains: 'laptop',
			priority: 'veryHigh',
			progressMinimum: 0,
			progressMaximum: 50,
			startedAfter: '2026-01-01T00:00:00+01:00',
			deadlineBefore: '2031-01-01T00:00:00Z',
			stepDeadlineBefore: '2031-01-01T00:00:00Z',
			runtimeMaximum: 'PT50M',
			status: 'running',
			tags: ['a', 'b'],
			instanceIds: [1, 2],
		};
		const match = { name: 'Laptops', priority: 'V', tags: ['b'], deadline: '2030-01-01T00:00:00Z' };
		bed.standIn.createInstance({ ...match, priority: 'V', id: 1 });
		bed.standIn.createInstance({ ...match, priority: 'H', id: 2 });
		const result = await bed.run({
			parameters: listed({ filters, options: { sortBy: 'name', sortDirection: 'descending' } }),
			settings: { timezone: 'Europe/Berlin' },
		});
		expect(jsonOf(result).map(({ id }) => id)).toEqual([1]);
		expect(bed.standIn.log[0].query).toEqual({
			active_step_id: '5001',
			name: 'laptop',
			priority: 'V',
			progress_min: '0',
			progress_max: '50',
			started_time_after: '2025-12-31T23:00:00Z',
			deadline_before: '2031-01-01T00:00:00Z',
			step_deadline_before: '2031-01-01T00:00:00Z',
			total_runtime_max: 'PT50M',
			status: 'running',
			tags: 'a,b',
			instance_ids: '1,2',
			ordering: '-name',
			page_size: '50',
		});
	});

	it('links what it finds to the item that asked for it', async () => {
		await open();
		bed.standIn.createInstance({ tags: ['a'] });
		bed.standIn.createInstance({ tags: ['b'] });
		bed.standIn.createInstance({ tags: ['b'] });
		const result = await bed.run({
			parameters: listed({ filters: { tags: '={{ $json.tag }}' } }),
			items: [{ tag: 'b' }, { tag: 'c' }, { tag: 'a' }],
		});
		expect(result.output(NODE).map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[9002, { item: 0 }],
			[9003, { item: 0 }],
			[9001, { item: 2 }],
		]);
	});
});

describe('Wait for Step', () => {
	const wait = (rest: IDataObject = {}) =>
		onInstance('waitForStep', { stepId: locator(DECISION_STEP_ID), ...rest });
	const complete = async (instance: number) =>
		await new TestClient(bed.standIn).completeStep(instance, { step_id: REQUEST_STEP_ID });

	it('goes on when the step is active', async () => {
		await open();
		const [{ instance }] = items(1);
		const run = bed.run({ parameters: wait(), items: [{ instance }] });
		while (bed.standIn.log.length === 0) await sleep(1);
		await complete(instance);
		const [json] = jsonOf(await run);
		expect(json).toMatchObject({ id: instance, wait_outcome: 'active' });
		expect(strict(waitSchema)(json)).toBe(true);
	});

	it('lets any number of items wait side by side', async () => {
		await open();
		const input = items(MANY);
		const run = bed.run({
			parameters: wait({ waitFor: 'stepCompleted', stepId: locator(REQUEST_STEP_ID) }),
			items: input,
		});
		while (bed.standIn.log.length < MANY) await sleep(1);
		await Promise.all(input.map(async ({ instance }) => await complete(instance)));
		const output = (await run).output(NODE);
		expect(output.map(({ json }) => [json.id, json.wait_outcome])).toEqual(
			input.map(({ instance }) => [instance, 'completed']),
		);
	});

	it.each([
		[{ stepId: locator(REQUEST_STEP_ID), waitFor: 'stepActive' }, 'already been completed'],
		[{ waitAtMost: 0, stepId: locator(5003) }, 'its active steps are: 5002'],
	])('fails with %j', async (rest, words) => {
		await open();
		const [{ instance }] = items(1);
		await complete(instance);
		const result = await bed.run({
			parameters: wait(rest),
			items: [{ instance }],
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({ message: expect.stringContaining(words), certainty: 'rejected' }),
		]);
	});

	it('sees that a stopped instance never gets there, and that it has ended', async () => {
		await open();
		const input = items(1);
		await bed.run({ parameters: onInstance('stop'), items: input });
		const result = await bed.run({ parameters: wait(), items: input, node: toErrorOutput });
		expect(detailsOf(result)[0]).toMatchObject({
			message: expect.stringContaining(`instance ${input[0].instance} is aborted`),
		});
		const ended = await bed.run({ parameters: wait({ waitFor: 'instanceEnded' }), items: input });
		expect(jsonOf(ended)[0]).toMatchObject({ wait_outcome: 'aborted', status: 'aborted' });
	});

	it('puts out the instance when time runs out, if it is told to', async () => {
		await open();
		const parameters = wait({ waitAtMost: 0, ifTimeRunsOut: 'putOut' });
		const result = await bed.run({ parameters, items: items(1) });
		expect(jsonOf(result)[0]).toMatchObject({ wait_outcome: 'timed_out' });
	});

	it('ends at once when the execution is stopped', async () => {
		await open();
		const began = Date.now();
		const stop = sleep(300);
		await bed.run({ parameters: wait(), items: items(2), stop });
		expect(Date.now() - began).toBeLessThan(3000);
	});
});

describe('Get Values', () => {
	it('puts out what was entered, without its wrapping', async () => {
		await open();
		const [one, two] = items(2);
		const client = new TestClient(bed.standIn);
		await client.answerField(one.instance, REQUEST_STEP_ID, FIELD_IDS.text, { inputValue: 'New' });
		const result = await bed.run({ parameters: values() });
		expect(jsonOf(result)).toEqual([
			{ instance_id: one.instance, instance_name: 'Purchase approval 9001', value: 'New' },
			{ instance_id: two.instance, instance_name: 'Purchase approval 9002', value: null },
		]);
		expect(strict(valuesSchema)(jsonOf(result)[0])).toBe(true);
		const whole = await bed.run({ parameters: values({ simplify: false, limit: 1 }) });
		expect(jsonOf(whole)).toEqual([
			expect.objectContaining({ value: { inputValue: 'New' }, settings: { type: 'text' } }),
		]);
	});

	it('follows pages and filters', async () => {
		await open({ pagination: 'cursor' });
		items(700);
		const filters = { status: 'running' };
		const result = await bed.run({ parameters: values({ returnAll: true, filters }) });
		expect(jsonOf(result)).toHaveLength(700);
		expect(bed.standIn.log.map(({ query }) => query.status)).toEqual(['running', 'running']);
	});

	it('reports what is not there', async () => {
		await open();
		const parameters = values({ formFieldId: locator(1) });
		const result = await bed.run({ parameters, node: toErrorOutput });
		expect(detailsOf(result)).toEqual([
			expect.objectContaining({
				statusCode: 404,
				description: expect.stringContaining(
					'Check the IDs of the workflow, the step and the form field',
				),
			}),
		]);
	});
});

describe('Get of a workflow', () => {
	const parameters = operation('workflow', 'get', {
		workflowId: locator(`https://core.nextmatter.com/api/processes/${PURCHASE_WORKFLOW_ID}/`),
	});

	it('puts out its steps', async () => {
		await open();
		const [json] = jsonOf(await bed.run({ parameters }));
		expect(json).toMatchObject({
			id: PURCHASE_WORKFLOW_ID,
			name: 'Purchase approval',
			steps: [
				{
					id: REQUEST_STEP_ID,
					form_fields: expect.arrayContaining([
						{ id: 70001, name: 'Delivery address', type: expect.any(String) },
						{
							id: FIELD_IDS.singleSelect,
							name: 'Office',
							type: expect.any(String),
							options: FIELD_OPTIONS.singleSelect,
						},
					]),
				},
				{ id: DECISION_STEP_ID },
				{ id: ORDER_STEP_ID, form_fields: [{ id: ORDER_NUMBER_FIELD_ID, required: true }] },
			],
		});
		expect(strict(workflowSchema)(json)).toBe(true);
		// For models, with a form field of every kind.
		expect(JSON.stringify(json).length).toBeLessThan(2000);
	});

	it('puts out no steps where none is recognized, and everything without Simplify', async () => {
		await open({ snapshotShape: 'unrecognizable' });
		expect(jsonOf(await bed.run({ parameters }))[0]).toMatchObject({ steps: [] });
		const whole = await bed.run({ parameters: { ...parameters, simplify: false } });
		expect(jsonOf(whole)[0]).toHaveProperty('blob');
	});

	it('reports that it is not there', async () => {
		await open();
		const result = await bed.run({
			parameters: { ...parameters, workflowId: locator(1) },
			node: toErrorOutput,
		});
		expect(detailsOf(result)).toEqual([expect.objectContaining({ statusCode: 404 })]);
	});
});

describe('a list that changes while it is read', () => {
	it('is handed on as far as it goes, with a hint above the output', async () => {
		await open();
		const next = `${bed.standIn.baseUrl}/processes/${PURCHASE_WORKFLOW_ID}/instances/?page=2`;
		const first = { status: 200, body: { count: 2, next, previous: null, results: [{ id: 1 }] } };
		const gone = { status: 404, body: { detail: 'Invalid page.' } };
		bed.standIn.faults.add({ kind: { respond: () => first } });
		bed.standIn.faults.add({ kind: { respond: () => gone } });
		const result = await bed.run({ parameters: listed({ returnAll: true, simplify: false }) });
		expect(jsonOf(result)).toEqual([{ id: 1 }]);
		const [{ hints = [] }] = result.run.data.resultData.runData[NODE];
		// Old versions of n8n show no hints.
		if ('hints' in result.run.data.resultData.runData[NODE][0]) expect(hints).toHaveLength(1);
	});

	it('ends, whatever the API says comes next', async () => {
		await open();
		let asked = 0;
		const endless = () => {
			asked += 1;
			return { status: 200, body: { next: `/x/?cursor=c${asked}`, results: [] } };
		};
		bed.standIn.faults.add({ kind: { respond: endless }, times: 1000 });
		const result = await bed.run({ parameters: listed({ limit: 50 }) });
		expect(jsonOf(result)).toEqual([]);
		expect(asked).toBeLessThan(10);
	});
});
