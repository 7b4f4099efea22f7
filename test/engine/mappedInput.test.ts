import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import { FIELD_IDS, ORDER_STEP_ID, REQUEST_STEP_ID } from '../standIn';
import { openEditor } from './editor';
import { completeStep, locator, NODE, openTestBed, row, type Scene, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterAll(async () => await bed.standIn.close());

async function schemaOf(stepId: number): Promise<ResourceMapperField[]> {
	const { id } = bed.standIn.createInstance();
	const at = {
		instanceId: locator(id) as INodeParameters,
		stepId: locator(stepId) as INodeParameters,
	};
	const credential = { apiKey: bed.standIn.keys.admin, baseUrl: bed.standIn.baseUrl };
	const { fields } = await (await openEditor(at, credential)).columns('getFormFieldColumns');
	bed.standIn.reset();
	return fields;
}

interface Mapping {
	readonly item?: IDataObject;
	/** Values of columns; without them the item is mapped by name. */
	readonly value?: IDataObject;
	readonly stepId?: number;
	readonly schema?: ResourceMapperField[];
	readonly rest?: IDataObject;
}

async function map({ item = {}, value, stepId = REQUEST_STEP_ID, schema, rest }: Mapping) {
	const columns = schema ?? (await schemaOf(stepId));
	const { id } = bed.standIn.createInstance({ startAtStepId: stepId });
	const formFieldsMap = {
		mappingMode: value ? 'defineBelow' : 'autoMapInputData',
		value: value ?? null,
		schema: columns as unknown as IDataObject[],
	};
	const parameters = completeStep('={{ $json.instance }}', stepId, [], {
		specifyFormFields: 'map',
		formFieldsMap,
		...rest,
	});
	return await run({ parameters, items: [{ instance: id, ...item }] });
}

async function run(scene: Scene) {
	const result = await bed.run(scene);
	const posts = bed.standIn.log.filter(({ method }) => method === 'POST');
	return {
		message: result.error?.message,
		description: String(result.error?.description),
		posts: posts.length,
		actions: (posts.at(-1)?.body as unknown as { actions: IDataObject[] } | undefined)?.actions,
		output: result.output(NODE),
	};
}

const sent = (kind: keyof typeof FIELD_IDS, input_object: IDataObject) => ({
	action_id: FIELD_IDS[kind],
	input_object,
});

describe('what a person types into a column', () => {
	it.each<[string, unknown, ReturnType<typeof sent>]>([
		['multiSelect:70009', 'Hardware', sent('multiSelect', { itemsSelected: ['Hardware'] })],
		[
			'fileUpload:70006',
			'={{ [{ url: "https://files.example.com/a.pdf", filename: "a" }] }}',
			sent('fileUpload', { files: ['https://files.example.com/a.pdf'] }),
		],
		['number:70010', '={{ [5] }}', sent('number', { numberValue: 5, formattedValue: '' })],
		[
			'routing:70012',
			'continue',
			sent('routing', { action: 'complete', comment: '', label: '', returnToStep: -1 }),
		],
	])('is sent as it is meant: %s', async (column, typed, expected) => {
		const { message, actions } = await map({ value: { [column]: typed } as IDataObject });
		expect(message).toBeUndefined();
		expect(actions).toEqual([expected]);
	});

	it('works in columns that were saved when they had other types', async () => {
		const schema = (await schemaOf(REQUEST_STEP_ID)).map((field) =>
			field.id === 'multiSelect:70009' ? { ...field, type: 'array' as const } : field,
		);
		const value = { 'multiSelect:70009': '["Hardware"]' };
		const { actions } = await map({ value, schema });
		expect(actions).toEqual([sent('multiSelect', { itemsSelected: ['Hardware'] })]);
	});

	it('is refused by the name of the form field', async () => {
		const { message, posts } = await map({ value: { 'multiSelect:70009': '["Hardware"' } });
		expect(message).toContain('Form Field "Categories" (70009)');
		expect(posts).toBe(0);
	});
});

describe('an expression that finds nothing', () => {
	it.each([
		['={{ $json.gone }}', 'nothing'],
		['={{ null }}', 'null'],
	])('is refused by the name of the form field: %s', async (expression, told) => {
		const value = { 'number:70010': expression, 'text:70015': 'x', 'url:70016': null };
		const { message, posts } = await map({ value });
		expect(message).toBe(
			`Form Field "Amount" (70010) has no value: its expression returned ${told} [item 0]`,
		);
		expect(posts).toBe(0);
	});
});

describe('nothing to fill in', () => {
	it('is refused where all columns are empty', async () => {
		const { message, posts } = await map({ value: { 'text:70015': '', 'table:70014': '[]' } });
		expect(message).toMatch(/^All columns of 'Using Columns' are empty/);
		expect(posts).toBe(0);
	});

	it('leaves out kinds of empty beside a value', async () => {
		const item = { Reason: 'So', Items: [], 'Delivery address': {}, Amount: ' ', Photos: [null] };
		expect((await map({ item })).actions).toEqual([sent('text', { inputValue: 'So' })]);
	});

	it('is refused for a required form field, which is seen as one', async () => {
		const [column] = await schemaOf(ORDER_STEP_ID);
		expect(column.displayName).toMatch(/ \*$/);
		const refused = await map({ stepId: ORDER_STEP_ID, item: { [column.displayName]: '', x: 1 } });
		expect(refused.posts).toBe(0);
		const named = { [column.displayName.slice(0, -2)]: 'A-1' };
		expect((await map({ stepId: ORDER_STEP_ID, item: named })).actions).toHaveLength(1);
	});
});

describe('names of keys', () => {
	it('that fit nothing are ignored, or refused if that is wanted', async () => {
		const item = { Reason: 'So', Colour: 'red' };
		expect((await map({ item })).actions).toHaveLength(1);
		const rest = { options: { unmatchedKeys: 'fail' } };
		const { message, posts } = await map({ item, rest });
		expect(message).toBe('The input item has keys that match no form field: "Colour" [item 0]');
		expect(posts).toBe(0);
	});
});

describe('rows', () => {
	const at = () => bed.standIn.createInstance().id;
	const rows = (...all: IDataObject[]) => completeStep(at(), REQUEST_STEP_ID, all);

	it('refuse a number that nobody touched', async () => {
		const { message, posts } = await run({ parameters: rows(row(FIELD_IDS.number, 'number')) });
		expect(message).toBe("Form Field 1 (70010), Number: 'Number' is empty [item 0]");
		expect(posts).toBe(0);
	});

	it('take a zero that somebody typed', async () => {
		for (const number of [0, '0', '={{ 0 }}']) {
			const { actions } = await run({
				parameters: rows(row(FIELD_IDS.number, 'number', { number })),
			});
			expect(actions).toEqual([sent('number', { numberValue: 0, formattedValue: '' })]);
		}
	});
});
