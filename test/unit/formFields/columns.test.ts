import { columnsOf, encodeColumns } from '../../../nodes/NextMatter/formFields/columns';
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

describe('encoding columns', () => {
	const column = (id: string, displayName = 'Name') => ({ id, displayName });

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
		['7:hologram', 'Form Field "Name" (7): "hologram" is not a field type'],
		['7', 'Form Field "Name" (7): undefined is not a field type'],
		['7:instruction', 'Form Field "Name" (7): "instruction" is not a field type'],
		['x:text', 'Form Field "Name" (x): "x" is not the ID of a form field'],
	])('refuses a column that nobody made: %s', (id, message) => {
		const parameter = { value: { [id]: 'a' }, schema: [column(id)] };
		expect(refusalOf(() => encode(parameter)).message).toBe(message);
	});

	it('refuses two columns for one form field', () => {
		const schema = [column('7:text'), column('7:number')];
		const value = { '7:text': 'a', '7:number': 1 };
		expect(refusalOf(() => encode({ schema, value })).message).toContain('is the same form field');
	});

	it.each([
		['stop', 'decline'],
		['{"routingAction":"continue"}', 'complete'],
	])('takes the routing %j', (routing, action) => {
		const parameter = { value: { '7:routing': routing }, schema: [column('7:routing')] };
		expect(encode(parameter)[0].field.input_object).toMatchObject({ action });
	});

	it('takes an address as text of an object', () => {
		const address = '{"street":"1 Main Street","city":"Berlin","zipCode":"1"}';
		const parameter = { value: { '7:address': address }, schema: [column('7:address')] };
		expect(encode(parameter)[0].field.input_object).toMatchObject({ city: 'Berlin' });
	});

	it('takes nothing for a name of its own from a key that objects have anyway', () => {
		const schema = [column('7:text', 'constructor'), column('8:text', 'Other')];
		const parameter = { mappingMode: 'autoMapInputData', schema };
		expect(encode(parameter, { Other: 'a' }).map(({ field }) => field.action_id)).toEqual([8]);
	});
});
