import {
	columnsOf,
	encodeColumns,
	knownColumns,
} from '../../../nodes/NextMatter/formFields/columns';
import { refusalOf } from '../refusalOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const encode = (parameter: unknown, item = {}) => encodeColumns(parameter, item, settings);

describe('columns', () => {
	it('tell form fields of the same name, or of none, apart by their IDs', () => {
		const fields = [
			{ id: 1, name: 'Note', type: 'text' },
			{ id: 2, name: 'note', type: 'text' },
			{ id: 3 },
		];
		expect(columnsOf(fields).map(({ displayName }) => displayName)).toEqual([
			'Note (1)',
			'note (2)',
			'Form Field (3)',
		]);
	});

	it('have the plain name of a form field that is alone with it, and say whether it is required', () => {
		const [amount, note] = columnsOf([
			{ id: 1, name: 'Amount', type: 'number', required: true },
			{ id: 2, name: 'Note', type: 'text' },
		]);
		expect(amount).toEqual({
			id: 'number:1',
			displayName: 'Amount',
			required: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			readOnly: false,
			removed: false,
			type: 'string',
		});
		expect(note).toMatchObject({ id: 'text:2', displayName: 'Note', required: false });
	});

	it('leave out what has nothing to fill in', () => {
		expect(columnsOf([{ id: 1, name: 'Read this', type: 'Instruction' }])).toEqual([]);
	});

	it('offer choices only where one of them is the value', () => {
		const [radio, many, open] = columnsOf([
			{ id: 1, type: 'radio', options: ['A'] },
			{ id: 2, type: 'multi-select', options: ['A'] },
			{ id: 3, type: 'radio' },
		]);
		expect(radio).toMatchObject({ type: 'options', options: [{ name: 'A', value: 'A' }] });
		expect(many).toMatchObject({ type: 'array' });
		expect(open).toMatchObject({ type: 'string' });
	});
});

describe('the columns that a saved parameter holds', () => {
	it.each<[unknown, string[]]>([
		[{ schema: [{ id: '7:text' }, { id: '8:date' }] }, ['7:text', '8:date']],
		[{ schema: [{ id: '7:text' }, { id: 'name' }, { id: 8 }, {}, null, 'x'] }, ['7:text']],
		[{ schema: 'x' }, []],
		[{ schema: null }, []],
		[{}, []],
		[undefined, []],
		['x', []],
	])('in %j are %j', (parameter, ids) => {
		expect(knownColumns(parameter).map(({ id }) => id)).toEqual(ids);
	});
});

describe('mapping by name', () => {
	const schema = [
		{ id: '7:text', displayName: 'Cost Center' },
		{ id: '8:text', displayName: 'Note' },
		{ id: '9:text', displayName: 'Gone', removed: true },
	];
	const map = (item: object) =>
		encode({ mappingMode: 'autoMapInputData', schema, value: { '8:text': 'ignored' } }, item).map(
			({ field }) => [field.action_id, field.input_object.inputValue],
		);

	it.each<[object, unknown[]]>([
		[
			{ 'Cost Center': 'A', Note: 'B' },
			[
				[7, 'A'],
				[8, 'B'],
			],
		],
		[{ ' cost CENTER ': 'A' }, [[7, 'A']]],
		[
			{ '7': 'A', '8:text': 'B' },
			[
				[7, 'A'],
				[8, 'B'],
			],
		],
		[{ Note: 'B', '8': 'C' }, [[8, 'B']]],
		// Of a spreadsheet, an empty cell says nothing.
		[{ 'Cost Center': '', Note: 'B' }, [[8, 'B']]],
		[{ 'Cost Center': null, Note: 'B' }, [[8, 'B']]],
		[{ Note: 'B', Gone: 'C', Other: 'D' }, [[8, 'B']]],
	])('makes of %j %j', (item, expected) => {
		expect(map(item)).toEqual(expected);
	});

	it.each<[object, string]>([
		[{ Other: 'x', Gone: 'y' }, '"Other", "Gone"'],
		[{ Note: '' }, '"Note"'],
		[{}, 'none'],
	])('refuses %j, of which nothing would be sent', (item, keys) => {
		const { message, remedy } = refusalOf(() => map(item));
		expect(message).toBe(
			`No key of the input item is the name of a form field: its keys are ${keys}`,
		);
		expect(remedy).toBe(
			'Name the keys as the form fields: "Cost Center", "Note", "Gone". Or map each column yourself.',
		);
	});
});

describe('encoding columns', () => {
	const column = (id: string, displayName = 'Name') => ({ id, displayName });

	it('takes those that were filled in, whatever the item holds', () => {
		const schema = [column('7:text', 'A'), column('8:text', 'B'), { id: '9:number' }];
		const value = { '7:text': '', '8:text': null, '9:number': '5' };
		expect(encode({ mappingMode: 'defineBelow', schema, value }, { B: 'x' })).toEqual([
			{ field: { action_id: 7, input_object: { inputValue: '' } }, label: 'Form Field "A" (7)' },
			{
				field: { action_id: 9, input_object: { numberValue: 5, formattedValue: '' } },
				label: 'Form Field "9:number" (9)',
			},
		]);
	});

	it.each<[unknown]>([[{}], [null], ['x']])('takes none where nothing was: %j', (value) => {
		expect(encode({ mappingMode: 'defineBelow', schema: [column('7:text')], value })).toEqual([]);
	});

	it('says what to do about columns that are not there, or not known', () => {
		expect(refusalOf(() => encode({})).remedy).toMatch(/refresh the columns, or use "Using Fields/);
		const unknown = { value: { '7:x': 'a' }, schema: [column('7:x')] };
		expect(refusalOf(() => encode(unknown)).remedy).toBe(
			'Refresh the columns of "Map Automatically"',
		);
	});

	it.each([
		[undefined],
		['abc'],
		[{ mappingMode: 'defineBelow', value: {}, schema: [] }],
		[{ schema: ['x', { displayName: 'no ID' }] }],
	])('refuses %j', (parameter) => {
		expect(refusalOf(() => encode(parameter)).message).toBe(
			'"Map Automatically" knows no form fields of the step',
		);
	});

	it.each([
		['hologram:7', 'Form Field "Name" (7): "hologram" is not a field type'],
		['7', 'Form Field "Name" (7): undefined is not a field type'],
		['instruction:7', 'Form Field "Name" (7): "instruction" is not a field type'],
		['text:0', 'Form Field "Name" (0): "0" is not the ID of a form field'],
		['text:x', 'Form Field "Name" (text:x): undefined is not a field type'],
	])('refuses a column that nobody made: %s', (id, message) => {
		const parameter = { value: { [id]: 'a' }, schema: [column(id)] };
		expect(refusalOf(() => encode(parameter)).message).toBe(message);
	});

	it('refuses two columns for one form field', () => {
		const schema = [column('text:7'), column('number:7')];
		const value = { 'text:7': 'a', 'number:7': 1 };
		expect(refusalOf(() => encode({ schema, value })).message).toContain('is the same form field');
	});

	it.each([
		['stop', 'decline'],
		['{"routingAction":"continue"}', 'complete'],
	])('takes the routing %j', (routing, action) => {
		const parameter = { value: { 'routing:7': routing }, schema: [column('routing:7')] };
		expect(encode(parameter)[0].field.input_object).toMatchObject({ action });
	});

	it('takes an address as text of an object', () => {
		const address = '{"street":"1 Main Street","city":"Berlin","zipCode":"1"}';
		const parameter = { value: { 'address:7': address }, schema: [column('address:7')] };
		expect(encode(parameter)[0].field.input_object).toMatchObject({ city: 'Berlin' });
	});

	it('takes nothing for a name of its own from a key that objects have anyway', () => {
		const schema = [column('text:7', 'constructor'), column('text:8', 'Other')];
		const parameter = { mappingMode: 'autoMapInputData', schema };
		expect(encode(parameter, { Other: 'a' }).map(({ field }) => field.action_id)).toEqual([8]);
	});
});
