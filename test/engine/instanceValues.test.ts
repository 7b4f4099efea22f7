import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../standIn';
import { STANDARD_SAMPLES } from '../standIn/samples';
import { locator, NODE, openTestBed, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));
afterAll(async () => await bed.standIn.close());

const { number, table, text } = FIELD_IDS;
const values = { [number]: STANDARD_SAMPLES.number, [table]: STANDARD_SAMPLES.table };
const get = async (id: number, formFieldIds: unknown, rest: IDataObject = {}) =>
	await bed.run({
		parameters: {
			resource: 'formField',
			operation: 'getInstanceValues',
			workflowId: locator(PURCHASE_WORKFLOW_ID),
			instanceId: locator(id),
			stepId: locator(REQUEST_STEP_ID),
			formFieldIds: formFieldIds as string[],
			...rest,
		},
	});
const listValues = { operationId: 'listFieldValues' } as const;

describe('the values of one instance', () => {
	it('come in one item, plain, by ID, with one request for each form field', async () => {
		bed.standIn.createInstance({ values: { [number]: { numberValue: 1, formattedValue: '' } } });
		const { id, name } = bed.standIn.createInstance({ values });
		const result = await get(id, [number, text, table].map(String));
		expect(result.output(NODE).map(({ json }) => json)).toEqual([
			{
				instance_id: id,
				instance_name: name,
				fields: {
					[number]: 1249.5,
					[text]: null,
					[table]: [
						{ Item: 'Desk', Pieces: 2 },
						{ Item: 'Lamp', Pieces: '' },
					],
				},
			},
		]);
		expect(bed.standIn.log.map(({ operationId, query }) => [operationId, query])).toEqual(
			[1, 2, 3].map(() => ['listFieldValues', { instance_ids: String(id), page_size: '500' }]),
		);
	});

	it('come by name where names are found, for one more request', async () => {
		const { id } = bed.standIn.createInstance({ values });
		const result = await get(id, `[${number}]`, { fieldKeys: 'byName' });
		expect(result.output(NODE)[0].json.fields).toEqual({ Amount: 1249.5 });
		expect(bed.standIn.log.map(({ operationId }) => operationId)).toEqual([
			'listFieldValues',
			'readInstance',
		]);
	});

	it('come by ID where the names cannot be read', async () => {
		const { id } = bed.standIn.createInstance({ values });
		bed.standIn.faults.add({ kind: { status: 403 }, match: { operationId: 'readInstance' } });
		const result = await get(id, [String(number)], { fieldKeys: 'byName' });
		expect(result.output(NODE)[0].json.fields).toEqual({ [number]: 1249.5 });
	});

	it('are never those of another instance, whatever the API makes of the filter', async () => {
		const { id } = bed.standIn.createInstance({ values });
		const other = { value: STANDARD_SAMPLES.number, instance_id: id + 1, instance_name: 'x' };
		const page = { count: 1, next: null, previous: null, results: [other, { value: {} }] };
		bed.standIn.faults.add({ kind: { status: 200, body: page }, match: listValues });
		const result = await get(id, [String(number)]);
		expect(result.output(NODE)).toEqual([]);
		expect(result.error?.message).toContain(`instance ${id}`);
	});

	it('are not looked for on page after page without end', async () => {
		const { id } = bed.standIn.createInstance({ values });
		let page = 1;
		const respond = () => {
			page += 1;
			const next = `http://h/?page=${page}`;
			const results = [{ value: {}, instance_id: id + page, instance_name: 'x', settings: {} }];
			return { status: 200, body: { count: 99999, next, previous: null, results } };
		};
		bed.standIn.faults.add({ kind: { respond }, match: listValues, times: 99 });
		const result = await get(id, [String(number)]);
		expect(result.error?.message).toContain('other instances');
		expect(bed.standIn.log.length).toBeLessThanOrEqual(10);
	});
});
