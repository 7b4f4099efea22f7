// Gives big integers a toJSON, as in a running n8n.
import 'n8n-workflow';
import { DateTime } from 'luxon';
import { asJson, readJson, readJsonObject } from '../../../nodes/NextMatter/input/json';
import { refusalOf } from '../inputErrorOf';

describe.each([
	['readJson', readJson],
	['readJsonObject', readJsonObject],
])('%s', (_name, read) => {
	it('parses a text', () => {
		expect(read('Input Object', ' {"a": [1, null]} ', 'an object')).toEqual({ a: [1, null] });
	});

	it('hands on what an expression returned as it is', () => {
		const value = { a: 1 };
		expect(read('Input Object', value, 'an object')).toBe(value);
	});

	it.each<[unknown]>([[undefined], [null], [''], [' \n']])('refuses %p as empty', (value) => {
		expect(refusalOf(() => read('Input Object', value, 'an object'))).toMatchObject({
			message: '"Input Object" is empty',
			remedy: 'Expected an object',
		});
	});

	it.each<[string]>([['{"a": }'], ["{'a': 1}"], ['[object Object]'], ['{"a": 1']])(
		'refuses %p, saying why and quoting it',
		(text) => {
			const { message, remedy } = refusalOf(() => read('Input Object', text, 'an object'));
			expect(message).toMatch(/^"Input Object" is not valid JSON \(.+\): "/);
			expect(message.endsWith(`: "${text}"`)).toBe(true);
			expect(remedy).toBe('Expected an object');
		},
	);
});

it('refuses a text on several lines in one line', () => {
	const { message } = refusalOf(() => readJson('Rows', '[\n\u001b[31m\n1 2]', 'a list'));
	expect(message).not.toMatch(/\p{Cc}/u);
});

it('quotes the text in the reason as it is, whatever it begins with', () => {
	const { message } = refusalOf(() => readJson('Rows', 'TypeError: x', 'a list'));
	expect(message).toContain('(Unexpected token');
	expect(message).toContain('"TypeError: x" is not valid JSON)');
});

it('shows nothing invisible in the reason either', () => {
	const { message } = refusalOf(() => readJson('Rows', '[\u200B1]', 'a list'));
	expect(message).toContain('<U+200B>');
	expect(message).not.toContain('\u200B');
});

it('refuses a number that would change in a short sentence', () => {
	const digits = '1234567890'.repeat(10);
	expect(refusalOf(() => readJson('Rows', `[${digits}]`, 'a list'))).toMatchObject({
		message: `"Rows" contains the number ${digits.slice(0, 60)}, which n8n can't keep exactly`,
		remedy: 'Put it in quotes to send it as a text, or round it to 15 digits',
	});
});

describe('asJson', () => {
	const circular: { self?: unknown } = {};
	circular.self = circular;

	it.each<[unknown, RegExp]>([
		[circular, /^"Rows" is not valid JSON \(Converting circular structure/],
		[
			{ amount: 5n },
			/^"Rows" is not valid JSON \("amount" is 5, which JSON can't hold\): {"amount":"5"}$/,
		],
		[[{ amount: NaN }], /\("amount" is NaN, which/],
		[[-Infinity], /\(entry 1 is -Infinity, which/],
		[[1, undefined], /\(entry 2 is undefined, which/],
		[[{ inputValue: undefined }], /\("inputValue" is undefined, which/],
		[{ due: new Date(NaN) }, /\("due" is Invalid Date, which/],
		[{ due: DateTime.invalid('made up') }, /\("due" is Invalid DateTime, which/],
		[{ names: new Set(['Ada']) }, /\("names" is \[object Set\], which/],
		[new Map([['name', 'Ada']]), /\(it is \[object Map\], which/],
		[{ run: () => 1 }, /\("run" is \(\) => 1, which/],
		[[Symbol('a')], /\(entry 1 is Symbol\(a\), which/],
	])('refuses %p, which JSON cannot hold', (value, expected) => {
		const { message, remedy } = refusalOf(() => asJson('Rows', value, 'a list'));
		expect(message).toMatch(expected);
		expect(remedy).toBe('Expected a list');
	});

	it('hands on what JSON can hold', () => {
		const value = [{ a: [1, null, new Date(0), ''] }, null];
		expect(asJson('Rows', value, 'a list')).toBe(value);
	});
});

describe('readJson', () => {
	it.each<[string, unknown]>([
		['[1]', [1]],
		['"text"', 'text'],
		['0', 0],
		['null', null],
		['false', false],
	])('reads the JSON %s', (text, expected) => {
		expect(readJson('Rows', text, 'a list')).toEqual(expected);
	});

	it.each<[unknown]>([[0], [false], [[]]])('hands on %p', (value) => {
		expect(readJson('Rows', value, 'a list')).toBe(value);
	});
});

describe('readJsonObject', () => {
	it.each<[unknown, string]>([
		['[1]', '[1]'],
		['"text"', '"text"'],
		['null', 'null'],
		['5', '5'],
		[[1], '[1]'],
		[true, 'true'],
	])('refuses %p, which is no object', (value, quoted) => {
		expect(refusalOf(() => readJsonObject('Input Object', value, 'an object'))).toMatchObject({
			message: `"Input Object" is ${quoted}, which is not an object`,
			remedy: 'Expected an object',
		});
	});
});
