import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID, type StandInOptions } from '../standIn';
import { STANDARD_SAMPLES } from '../standIn/samples';
import { TestClient } from '../standIn/testClient';
import { locator, NODE, openTestBed, type TestBed } from './testBed';

let bed: TestBed;
afterEach(async () => {
	expect(bed.standIn.contractViolations).toEqual([]);
	await bed.standIn.close();
});

const ENTERED = ['number', 'table', 'checklist', 'userSelection', 'fileUpload'] as const;

/** An instance in which somebody has filled in some form fields. @returns its ID */
async function fillIn(options: StandInOptions): Promise<number> {
	bed = await openTestBed(options);
	const { id } = bed.standIn.createInstance();
	const actions = ENTERED.map((kind) => ({
		action_id: FIELD_IDS[kind],
		input_object: STANDARD_SAMPLES[kind],
	}));
	const body = { step_id: REQUEST_STEP_ID, mode: 'save', actions };
	await new TestClient(bed.standIn).completeStep(id, body);
	return id;
}

const run = async (operation: string, id: number, rest: IDataObject) => {
	const parameters = { resource: 'instance', operation, instanceId: locator(id), ...rest };
	const result = await bed.run({ parameters });
	return result.output(NODE)[0].json as IDataObject & { readonly fields: IDataObject };
};

describe('the values of form fields', () => {
	it.each(['object', 'string', 'nested'] as const)(
		'are plain and by name, whatever the shape of the snapshot: %s',
		async (snapshotShape) => {
			const id = await fillIn({ snapshotShape });
			const { fields, ...rest } = await run('get', id, { formFieldValues: 'byName' });
			expect(fields).toMatchObject({
				Amount: 1249.5,
				Items: [
					{ Item: 'Desk', Pieces: 2 },
					{ Item: 'Lamp', Pieces: '' },
				],
				'Before you send': ['Quote attached', 'Supplier known'],
				'Requested for': 'kim@example.org',
				Quote: ['https://files.example.org/quote.pdf'],
				Reason: null,
			});
			expect(rest).not.toHaveProperty('process_snapshot');
			expect(bed.standIn.log.at(-1)?.query).toEqual({ inject_values: 'true' });
		},
	);

	it('are by ID, and come with the end of a wait', async () => {
		const id = await fillIn({});
		const wait = { waitFor: 'stepActive', stepId: locator(REQUEST_STEP_ID) };
		const { fields } = await run('waitForStep', id, { ...wait, formFieldValues: 'byId' });
		expect(fields[String(FIELD_IDS.number)]).toBe(1249.5);
	});

	it('leave the snapshot as it is where nothing is recognized in it', async () => {
		const id = await fillIn({ snapshotShape: 'unrecognizable' });
		const json = await run('get', id, { formFieldValues: 'byName' });
		expect(json.fields).toEqual({});
		expect(json.process_snapshot).toHaveProperty('blob');
	});

	it('are left out unless they are wanted', async () => {
		const id = await fillIn({});
		expect(await run('get', id, {})).not.toHaveProperty('fields');
		expect(bed.standIn.log.at(-1)?.query).toEqual({});
	});
});
