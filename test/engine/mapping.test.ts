import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import { DECISION_STEP_ID, FIELD_IDS, ORDER_STEP_ID, REQUEST_STEP_ID } from '../standIn';
import { openEditor } from './editor';
import { completeStep, locator, NODE, openTestBed, type TestBed } from './testBed';
import { MANY } from '../scale';

let bed: TestBed;
let schema: ResourceMapperField[];
beforeAll(async () => (bed = await openTestBed()));
beforeEach(async () => {
	bed.standIn.reset();
	schema = await columnsOf(REQUEST_STEP_ID);
	bed.standIn.reset();
});
afterAll(async () => await bed.standIn.close());

async function columnsOf(stepId: number): Promise<ResourceMapperField[]> {
	const { id } = bed.standIn.createInstance();
	const { columns } = await openEditor(
		{
			instanceId: locator(id) as INodeParameters,
			stepId: locator(stepId) as INodeParameters,
		},
		{ apiKey: bed.standIn.keys.admin, baseUrl: bed.standIn.baseUrl },
	);
	return (await columns('getFormFieldColumns')).fields;
}

const mapped = (formFieldsMap: IDataObject, stepId: unknown = REQUEST_STEP_ID) =>
	completeStep('={{ $json.instance }}', stepId, [], {
		specifyFormFields: 'map',
		formFieldsMap: { schema: schema as unknown as IDataObject[], ...formFieldsMap },
	});
const byName = () => mapped({ mappingMode: 'autoMapInputData', value: null });
const byHand = (value: IDataObject) => mapped({ mappingMode: 'defineBelow', value });

const item = (json: IDataObject = {}) => ({ instance: bed.standIn.createInstance().id, ...json });
const sent = () => bed.standIn.log.at(-1)?.body as unknown as { actions: IDataObject[] };

/** A value for each name, as a spreadsheet or an API may have it. */
const VALUES: IDataObject = {
	'Delivery address': { street: '12 Main Street', city: 'Berlin', zipCode: '10115' },
	'Before you send': ['Quote attached'],
	'Needed by': '2026-06-16T10:00:00Z',
	Signature: 'https://files.example.com/signature.png',
	'Contact of the supplier': 'jane@example.com',
	Quote: ['https://files.example.com/offer.pdf'],
	Photos: ['https://files.example.com/photo.jpg'],
	Categories: ['Hardware', 'Services'],
	Amount: 1000.5,
	Delivery: 'Express',
	Shortcut: 'continue',
	Office: 'Lisbon',
	Items: [{ Item: 'Pen', Price: 2 }],
	Reason: 'New colleague',
	'Product page': 'https://example.com',
	'Requested for': 'jane@example.com',
};
const EXPECTED: ReadonlyArray<[keyof typeof FIELD_IDS, IDataObject]> = [
	['address', { street: '12 Main Street', city: 'Berlin', zipCode: '10115' }],
	['checklist', { itemsChecked: ['Quote attached'] }],
	['date', { date: '2026-06-16T10:00:00Z' }],
	['drawing', { url: ['https://files.example.com/signature.png'] }],
	['email', { emailValue: 'jane@example.com' }],
	['fileUpload', { files: ['https://files.example.com/offer.pdf'] }],
	['imageUpload', { images: ['https://files.example.com/photo.jpg'] }],
	['multiSelect', { itemsSelected: ['Hardware', 'Services'] }],
	['number', { numberValue: 1000.5, formattedValue: '' }],
	['radio', { radioItemSelected: 'Express' }],
	['routing', { action: 'complete', comment: '', label: '', returnToStep: -1 }],
	['singleSelect', { itemSelected: 'Lisbon' }],
	['table', { jsonResult: '[["Item","Price"],["Pen",2]]' }],
	['text', { inputValue: 'New colleague' }],
	['url', { url: 'https://example.com' }],
	['userSelection', { selection: { user_email: 'jane@example.com' } }],
];
const EXPECTED_ACTIONS = EXPECTED.map(([kind, input_object]) => ({
	action_id: FIELD_IDS[kind],
	input_object,
}));

describe('mapping automatically', () => {
	it('fills in form fields of many types by the names of the item, in any spelling of case', async () => {
		const shouting = Object.fromEntries(
			Object.entries(VALUES).map(([name, value]) => [` ${name.toUpperCase()} `, value]),
		);
		const result = await bed.run({ parameters: byName(), items: [item(shouting)] });
		expect(result.error?.message).toBeUndefined();
		expect(sent().actions).toEqual(EXPECTED_ACTIONS);
	});

	it('fills in every kind column by column', async () => {
		const value = Object.fromEntries(
			schema.map(({ id, displayName }) => [id, VALUES[displayName]]),
		);
		// What is typed by hand n8n itself holds against the type of the column.
		value['drawing:70004'] = [VALUES.Signature] as string[];
		value['routing:70012'] = { routingAction: 'continue' };
		const result = await bed.run({ parameters: byHand(value), items: [item()] });
		expect(result.error?.message).toBeUndefined();
		expect(sent().actions).toEqual(EXPECTED_ACTIONS);
	});

	it('takes expressions, and leaves out what nobody filled in', async () => {
		const value = {
			'text:70015': '={{ $json.why }}',
			'number:70010': null,
			'url:70016': undefined,
		};
		await bed.run({ parameters: byHand(value as IDataObject), items: [item({ why: 'So' })] });
		expect(sent().actions).toEqual([{ action_id: 70015, input_object: { inputValue: 'So' } }]);
	});

	it('takes the ID for the name, and no notice of other keys', async () => {
		await bed.run({ parameters: byName(), items: [item({ 70015: 'So', other: 1, Amount: null })] });
		expect(sent().actions).toEqual([{ action_id: 70015, input_object: { inputValue: 'So' } }]);
	});

	it('ignores columns that were removed', async () => {
		schema = schema.map((field) => ({ ...field, removed: field.id === 'number:70010' }));
		await bed.run({ parameters: byName(), items: [item({ Reason: 'So', Amount: 5 })] });
		expect(sent().actions).toEqual([{ action_id: 70015, input_object: { inputValue: 'So' } }]);
	});

	it('does many items, each linked to its own', async () => {
		const items = Array.from({ length: MANY }, (_, index) => item({ Reason: `Number ${index}` }));
		const result = await bed.run({ parameters: byName(), items });
		expect(result.output(NODE).map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			items.map(({ instance }, index) => [instance, { item: index }]),
		);
		expect(bed.standIn.log.length).toBe(MANY);
		// Side by side they arrive in any order.
		const reasonOf = (instance: unknown) => bed.standIn.getInstance(Number(instance))?.values;
		expect(items.map(({ instance }) => reasonOf(instance))).toEqual(
			items.map((_, index) => ({ [FIELD_IDS.text]: { inputValue: `Number ${index}` } })),
		);
	});

	it('sends nothing for an item with a bad value, and names the form field', async () => {
		const items = [item({ Reason: 'fine' }), item({ Amount: '1,000' })];
		const result = await bed.run({ parameters: byName(), items });
		expect(result.error?.message).toBe(
			'Form Field "Amount" (70010): \'Number\' is "1,000", which is not a number [item 1]',
		);
		expect(bed.standIn.log).toEqual([]);
	});

	it('calls the form field by its name when Next Matter refuses it', async () => {
		const result = await bed.run({
			parameters: byName(),
			items: [item({ Office: 'Atlantis' })],
			node: { onError: 'continueErrorOutput' },
		});
		const [{ json }] = result.output(NODE, 1);
		expect(json.error).toContain('Form Field "Office" (70013)');
	});

	it('follows a routing that was mapped', async () => {
		schema = await columnsOf(DECISION_STEP_ID);
		const { id } = bed.standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const [{ displayName }] = schema;
		const way = { routingAction: 'return', targetStep: REQUEST_STEP_ID };
		await bed.run({
			parameters: mapped({ mappingMode: 'autoMapInputData', value: null }, DECISION_STEP_ID),
			items: [{ instance: id, [displayName]: way }],
		});
		expect(bed.standIn.getInstance(id)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
	});

	it('takes a required column that was removed for one that is filled in already', async () => {
		schema = await columnsOf(ORDER_STEP_ID);
		const byHandAt = (value: IDataObject) =>
			mapped({ mappingMode: 'defineBelow', value }, ORDER_STEP_ID);
		const required = schema;
		const { id } = bed.standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const items = [{ instance: id }];
		const node = { onError: 'continueErrorOutput' } as const;
		const refused = await bed.run({ parameters: byHandAt({ 'text:70201': '' }), items, node });
		expect(refused.output(NODE, 1)[0].json.details).toMatchObject({ certainty: 'not-sent' });
		schema = required.map((field) => ({ ...field, removed: true }));
		const early = await bed.run({ parameters: byHandAt({}), items, node });
		expect(early.output(NODE, 1)[0].json.details).toMatchObject({ statusCode: 400 });
		schema = required;
		await bed.run({ parameters: { ...byHandAt({ 'text:70201': 'A-1' }), mode: 'save' }, items });
		schema = required.map((field) => ({ ...field, removed: true }));
		const done = await bed.run({ parameters: byHandAt({}), items, node });
		expect(done.output(NODE)).toHaveLength(1);
	});
});
