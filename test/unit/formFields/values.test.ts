import { fieldKinds } from '../../../nodes/NextMatter/formFields';
import { refusalOf } from '../inputErrorOf';

function encode(type: string, row: Readonly<Record<string, unknown>>, timeZone = 'Europe/Berlin') {
	const kind = fieldKinds.find((candidate) => candidate.type === type);
	return kind?.encode(row, { timeZone, valueFormat: 'standard' });
}

describe('form fields with one value', () => {
	it.each<[string, Record<string, unknown>, unknown]>([
		['text', { text: '' }, { inputValue: '' }],
		['email', { email: ' a@b.co ' }, { emailValue: 'a@b.co' }],
		['number', { number: 0, formattedNumber: '0.00' }, { numberValue: 0, formattedValue: '0.00' }],
		['number', { number: 0, formattedNumber: null }, { numberValue: 0, formattedValue: '' }],
		['radio', { selectedOption: 5 }, { radioItemSelected: '5' }],
		['singleSelect', { selectedOption: ' A ' }, { itemSelected: ' A ' }],
		['url', { url: ' https://a.b/c ' }, { url: 'https://a.b/c' }],
		['instruction', { inputValue: 'ignored' }, { inputValue: '' }],
	])('%s reads %j', (type, row, expected) => {
		expect(encode(type, row)).toEqual(expected);
	});

	it('reads a date in the zone of the workflow', () => {
		expect(encode('date', { date: '2026-06-16T10:00' }, 'Asia/Kolkata')).toEqual({
			date: '2026-06-16T04:30:00Z',
		});
	});
});

describe('form fields with several values', () => {
	it.each<[string, Record<string, unknown>, unknown]>([
		['multiSelect', { selectedItems: [] }, { itemsSelected: [] }],
		['multiSelect', { selectedItems: 'A, B' }, { itemsSelected: ['A, B'] }],
		['checklist', { checkedItems: [['A', 'B']] }, { itemsChecked: ['A', 'B'] }],
		['drawing', { fileUrls: [' https://a.b/1 '] }, { url: ['https://a.b/1'] }],
	])('%s reads %j', (type, row, expected) => {
		expect(encode(type, row)).toEqual(expected);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['fileUpload', { fileUrls: [] }, "'File URLs' is empty ([])"],
		['fileUpload', { fileUrls: ['x'] }, '\'File URLs 1\' is "x", which is not a valid URL'],
		['radio', { selectedOption: [] }, "'Selected Option' is empty"],
		['multiSelect', { selectedItems: ['A', ''] }, "'Selected Items 2' is empty"],
		['number', { number: 0, formattedNumber: [] }, "'Displayed As' is [], which is not text"],
	])('%s refuses %j', (type, row, message) => {
		expect(refusalOf(() => encode(type, row)).message).toBe(message);
	});

	it('custom takes 100 levels, the most that nothing on its way breaks at', () => {
		const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
		expect(encode('custom', { inputObject: nested(100) })).toHaveProperty('a');
		expect(refusalOf(() => encode('custom', { inputObject: nested(101) }))).toMatchObject({
			message: "'Input Object' is nested more than 100 levels deep",
			remedy: 'Flatten it, or give the inner part as text',
		});
	});

	const EMAIL = 'a single address such as jane@example.com';
	const OPTION = 'the name of the option, spelled exactly as in the workflow';

	it.each([
		[
			'date',
			'date',
			'Date',
			'a date',
			'a single date in ISO 8601, such as 2026-06-16T10:00:00+02:00',
		],
		['email', 'email', 'Email', 'an email address', EMAIL],
		['number', 'number', 'Number', 'a number', 'a number such as 1000.5'],
		['radio', 'selectedOption', 'Selected Option', 'an option', OPTION],
		[
			'text',
			'text',
			'Text',
			'a text',
			'a single text; {{ $json.names.join(", ") }} turns a list into one',
		],
		[
			'url',
			'url',
			'URL',
			'a URL',
			'a URL such as https://files.example.com/offer.pdf, or an object with a "url"',
		],
		['userSelection', 'userEmail', 'User Email', 'an email address', EMAIL],
	])('%s refuses lists under the name of its input "%s"', (type, input, label, what, expected) => {
		expect(refusalOf(() => encode(type, { [input]: ['a', 'b'] }))).toMatchObject({
			message: `'${label}' is ["a","b"], which is 2 values instead of one`,
			remedy: `Expected ${expected}`,
		});
		expect(refusalOf(() => encode(type, { [input]: [['a']] }))).toMatchObject({
			message: `'${label}' is [["a"]], which is not ${what}`,
			remedy: `Expected ${expected}`,
		});
	});
});
