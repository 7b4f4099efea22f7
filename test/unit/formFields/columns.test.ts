import { columnsOf, knownColumns } from '../../../nodes/NextMatter/formFields/columns';

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
			displayName: 'Amount *',
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
		expect(many).toMatchObject({ type: 'string' });
		expect(open).toMatchObject({ type: 'string' });
	});
});

describe('the columns that a saved parameter holds', () => {
	it.each<[unknown, string[]]>([
		[{ schema: [{ id: '7:text' }, { id: '8:date' }] }, ['7:text', '8:date']],
		[{ schema: [{ id: '7:text' }, { id: 'name' }, { id: 8 }, {}, null, 'x'] }, ['7:text']],
		[{ schema: 'x' }, []],
		[undefined, []],
	])('in %j are %j', (parameter, ids) => {
		expect(knownColumns(parameter).map(({ id }) => id)).toEqual(ids);
	});
});
