import {
	encodeColumns,
	type MappingContext,
} from '../../../nodes/NextMatter/formFields/fromMapper';
import { refusalOf } from '../inputErrorOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const encode = (parameter: unknown, item = {}, context: Partial<MappingContext> = {}) =>
	encodeColumns(parameter, { item, completes: true, ...context }, settings);

describe('mapping by name', () => {
	const schema = [
		{ id: '7:text', displayName: 'Cost Center' },
		{ id: '8:text', displayName: 'Note' },
		{ id: '9:text', displayName: 'Gone', removed: true },
	];
	const map = (item: object) =>
		encode(
			{ mappingMode: 'autoMapInputData', schema, value: { '8:text': 'ignored' } },
			item,
		).fields.map(({ field }) => [field.action_id, field.input_object.inputValue]);

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
		[{ Note: 'B', '8': 'B' }, [[8, 'B']]],
		[{ Note: null, '8': 'C', note: ' ' }, [[8, 'C']]],
		// Of a spreadsheet, an empty cell says nothing.
		[{ 'Cost Center': '', Note: 'B' }, [[8, 'B']]],
		[{ Note: 'B', Gone: 'C', Other: 'D' }, [[8, 'B']]],
	])('makes of %j %j', (item, expected) => {
		expect(map(item)).toEqual(expected);
	});

	it('says of an input item without keys that it is empty', () => {
		expect(refusalOf(() => map({})).message).toBe('The input item is empty: it has no keys');
	});

	it.each<[object, string]>([[{ Other: 'x', Gone: 'y' }, '"Other", "Gone"']])(
		'refuses %j, of which nothing would be sent',
		(item, keys) => {
			const { message, remedy } = refusalOf(() => map(item));
			expect(message).toBe(
				`No key of the input item is the name of a form field: its keys are ${keys}`,
			);
			expect(remedy).toBe(
				'Rename the keys to match the form fields: "Cost Center", "Note". Or map each column manually.',
			);
		},
	);
});

describe('encoding columns', () => {
	const column = (id: string, displayName = 'Name') => ({ id, displayName });

	it('takes those that were filled in, whatever the item holds', () => {
		const schema = [column('7:text', 'A'), column('8:text', 'B'), { id: '9:number' }];
		const value = { '7:text': '', '8:text': null, '9:number': '5' };
		expect(encode({ mappingMode: 'defineBelow', schema, value }, { B: 'x' }).fields).toEqual([
			{
				field: { action_id: 9, input_object: { numberValue: 5, formattedValue: '' } },
				label: 'Form Field "9:number" (9)',
			},
		]);
	});

	it.each<[unknown]>([[{}], [null], [{ '7:text': ' ' }]])(
		'refuses %j, in which nothing is filled in',
		(value) => {
			const parameter = { mappingMode: 'defineBelow', schema: [column('7:text')], value };
			expect(refusalOf(() => encode(parameter))).toMatchObject({
				message: "All columns of 'Using Columns' are empty, so there is nothing to fill in",
				remedy:
					"Fill in at least one. For a step without form fields, set 'Specify Form Fields' to Using Fields Below and add no rows",
			});
		},
	);

	it('refuses each value without a column, which would be lost', () => {
		const schema = [column('text:7'), { ...column('text:8'), removed: true }];
		const value = { 'text:7': 'x', 'text:8': 'y', 'text:9': 'z', 'number:10': 0, 'text:11': ' ' };
		const { message, remedy } = refusalOf(() => encode({ schema, value }));
		expect(message).toBe(
			`"text:9" has a value but is no column of 'Using Columns'; "number:10" has a value but is no column of 'Using Columns'`,
		);
		expect(remedy).toBe(
			'Refresh the columns and fill in the form field there, or remove the value if there is no such form field any more',
		);
		const known = { 'text:7': 'x', 'text:8': 'y', 'text:11': ' ', 'text:12': null };
		expect(encode({ schema, value: known }).fields).toHaveLength(1);
	});

	it('reports which routings are left open', () => {
		const schema = [
			column('routing:7', 'Approve'),
			column('routing:8', 'Escalate'),
			column('text:9', 'Note'),
			column('text:10', 'Remark'),
			{ ...column('routing:11', 'Gone'), removed: true },
		];
		const value = { 'routing:8': 'stop', 'text:9': 'x' };
		const { openRoutings, unmatched } = encode({ schema, value });
		expect(openRoutings).toEqual(['Form Field "Approve" (7)']);
		expect(unmatched).toEqual([]);
	});

	it.each([
		['Order *', true, 'Order'],
		['Rating *', false, 'Rating *'],
		[' *', true, ' *'],
		['Order', true, 'Order'],
	])('calls the column "%s" (required: %p) %s', (displayName, required, name) => {
		const schema = [{ id: 'text:7', displayName, required }];
		const [field] = encode({ schema, value: { 'text:7': 'x' } }).fields;
		expect(field.label).toBe(`Form Field "${name}" (7)`);
	});

	it('takes none where all columns were removed, which says that there is nothing to fill in', () => {
		const schema = [{ ...column('7:text'), removed: true, required: true }];
		expect(encode({ mappingMode: 'defineBelow', schema, value: null }).fields).toEqual([]);
	});

	it('says what to do about columns that are not there, or not known', () => {
		expect(refusalOf(() => encode({})).remedy).toMatch(/refresh the columns, or use 'Using Fields/);
		const unknown = { value: { '7:x': 'a' }, schema: [column('7:x')] };
		expect(refusalOf(() => encode(unknown)).remedy).toBe("Refresh the columns of 'Using Columns'");
	});

	it.each([
		[undefined],
		[{ mappingMode: 'defineBelow', value: {}, schema: [] }],
		[{ schema: ['x', { displayName: 'no ID' }] }],
	])('refuses %j', (parameter) => {
		expect(refusalOf(() => encode(parameter)).message).toBe(
			"'Using Columns' has no form fields for this step",
		);
	});

	it.each([
		['hologram:7', 'Form Field "Name" (7): "hologram" is not a field type'],
		['7', 'Form Field "Name" (7): undefined is not a field type'],
		['instruction:7', 'Form Field "Name" (7): "instruction" is not a field type'],
		['text:0', 'Form Field "Name" (0): "0" is not the ID of a form field'],
	])('refuses a column that nobody made: %s', (id, message) => {
		const parameter = { value: { [id]: 'a' }, schema: [column(id)] };
		expect(refusalOf(() => encode(parameter)).message).toBe(message);
	});

	it('refuses two columns for one form field', () => {
		const schema = [column('text:7'), column('number:7')];
		const value = { 'text:7': 'a', 'number:7': 1 };
		expect(refusalOf(() => encode({ schema, value })).message).toContain('is the same form field');
	});

	it('takes a routing as text of an object', () => {
		const routing = '{"routingAction":"continue"}';
		const parameter = { value: { 'routing:7': routing }, schema: [column('routing:7')] };
		expect(encode(parameter).fields[0].field.input_object).toMatchObject({ action: 'complete' });
	});

	it('does not map keys inherited from Object.prototype', () => {
		const schema = [column('text:7', 'constructor'), column('text:8', 'Other')];
		const parameter = { mappingMode: 'autoMapInputData', schema };
		expect(encode(parameter, { Other: 'a' }).fields.map(({ field }) => field.action_id)).toEqual([
			8,
		]);
	});
});

describe('several keys for one form field', () => {
	const schema = [{ id: 'text:7', displayName: 'Notes' }];
	const map = (item: object) => encode({ mappingMode: 'autoMapInputData', schema }, item);
	const column = (id: number, displayName: string) => ({ id: `text:${id}`, displayName });

	it.each([
		{ Notes: 'first', notes: null },
		{ Notes: '', notes: 'first' },
		{ Notes: 'first', notes: ' first ' },
	])('take the one with a value: %j', (item) => {
		expect(map(item).fields[0].field.input_object).toEqual({ inputValue: 'first' });
	});

	it('take the first of two that differ in the blanks around them', () => {
		expect(map({ Notes: ' first', notes: 'first' }).fields[0].field.input_object).toEqual({
			inputValue: ' first',
		});
	});

	it('take one of two lists of the same', () => {
		expect(map({ Notes: ['first'], notes: ['first'] }).fields[0].field.input_object).toEqual({
			inputValue: 'first',
		});
	});

	const circular: Record<string, unknown> = { a: 1 };
	circular.self = circular;

	it.each<[unknown, unknown]>([
		['first', 'second'],
		[['first'], ['second']],
		[['first'], 'first'],
		['[object Object]', { a: 1 }],
		[circular, circular],
	])('are refused with two different values, or what cannot be compared: %p, %p', (one, other) => {
		expect(refusalOf(() => map({ Notes: one, notes: other }))).toMatchObject({
			message: expect.stringContaining(
				'Form Field "Notes" (7): The keys "Notes" and "notes" of the input item both match it, but have different values',
			),
			remedy: expect.stringContaining('Remove one of the two keys'),
		});
	});

	it('are refused where one key means two form fields', () => {
		const twice = [1, 2].map((id) => ({ id: `text:${id}`, displayName: `Note (${id})` }));
		const parameter = { mappingMode: 'autoMapInputData', schema: twice };
		for (const item of [{ note: 'x' }, { note: 'x', '2': 'b' }]) {
			expect(refusalOf(() => encode(parameter, item))).toMatchObject({
				message:
					'The key "note" of the input item matches several form fields: Form Field "Note (1)" (1), Form Field "Note (2)" (2)',
				remedy: 'Use the ID of the right form field as the key',
			});
		}
		const clear = { note: 'x', 'Note (1)': 'a', '2': 'b' };
		expect(encode(parameter, clear).fields).toHaveLength(2);
		const [first, second] = twice;
		const one = { ...parameter, schema: [{ ...first, removed: true }, second] };
		expect(encode(one, { note: 'x' }).fields.map(({ field }) => field.action_id)).toEqual([2]);
	});

	it.each([
		['other values than the key has', { 'Note (1)': 'a', '2': 'b' }, ['note']],
		['a value of the key among theirs', { 'Note (1)': 'a', '2': 'x' }, []],
	])('tell a key that means two form fields if these have %s', (_what, filled, unmatched) => {
		const twice = [1, 2].map((id) => ({ id: `text:${id}`, displayName: `Note (${id})` }));
		const parameter = { mappingMode: 'autoMapInputData', schema: twice };
		expect(encode(parameter, { note: 'x', ...filled }).unmatched).toEqual(unmatched);
	});

	it('may be the name with the ID that tells it from others, or without', () => {
		const named = { mappingMode: 'autoMapInputData', schema: [column(7, 'Cost Center (7)')] };
		for (const key of ['Cost Center (7)', 'cost center', '7', 'text:7']) {
			expect(encode(named, { [key]: 'x' }).fields).toHaveLength(1);
		}
	});

	it('have a name: one without means no form field', () => {
		const nameless = { mappingMode: 'autoMapInputData', schema: [column(7, '\u200b')] };
		expect(encode(nameless, { '': 'x', '7': 'y' }).unmatched).toEqual(['']);
	});
});

describe('a key that is nearly a form field', () => {
	const schema = [
		{ id: 'text:7', displayName: 'Cost Center *', required: true },
		{ id: 'text:8', displayName: 'Note' },
	];
	const map = (item: object) => encode({ mappingMode: 'autoMapInputData', schema }, item);

	it.each(['Cost Centre', 'cost_center'])('is refused if that is left empty: %s', (key) => {
		const { message, remedy } = refusalOf(() => map({ Note: 'x', [key]: 'y' }));
		expect(message).toContain(
			`Form Field "Cost Center" (7) is empty, and the key "${key}" of the input item is almost the same as its name`,
		);
		expect(remedy).toContain(
			'Rename the key to "Cost Center". If it is meant for something else, remove it or the column.',
		);
	});

	it.each([
		{ 'Cost Centre': 'y', 'Cost Center': 'z' },
		{ 'Cost Center': 'z', Notes: '' },
	])('is ignored if it is filled in, or has nothing to say: %j', (item) => {
		expect(map(item).fields).toHaveLength(1);
	});

	it('is reported as unmatched', () => {
		const item = { 'Cost Center': 'z', Amount: 5, Empty: '' };
		expect(map(item).unmatched).toEqual(['Amount']);
	});

	it('is ignored if the column was removed, and its own key is not reported as unmatched', () => {
		const [costCenter, note] = schema;
		const removed = {
			mappingMode: 'autoMapInputData',
			schema: [{ ...costCenter, removed: true }, note],
		};
		expect(encode(removed, { Note: 'x', 'Cost Centre': 'y', 'cost center': 'z' })).toMatchObject({
			fields: [{ label: 'Form Field "Note" (8)' }],
			unmatched: ['Cost Centre'],
		});
	});
});

describe('what is required', () => {
	const schema = [
		{ id: 'text:7', displayName: 'Order *', required: true },
		{ id: 'text:8', displayName: 'Note' },
		{ id: 'text:9', displayName: 'Buyer *', required: true },
	];
	const value = { 'text:8': 'x', 'text:7': '', 'text:9': null };

	it('is refused if it is empty, all of it at once', () => {
		expect(refusalOf(() => encode({ schema, value }))).toMatchObject({
			message:
				'Form Field "Order" (7) is required but empty; Form Field "Buyer" (9) is required but empty',
			remedy:
				'Fill it in. If it already has a value because the step was saved before, remove its column',
		});
	});

	it('may be empty when the step is saved, or if it was removed', () => {
		expect(encode({ schema, value }, {}, { completes: false }).fields).toHaveLength(1);
		const removed = schema.map((column) => ({ ...column, removed: column.required === true }));
		expect(encode({ schema: removed, value }).fields).toHaveLength(1);
	});

	it('is found by its name with and without the mark', () => {
		for (const key of ['Order', 'order *']) {
			const parameter = { mappingMode: 'autoMapInputData', schema: schema.slice(0, 2) };
			expect(encode(parameter, { [key]: 'x' }).fields).toHaveLength(1);
		}
	});
});

describe('an expression that finds nothing', () => {
	const schema = [
		{ id: 'text:7', displayName: 'A' },
		{ id: 'text:8', displayName: 'B' },
	];
	const raw = { value: { 'text:7': '={{ $json.a }}', 'text:8': 'x' } };

	it.each<[unknown, string]>([
		[undefined, 'nothing'],
		[null, 'null'],
	])('is refused: %p', (found, told) => {
		const value = { 'text:7': found, 'text:8': 'x' };
		expect(refusalOf(() => encode({ schema, value }, {}, { raw }))).toMatchObject({
			message: `Form Field "A" (7) has no value: its expression returned ${told}`,
			remedy:
				"Check the expression for this item; to leave the form field out on purpose, end it with ?? ''",
		});
	});

	it('is distinguished from one that finds something', () => {
		const value = { 'text:7': 'found', 'text:8': 'x' };
		expect(encode({ schema, value }, {}, { raw }).fields).toHaveLength(2);
	});

	it.each([null, ''])('is distinguished from a column that nobody touched: %p', (saved) => {
		const untouched = { value: { 'text:7': saved, 'text:8': 'x' } };
		const value = { 'text:7': null, 'text:8': 'x' };
		expect(encode({ schema, value }, {}, { raw: untouched }).fields).toHaveLength(1);
	});

	it('leaves the form field out where a model leaves out its argument', () => {
		const byModel = { value: { 'text:7': "={{ $fromAI('A') }}", 'text:8': 'x' } };
		const value = { 'text:7': undefined, 'text:8': 'x' };
		expect(encode({ schema, value }, {}, { raw: byModel }).fields).toHaveLength(1);
	});

	it('is reported together with everything else that is wrong', () => {
		const all = [...schema, { id: 'number:9', displayName: 'C' }];
		const value = { 'text:7': undefined, 'text:8': { a: 1 }, 'number:9': 'x' };
		const { message } = refusalOf(() => encode({ schema: all, value }));
		expect(message.split('; ').map((one) => one.slice(0, 16))).toEqual([
			'Form Field "A" (',
			'Form Field "B" (',
			'Form Field "C" (',
		]);
	});
});

describe('an item whose cells are all empty', () => {
	const schema = [
		{ id: 'text:7', displayName: 'Notes' },
		{ id: 'text:8', displayName: 'Order' },
		{ id: 'text:9', displayName: 'Buyer' },
	];
	const parameter = { mappingMode: 'autoMapInputData', schema };
	const told = (item: object) => refusalOf(() => encode(parameter, item));

	it.each([[''], [null]])('is reported as such: %j', (notes) => {
		expect(told({ Notes: notes, Other: 5 })).toMatchObject({
			message: 'The input item has no value for any form field: "Notes" is empty',
			remedy: 'Check the data of this item, or filter out items without values first',
		});
	});

	it('is identified by all that it has a key for', () => {
		expect(told({ Buyer: '', Notes: null }).message).toBe(
			'The input item has no value for any form field: "Notes", "Buyer" are empty',
		);
	});
});
