import type { IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID, type FieldKind } from '../standIn';
import { completeStep, locator, NODE, openTestBed, row, type TestBed } from './testBed';

describe('what people give as values', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => await bed.standIn.close());

	/** Saves one form field and returns what was sent for it. */
	async function sent(
		kind: FieldKind,
		inputs: IDataObject,
		{ json = {}, timezone }: { json?: IDataObject; timezone?: string } = {},
	): Promise<unknown> {
		const { id } = bed.standIn.createInstance();
		const result = await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID, [row(FIELD_IDS[kind], kind, inputs)], {
				mode: 'save',
			}),
			items: [json],
			settings: timezone ? { timezone } : undefined,
		});
		expect(result.error?.message).toBeUndefined();
		return bed.standIn.getInstance(id)?.values[FIELD_IDS[kind]];
	}

	describe('lists', () => {
		const both = { itemsChecked: ['Quote attached', 'Budget checked'] };
		it.each<[string, unknown, IDataObject]>([
			['one value that is an expression for a list', ['={{ $json.list }}'], {}],
			['an expression in place of the values', '={{ $json.list }}', {}],
		])('takes %s', async (_, checkedItems) => {
			const inputs = { checkedItems: checkedItems as string[] };
			const json = { list: ['Quote attached', 'Budget checked'] };
			expect(await sent('checklist', inputs, { json })).toEqual(both);
		});
	});

	describe('tables', () => {
		const expected = { jsonResult: '[["Item","Price"],["Pen, \\"blue\\"",2],["",0.5]]' };
		const objects = [{ Item: 'Pen, "blue"', Price: 2 }, { Price: 0.5 }];
		it.each<[string, string]>([
			['objects by an expression', '={{ $json.objects }}'],
			['JSON text by an expression', '={{ JSON.stringify($json.objects) }}'],
		])('takes %s', async (_, tableRows) => {
			expect(await sent('table', { tableRows }, { json: { objects } })).toEqual(expected);
		});
	});

	describe('dates', () => {
		const timezone = 'America/New_York';
		it.each([
			['the picker', '2026-06-16T06:00:00'],
			['a Luxon DateTime', '={{ DateTime.fromISO("2026-06-16T12:00:00+02:00") }}'],
			['a JavaScript Date', '={{ new Date("2026-06-16T10:00:00Z") }}'],
		])('reads %s', async (_, date) => {
			expect(await sent('date', { date }, { timezone })).toEqual({ date: '2026-06-16T10:00:00Z' });
		});
	});

	describe('texts and numbers by expression', () => {
		it.each<[FieldKind, IDataObject, unknown]>([
			['text', { text: '=Order {{ $json.number }}' }, { inputValue: 'Order 7' }],
			['text', { text: '={{ $json.number }}' }, { inputValue: '7' }],
			['number', { number: '={{ $json.number }}' }, { numberValue: 7, formattedValue: '' }],
		])('%s from %j', async (kind, inputs, expected) => {
			expect(await sent(kind, inputs, { json: { number: 7 } })).toEqual(expected);
		});
	});

	describe('instance, step and form field', () => {
		it.each<[string, IDataObject, IDataObject]>([
			['expressions', locator('={{ $json.instance }}'), locator('={{ $json.step }}')],
			[
				'plain links',
				locator('https://app.example.com/instances/9001', 'url'),
				locator('https://app.example.com/instances/9001/steps/5001?tab=form', 'url'),
			],
		])('are found by %s', async (_, instanceId, stepId) => {
			const { id } = bed.standIn.createInstance();
			expect(id).toBe(9001);
			const result = await bed.run({
				parameters: { instanceId, stepId, mode: 'save' },
				items: [{ instance: 9001, step: '5001' }],
			});
			expect(result.error?.message).toBeUndefined();
			expect(bed.standIn.log.map(({ effect }) => effect)).toEqual(['saved']);
		});

		it('are found by plain values, as programs write them', async () => {
			bed.standIn.createInstance();
			const field = { fieldId: 70015, fieldType: 'text', text: 'Hello' };
			const result = await bed.run({
				parameters: { instanceId: 9001, stepId: '5001', formFields: { field: [field] } },
			});
			expect(result.error?.message).toBeUndefined();
			expect(bed.standIn.log.map(({ effect }) => effect)).toEqual(['completed']);
		});
	});

	describe('form fields as JSON', () => {
		const actions = [{ action_id: FIELD_IDS.text, input_object: { inputValue: 'Hello' } }];
		it.each<[string, string, unknown[]]>([
			['typed text', JSON.stringify(actions), actions],
			['an expression that returns a list', '={{ $json.actions }}', actions],
		])('takes %s', async (_, formFieldsJson, expected) => {
			const { id } = bed.standIn.createInstance();
			const rest = { specifyFormFields: 'json', formFieldsJson };
			const result = await bed.run({
				parameters: completeStep(id, REQUEST_STEP_ID, [], rest),
				items: [{ actions }],
			});
			expect(result.error?.message).toBeUndefined();
			expect(bed.standIn.log[0].body).toMatchObject({ mode: 'complete', actions: expected });
		});
	});

	it('takes the field type, the mode and the ID of a form field by expression too', async () => {
		const { id } = bed.standIn.createInstance();
		const field = {
			fieldId: locator('={{ $json.field }}'),
			fieldType: '={{ $json.type }}',
			email: '={{ $json.value }}',
		};
		const result = await bed.run({
			parameters: {
				...completeStep(id, REQUEST_STEP_ID, [field]),
				mode: '={{ $json.mode }}',
				specifyFormFields: '={{ "fields" }}',
				simplify: '={{ false }}',
			},
			items: [{ field: FIELD_IDS.email, type: 'email', mode: 'save', value: 'jane@example.com' }],
		});
		expect(result.error?.message).toBeUndefined();
		expect(bed.standIn.getInstance(id)?.values[FIELD_IDS.email]).toEqual({
			emailValue: 'jane@example.com',
		});
		expect(result.output(NODE)[0].json).toHaveProperty('process_snapshot');
	});

	it('completes a step without form fields', async () => {
		const { id } = bed.standIn.createInstance();
		await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID) });
		expect(bed.standIn.log[0]).toMatchObject({ effect: 'completed', body: { actions: [] } });
	});
});
