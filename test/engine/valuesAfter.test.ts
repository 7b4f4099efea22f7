import type { IDataObject } from 'n8n-workflow';
import {
	FIELD_IDS,
	ONBOARDING_WORKFLOW_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
} from '../standIn';
import type { RunResult } from './index';
import { completeStep, locator, NODE, openTestBed, row, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));
afterAll(async () => await bed.standIn.close());

const amount = (value: number) => ({
	[FIELD_IDS.number]: { numberValue: value, formattedValue: '' },
});
const READ = { operationId: 'readInstance' } as const;
const operationsSent = () => bed.standIn.log.map(({ operationId }) => operationId);
const fieldsOf = (result: RunResult) =>
	result.output(NODE).map(({ json }) => (json.fields as IDataObject | null) ?? null);
const hintsOf = (result: RunResult) =>
	(result.run.data.resultData.runData[NODE][0].hints ?? []).map(({ message }) => message);

describe('the values of many instances', () => {
	const getMany = async (rest: IDataObject = {}) =>
		await bed.run({
			parameters: {
				resource: 'instance',
				operation: 'getAll',
				workflowId: locator(PURCHASE_WORKFLOW_ID),
				formFieldValues: 'byName',
				...rest,
			},
			node: { onError: 'continueErrorOutput' },
		});

	it('are read one by one, in the order of the list', async () => {
		for (let value = 1; value <= 30; value += 1)
			bed.standIn.createInstance({ values: amount(value) });
		const result = await getMany({ returnAll: true, options: { concurrency: 4 } });
		expect(fieldsOf(result).map((fields) => fields?.Amount)).toEqual(
			Array.from({ length: 30 }, (_, place) => place + 1),
		);
		expect(operationsSent()).toHaveLength(31);
		expect(bed.standIn.stats.maxInFlight).toBeLessThanOrEqual(4);
	});

	it('fail the item when one of them cannot be read', async () => {
		bed.standIn.createInstance({ values: amount(1) });
		const { id } = bed.standIn.createInstance({ values: amount(2) });
		bed.standIn.faults.add({ kind: { status: 403 }, match: { ...READ, instanceId: id } });
		const result = await getMany();
		expect(result.output(NODE)).toEqual([]);
		expect(result.output(NODE, 1)[0].json.error).toContain(`instance ${id}`);
	});

	it('are not read when they are not wanted', async () => {
		bed.standIn.createInstance();
		expect(fieldsOf(await getMany({ formFieldValues: 'none' }))).toEqual([null]);
		expect(operationsSent()).toEqual(['listInstances']);
	});
});

describe('the values after a step was completed', () => {
	const complete = async (id: number, node: IDataObject = {}, items = 1) =>
		await bed.run({
			parameters: completeStep(
				id,
				REQUEST_STEP_ID,
				[row(FIELD_IDS.text, 'text', { text: 'More desks' })],
				{ formFieldValues: 'byName', options: { maximumWait: 0 } },
			),
			items: Array.from({ length: items }, () => ({})),
			node,
		});

	it('are read from the instance, with one more request', async () => {
		const { id } = bed.standIn.createInstance({ values: amount(5) });
		expect(fieldsOf(await complete(id))).toEqual([
			expect.objectContaining({ Amount: 5, Reason: 'More desks' }),
		]);
		expect(operationsSent()).toEqual(['completeStep', 'readInstance']);
		expect(bed.standIn.log.at(-1)?.query).toEqual({ inject_values: 'true' });
	});

	it.each([
		['refused', { status: 403 }],
		['lost', { reset: 'before' }],
	] as const)(
		'that cannot be read (%s) leave it done, and a hint says why',
		async (_what, kind) => {
			const { id } = bed.standIn.createInstance();
			bed.standIn.faults.add({ kind, match: READ, times: 9 });
			const result = await complete(id, { onError: 'continueErrorOutput' });
			expect(result.output(NODE, 1)).toEqual([]);
			expect(result.output(NODE).map(({ json }) => [json.id, json.fields])).toEqual([[id, null]]);
			expect(hintsOf(result).join()).toContain(`instance ${id}`);
			expect(operationsSent().filter((operation) => operation === 'completeStep')).toHaveLength(1);
		},
	);

	it('are read again when n8n runs the node again, and nothing is completed twice', async () => {
		const { id } = bed.standIn.createInstance({ values: amount(5) });
		const other = bed.standIn.createInstance();
		bed.standIn.faults.add({
			kind: { status: 400, body: { detail: 'No.' } },
			match: { operationId: 'completeStep', instanceId: other.id },
		});
		const result = await bed.run({
			parameters: completeStep('={{ $json.id }}', REQUEST_STEP_ID, [], {
				formFieldValues: 'byName',
			}),
			items: [{ id }, { id: other.id }],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(result.error).toBeUndefined();
		expect(fieldsOf(result)[0]).toMatchObject({ Amount: 5 });
		expect(
			bed.standIn.log.filter(
				({ effect, instanceId }) => effect === 'completed' && instanceId === id,
			),
		).toHaveLength(1);
	});
});

it('says so where no form field was recognized', async () => {
	const odd = await openTestBed({ snapshotShape: 'unrecognizable' });
	const { id } = odd.standIn.createInstance({ workflowId: ONBOARDING_WORKFLOW_ID });
	const parameters = { resource: 'instance', operation: 'get', instanceId: locator(id) };
	const result = await odd.run({ parameters: { ...parameters, formFieldValues: 'byId' } });
	await odd.standIn.close();
	expect(hintsOf(result)).toEqual([expect.stringContaining('No form field was recognized')]);
});
