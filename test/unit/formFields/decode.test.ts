import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { decodeValue, plainValue } from '../../../nodes/NextMatter/formFields/decode';
import { STANDARD_SAMPLES, WRAPPED_SAMPLES } from '../../standIn/samples';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;

describe('reading a value', () => {
	it('takes the wrapping of every kind off in both formats', () => {
		const read = fieldKinds.map(({ type, example: { standard, wrapped = standard } }) => [
			type,
			{ standard: plainValue(standard), wrapped: plainValue(wrapped) },
		]);
		const plain = fieldKinds.map(({ type, example }) => [
			type,
			{ standard: example.plain, wrapped: example.plain },
		]);
		expect(read).toEqual(plain);
	});

	it('reads what the API documents the same, whichever of its pages is right', () => {
		for (const kind of Object.keys(STANDARD_SAMPLES) as Array<keyof typeof STANDARD_SAMPLES>) {
			expect(plainValue(WRAPPED_SAMPLES[kind])).toEqual(plainValue(STANDARD_SAMPLES[kind]));
		}
	});

	it.each<[string, IDataObject]>([
		['an empty object', {}],
		['an empty text', { inputValue: '' }],
		['a number that was not entered', { numberValue: null, formattedValue: '' }],
		['a date that was not entered', { date: null }],
		['an address without a part', { street: '', city: '', zipCode: '' }],
		['a table without a text', { jsonResult: ' ' }],
	])('gives null for %s', (_what, value) => {
		expect(plainValue(value)).toBeNull();
	});

	it('keeps an empty list, which says that nothing was chosen', () => {
		expect(plainValue({ itemsChecked: [] })).toEqual([]);
	});

	it('keeps 0 and false, which are values', () => {
		expect(plainValue({ numberValue: 0, formattedValue: '0' })).toBe(0);
		expect(plainValue({ inputValue: false })).toBe(false);
	});

	it.each([
		[
			'[["Item","Item"],["Pen",2]]',
			[
				['Item', 'Item'],
				['Pen', 2],
			],
		],
		['[["Item","Price"],["Pen"]]', [['Item', 'Price'], ['Pen']]],
		[
			'[["Item",2],["Pen",2]]',
			[
				['Item', 2],
				['Pen', 2],
			],
		],
		['[["Item","Price"],["Pen",2],["Ink"]]', [['Item', 'Price'], ['Pen', 2], ['Ink']]],
		[
			'[["Item"," "],["Pen",2]]',
			[
				['Item', ' '],
				['Pen', 2],
			],
		],
		['[]', []],
		['[["Item"],5]', '[["Item"],5]'],
		[5, { jsonResult: 5 }],
		['Item;Price', 'Item;Price'],
		['[["No"],[9007199254740993]]', '[["No"],[9007199254740993]]'],
		['{"Item": 1}', '{"Item": 1}'],
	])('hands on the table %s as it is, for it fits no objects', (jsonResult, rows) => {
		expect(plainValue({ jsonResult })).toEqual(rows);
	});

	it('hands on a key too many, rather than lose it', () => {
		const value = { emailValue: 'jane@example.com', verified: true };
		expect(decodeValue(value)).toEqual([]);
		expect(plainValue(value)).toBe(value);
	});

	it.each<[IDataObject]>([[{ user_id: 5 }], [{ user_email: '' }], [{ user_email: 5 }]])(
		'hands on a user without an email: %j',
		(selection) => {
			expect(plainValue({ selection })).toEqual(selection);
		},
	);

	it('hands on an address with a single part', () => {
		const value = { street: '', city: 'Berlin', zipCode: '' };
		expect(plainValue(value)).toEqual(value);
	});

	it.each<[IDataObject]>([
		[{ date: 5 }],
		[{ url: 5 }],
		[{ inputValue: { itemsChecked: ['A'] }, note: 'x' }],
	])('does not take %j for a value of a form field', (value) => {
		expect(decodeValue(value)).toEqual([]);
		expect(plainValue(value)).toBe(value);
	});

	it('minds no key that says nothing', () => {
		expect(plainValue({ inputValue: 'A', note: null })).toBe('A');
	});

	it('tells a drawing from a URL by what is in it', () => {
		expect(plainValue({ url: ['https://h/a.png'] })).toEqual(['https://h/a.png']);
		expect(plainValue({ url: 'https://h' })).toBe('https://h');
	});

	it('tells a routing from that of something else by its action', () => {
		const routing = { action: 'skip_forward', comment: '', label: '', returnToStep: '5003' };
		expect(decodeValue(routing)).toEqual([routing]);
		const other = { action: 'jump', comment: '', label: '' };
		expect(decodeValue(other)).toEqual([]);
		expect(plainValue(other)).toBe(other);
	});

	it('gives back any text that was sent', () => {
		const text = fieldKinds.find(({ type }) => type === 'text');
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (entered) => {
				expect(plainValue(text?.encode({ text: entered }, settings))).toBe(entered);
			}),
		);
	});

	it('never throws, and loses nothing of what it does not recognize', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const given = value as IDataObject;
				const plain = plainValue(given);
				const isKept = decodeValue(given).length > 0 || Object.keys(given).length === 0;
				expect(isKept || plain === given).toBe(true);
			}),
		);
	});
});
