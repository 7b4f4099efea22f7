import type { IDataObject } from 'n8n-workflow';
import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	FIELD_KINDS,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
	type FieldKind,
} from '../standIn';
import { ENTERED, STANDARD_SAMPLES } from '../standIn/kinds';
import { fieldKinds } from '../../nodes/NextMatter/formFields';
import { completeStep, locator, openTestBed, row, type TestBed } from './testBed';

/** What a list puts into a parameter. */
function chosen(value: string | number): IDataObject {
	return { ...locator(value, 'list'), cachedResultName: `The one called ${value}` };
}

/** Where the older help article wants another shape. */
const WRAPPED: Partial<Record<FieldKind, IDataObject>> = {
	address: {
		inputValue: { city: 'Lisbon', street: 'Rua Augusta 12', zipCode: '1100-053' },
	},
	checklist: { inputValue: { itemsChecked: ['Quote attached', 'Supplier known'] } },
	radio: { inputValue: { radioItemSelected: 'Express' } },
	url: { url: { url: 'https://shop.example.org/desks/7' } },
};

describe('form fields, through the engine', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed()));
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => await bed.standIn.close());

	it('covers every kind that the node offers, but Custom', () => {
		const offered = fieldKinds.map(({ type }) => type).filter((type) => type !== 'custom');
		expect(offered.sort()).toEqual([...FIELD_KINDS].sort());
	});

	const formats = ['standard', 'wrapped'] as const;
	const cases = FIELD_KINDS.flatMap((kind) =>
		formats
			.filter((format) => format === 'standard' || WRAPPED[kind])
			.map((format) => [kind, format] as const),
	);

	it.each(cases)(
		'sends %s as the %s format documents it, and it is stored',
		async (kind, format) => {
			const { id } = bed.standIn.createInstance();
			const expected = format === 'wrapped' ? WRAPPED[kind] : STANDARD_SAMPLES[kind];

			const result = await bed.run({
				parameters: completeStep(id, REQUEST_STEP_ID, [row(FIELD_IDS[kind], kind, ENTERED[kind])], {
					mode: 'save',
					options: { valueFormat: format },
				}),
			});

			expect(result.error).toBeUndefined();
			expect(bed.standIn.log).toHaveLength(1);
			expect(bed.standIn.log[0]).toMatchObject({
				status: 200,
				effect: 'saved',
				contractErrors: [],
			});
			expect(bed.standIn.log[0].body).toEqual({
				step_id: REQUEST_STEP_ID,
				mode: 'save',
				actions: [{ action_id: FIELD_IDS[kind], input_object: expected }],
			});
			expect(bed.standIn.getInstance(id)?.values[FIELD_IDS[kind]]).toEqual(expected);
		},
	);

	describe('chosen from the list, with the type in the ID', () => {
		const typed = (id: number, type: string, mode = 'list') => ({
			fieldId: locator(`${type}:${id}`, mode),
		});
		// What a row still holds of a form field that was chosen there before.
		const STALE = {
			fieldType: 'email',
			email: 'old@example.com',
			routingAction: 'return',
			fileSource: 'binary',
		};
		const save = async (instanceId: number, ...rows: IDataObject[]) =>
			await bed.run({
				parameters: completeStep(instanceId, REQUEST_STEP_ID, rows, { mode: 'save' }),
				items: [{ id: `date:${FIELD_IDS.date}`, type: 'date' }],
			});

		it.each([
			['chosen from the list', 'list', {}],
			['chosen in a row that held another', 'list', { ...STALE, fileSource: 'urls' }],
			['entered', 'id', {}],
		] as const)('sends just what each kind takes, where it was %s', async (_how, mode, left) => {
			const { id } = bed.standIn.createInstance();
			const rows = FIELD_KINDS.map((kind) => ({
				...left,
				...typed(FIELD_IDS[kind], kind, mode),
				...ENTERED[kind],
			}));
			const result = await save(id, ...rows);
			expect(result.error).toBeUndefined();
			expect(bed.standIn.log[0].body).toMatchObject({
				actions: FIELD_KINDS.map((kind) => ({
					action_id: FIELD_IDS[kind],
					input_object: STANDARD_SAMPLES[kind],
				})),
			});
			expect(bed.standIn.contractViolations).toEqual([]);
		});

		it('sends nothing of the form field that was chosen before', async () => {
			const { id } = bed.standIn.createInstance();
			const result = await save(id, { ...STALE, ...typed(FIELD_IDS.text, 'text') });
			expect(result.error).toBeUndefined();
			expect(bed.standIn.log[0].body).toMatchObject({
				actions: [{ action_id: FIELD_IDS.text, input_object: { inputValue: '' } }],
			});
		});

		it('lets a plain ID of the list be what its field type says', async () => {
			const { id } = bed.standIn.createInstance();
			const row = { fieldType: 'date', date: '2021-06-16T12:00:00Z' };
			const result = await save(id, { ...row, fieldId: locator(FIELD_IDS.date, 'list') });
			expect(result.error).toBeUndefined();
			expect(bed.standIn.getInstance(id)?.values[FIELD_IDS.date]).toEqual({
				date: '2021-06-16T12:00:00Z',
			});
		});

		it('understands such an ID as a plain text, and of an expression', async () => {
			const { id } = bed.standIn.createInstance();
			const date = '2021-06-16T12:00:00Z';
			for (const fieldId of [`date:${FIELD_IDS.date}`, locator('={{ $json.id }}')]) {
				const result = await save(id, { fieldId, fieldType: '={{ $json.type }}', date });
				expect(result.error?.message).toBeUndefined();
			}
			expect(bed.standIn.log.map(({ effect }) => effect)).toEqual(['saved', 'saved']);
		});

		it('refuses what is no type, and an expression that contradicts the field type', async () => {
			const { id } = bed.standIn.createInstance();
			const unknown = await save(id, typed(FIELD_IDS.date, 'hologram'));
			expect(unknown.error).toMatchObject({
				message: expect.stringContaining(
					`Form Field 1 (${FIELD_IDS.date}): "hologram" is not a field type`,
				),
				description: expect.stringContaining('Choose the form field from the list again'),
			});
			const other = await save(id, { fieldId: locator('={{ $json.id }}'), text: 'A' });
			expect(other.error?.message).toContain(
				'The type in its ID is "date", but \'Field Type\' is "text"',
			);
			expect(bed.standIn.log).toEqual([]);
		});
	});

	it.each([
		['continue', undefined, { action: 'complete', returnToStep: -1 }, [ORDER_STEP_ID]],
		['return', '5001', { action: 'return', returnToStep: '5001' }, [REQUEST_STEP_ID]],
		['skipForward', 5003, { action: 'skip_forward', returnToStep: '5003' }, [ORDER_STEP_ID]],
		['stop', undefined, { action: 'decline', returnToStep: -2 }, []],
	])('routes by "%s"', async (routingAction, targetStep, expected, activeStepIds) => {
		const { id } = bed.standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const inputs = { routingAction, targetStep, comment: 'Why', buttonLabel: 'Go' };
		await bed.run({
			parameters: completeStep(id, DECISION_STEP_ID, [row(DECISION_FIELD_ID, 'routing', inputs)]),
		});
		expect(bed.standIn.log[0]).toMatchObject({ effect: 'completed', contractErrors: [] });
		expect(bed.standIn.log[0].body).toMatchObject({
			actions: [{ input_object: { comment: 'Why', label: 'Go', ...expected } }],
		});
		const state = bed.standIn.getInstance(id);
		expect(state?.activeStepIds).toEqual(activeStepIds);
		expect(Boolean(state?.abortedTime)).toBe(routingAction === 'stop');
	});

	it.each<[FieldKind, string, unknown, IDataObject]>([
		['singleSelect', 'selectedOption', chosen('Lisbon'), { itemSelected: 'Lisbon' }],
		[
			'singleSelect',
			'selectedOption',
			locator('={{ "Lis" + "bon" }}', 'name'),
			{ itemSelected: 'Lisbon' },
		],
		// As programs write it, and as it was saved before there was a list.
		['radio', 'selectedOption', '={{ "Express" }}', { radioItemSelected: 'Express' }],
	])(
		'takes the option of a %s from its list, by name or as a text: %#',
		async (type, name, given, sent) => {
			const { id } = bed.standIn.createInstance();
			const inputs = { [name]: given } as IDataObject;
			for (const fieldId of [locator(FIELD_IDS[type]), chosen(`${type}:${FIELD_IDS[type]}`)]) {
				const rows = [{ fieldId, fieldType: type, ...inputs }];
				await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, rows, { mode: 'save' }) });
				expect(bed.standIn.log.at(-1)?.body).toMatchObject({ actions: [{ input_object: sent }] });
			}
		},
	);

	it('takes the target of a routing from the list of steps', async () => {
		const { id } = bed.standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const inputs = { routingAction: 'return', targetStep: chosen(REQUEST_STEP_ID) };
		const rows = [row(DECISION_FIELD_ID, 'routing', inputs)];
		await bed.run({ parameters: completeStep(id, DECISION_STEP_ID, rows) });
		expect(bed.standIn.getInstance(id)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
	});

	it('says what is missing where nothing was chosen', async () => {
		const { id } = bed.standIn.createInstance();
		const rows = [{ fieldId: chosen(`radio:${FIELD_IDS.radio}`), selectedOption: chosen('') }];
		const { error } = await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, rows) });
		expect(error?.message).toContain("'Selected Option' is empty");
		expect(bed.standIn.log).toEqual([]);
	});

	it('names unchecked items in the format of the help article, which alone can', async () => {
		const { id } = bed.standIn.createInstance();
		const inputs = { checkedItems: ['Quote attached'], uncheckedItems: ['Supplier known'] };
		const send = async (valueFormat: string) => {
			const rows = [row(FIELD_IDS.checklist, 'checklist', inputs)];
			const rest = { mode: 'save', options: { valueFormat } };
			await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, rows, rest) });
			return bed.standIn.getInstance(id)?.values[FIELD_IDS.checklist];
		};
		expect(await send('standard')).toBeUndefined();
		expect(bed.standIn.log).toEqual([]);
		expect(await send('wrapped')).toEqual({
			inputValue: { itemsChecked: ['Quote attached'], itemsNotChecked: ['Supplier known'] },
		});
	});

	it('passes a custom form field on as it is', async () => {
		const { id } = bed.standIn.createInstance();
		const inputs = { inputObject: '{"inputValue": "of a kind to come"}' };
		await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID, [row(FIELD_IDS.text, 'custom', inputs)], {
				mode: 'save',
			}),
		});
		expect(bed.standIn.getInstance(id)?.values[FIELD_IDS.text]).toEqual({
			inputValue: 'of a kind to come',
		});
	});

	it('fills in all kinds at once and completes the step', async () => {
		const { id } = bed.standIn.createInstance();
		const rows = FIELD_KINDS.map((kind) => row(FIELD_IDS[kind], kind, ENTERED[kind]));
		const result = await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, rows) });
		expect(result.error).toBeUndefined();
		expect(bed.standIn.log.map(({ effect }) => effect)).toEqual(['completed']);
		expect(Object.keys(bed.standIn.getInstance(id)?.values ?? {})).toHaveLength(FIELD_KINDS.length);
		expect(bed.standIn.contractViolations).toEqual([]);
	});
});
