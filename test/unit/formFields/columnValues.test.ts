import { DateTime } from 'luxon';
import { encodeColumns } from '../../../nodes/NextMatter/formFields/fromMapper';
import { refusalOf } from '../inputErrorOf';

const settings = { timeZone: 'UTC', valueFormat: 'standard' } as const;

function encode(type: string, value: unknown) {
	const schema = [{ id: `${type}:7`, displayName: 'Given' }];
	const parameter = { mappingMode: 'defineBelow', schema, value: { [`${type}:7`]: value } };
	return encodeColumns(parameter, { item: {}, completes: true }, settings).fields[0].field
		.input_object;
}

const FILES = { files: ['https://a.b/1', 'https://a.b/2'] };
const ADDRESS = { street: '1 Main Street', city: '', zipCode: '10115' };

describe('a text of blanks without end', () => {
	it('is read in linear time', () => {
		const started = Date.now();
		refusalOf(() => encode('fileUpload', `x${' '.repeat(50_000)}y`));
		// Quadratic it would take minutes.
		expect(Date.now() - started).toBeLessThan(20_000);
	});
});

describe('what people and other services put into a column', () => {
	it.each<[string, unknown, unknown]>([
		['multiSelect', 'Hardware', { itemsSelected: ['Hardware'] }],
		[
			'multiSelect',
			' Hardware \r\n\r\n Software, used',
			{ itemsSelected: ['Hardware', 'Software, used'] },
		],
		['multiSelect', '[Draft] Hardware', { itemsSelected: ['[Draft] Hardware'] }],
		['multiSelect', [{ id: 1, name: 'Hardware', color: 'red' }], { itemsSelected: ['Hardware'] }],
		['multiSelect', [{ name: 5 }, { name: 'A', label: 'A' }], { itemsSelected: ['5', 'A'] }],
		['multiSelect', [{ name: 'A', label: ' ', value: { id: 1 } }], { itemsSelected: ['A'] }],
		['checklist', ['["A","B"]'], { itemsChecked: ['A', 'B'] }],
		['fileUpload', 'https://a.b/1\nhttps://a.b/2', FILES],
		['fileUpload', [{ url: 'https://a.b/1', filename: 'x' }, { url: 'https://a.b/2' }], FILES],
		['imageUpload', { url: 'https://a.b/1' }, { images: ['https://a.b/1'] }],
		['drawing', '["https://a.b/1"]', { url: ['https://a.b/1'] }],
		['number', [5], { numberValue: 5, formattedValue: '' }],
		['text', ['a'], { inputValue: 'a' }],
		['singleSelect', ['', 'Option A', null], { itemSelected: 'Option A' }],
		[
			'singleSelect',
			DateTime.fromMillis(0, { zone: 'UTC' }),
			{ itemSelected: '1970-01-01T00:00:00.000Z' },
		],
		['radio', { value: 'Option A' }, { radioItemSelected: 'Option A' }],
		['email', ['a@b.co'], { emailValue: 'a@b.co' }],
		[
			'userSelection',
			[{ id: 'x', email: 'a@b.co', name: 'A' }],
			{ selection: { user_email: 'a@b.co' } },
		],
		['userSelection', { user_email: 'a@b.co' }, { selection: { user_email: 'a@b.co' } }],
		['email', { emailAddress: 'a@b.co' }, { emailValue: 'a@b.co' }],
		['email', { email_address: 'a@b.co', userEmail: 'a@b.co' }, { emailValue: 'a@b.co' }],
		['url', { href: 'https://a.b', id: 5 }, { url: 'https://a.b' }],
		['radio', { text: 'Option A', id: 5 }, { radioItemSelected: 'Option A' }],
		['radio', { label: 'Option A', id: 5 }, { radioItemSelected: 'Option A' }],
		['date', ['2026-06-16T10:00:00Z'], { date: '2026-06-16T10:00:00Z' }],
		['address', '{"Street":"1 Main Street","ZIP Code":"10115"}', ADDRESS],
		[
			'address',
			{ inputValue: { street: '1 Main Street', zip_code: 10115, city: null } },
			{ ...ADDRESS },
		],
		['address', [{ street: '1 Main Street', Street: '1 Main Street', ZIP: '10115' }], ADDRESS],
		['address', { Town: 'Berlin', Postcode: '1' }, { street: '', city: 'Berlin', zipCode: '1' }],
		['address', { 'Postal Code': '10115', street: '1 Main Street' }, ADDRESS],
		[
			'routing',
			{ action: 'stop', comment: 'Why', label: 'Go' },
			{ action: 'decline', comment: 'Why', label: 'Go', returnToStep: -2 },
		],
		['routing', 'Continue to the Next Step', expect.objectContaining({ action: 'complete' })],
		[
			'routing',
			{ action: 'complete', comment: '', label: '', returnToStep: -1 },
			{ action: 'complete', comment: '', label: '', returnToStep: -1 },
		],
		[
			'routing',
			{ action: 'skip_forward', returnToStep: '5' },
			expect.objectContaining({ returnToStep: '5' }),
		],
		[
			'routing',
			'\n{"Action": "Stop the Instance"}',
			expect.objectContaining({ action: 'decline' }),
		],
		['custom', '{"rating": 5}', { rating: 5 }],
		['table', { Item: 'Pen' }, { jsonResult: '[["Item"],["Pen"]]' }],
	])('%s takes %j', (type, value, expected) => {
		expect(encode(type, value)).toEqual(expected);
	});

	it.each<[string, unknown, string]>([
		['multiSelect', "['A', 'B']", 'which is not a list in JSON'],
		['multiSelect', [{ name: 'A', value: 'B' }], 'which is not an option'],
		['singleSelect', ['A', 'B'], 'which is 2 values instead of one'],
		['number', { value: 5 }, 'which is not a number'],
		['fileUpload', [{ id: 1 }], 'which is not a URL'],
		['singleSelect', [['A']], '\'Selected Option\' is [["A"]], which is not an option'],
		['address', '12 Main Street', 'is not valid JSON'],
		['address', [{ city: 'A' }, { city: 'B' }], ', which is not an object'],
		['address', { inputValue: { city: 'A' }, street: 'x' }, '\'Address\' has the key "inputValue"'],
		['address', { street: 'x', Street: 'y' }, '\'Address\' has two values for "street"'],
		['routing', { targetStep: 5 }, "'Routing Action' is empty"],
		['routing', 'go[on] [2]', '"go[on] [2]" is not a routing action'],
		['routing', { routingAction: 5 }, '5 is not a routing action'],
		['routing', { action: 'stop', until: 5 }, '\'Routing\' has the key "until", which is not one'],
		[
			'routing',
			{ routingAction: 'continue', targetStep: 5003 },
			'\'Target Step\' is 5003, but the routing action "continue" takes none',
		],
		['routing', '{"action": "decline", "targetStep": "5003"}', '\'Target Step\' is "5003", but'],
	])('%s refuses %j, and says what is expected', (type, value, message) => {
		const refusal = refusalOf(() => encode(type, value));
		expect(refusal.message).toContain('Form Field "Given" (7): ');
		expect(refusal.message).toContain(message);
		expect(refusal.remedy).not.toContain('JSON.stringify');
	});
});

it.each([
	[
		'address',
		{ land: 'x' },
		'Expected an object such as {"street": "12 Main Street", "city": "Berlin", "zipCode": "10115"}',
	],
	[
		'routing',
		{ until: 5 },
		'Expected a routing action such as "continue", or an object such as {"routingAction": "return", "targetStep": 5001}',
	],
	[
		'custom',
		'x',
		'Expected the JSON object that the API takes for this type, such as {"inputValue": "Example"}',
	],
])('what is expected of a column of the type %s in place of %j', (type, value, remedy) => {
	expect(refusalOf(() => encode(type, value)).remedy).toBe(remedy);
});

describe('what says nothing', () => {
	it.each([
		['multiSelect', '[]'],
		['multiSelect', '\n[ [] ] '],
		['table', '[[]]'],
		['address', '{}'],
		['custom', ' { }\n'],
	])('leaves a column of the type %s empty: %j', (type, value) => {
		expect(refusalOf(() => encode(type, value)).message).toMatch(/^All columns of .+ are empty/);
	});

	it.each([
		['text', '[]', { inputValue: '[]' }],
		['multiSelect', '[] none', { itemsSelected: ['[] none'] }],
		['multiSelect', 'none []', { itemsSelected: ['none []'] }],
	])('is something in a column of the type %s: %j', (type, value, expected) => {
		expect(encode(type, value)).toEqual(expected);
	});
});
