// Gives big integers a toJSON, as in a running n8n.
import 'n8n-workflow';
import { asJson, readJson, readJsonObject } from '../../../nodes/NextMatter/input/json';
import { refusalOf } from '../inputErrorOf';

describe('readJson', () => {
	it('parses a text', () => {
		expect(readJson('Rows', ' {"a": [1, null]} ', 'an object')).toEqual({ a: [1, null] });
	});

	it('parses null', () => {
		expect(readJson('Rows', 'null', 'a list')).toBeNull();
	});

	it('hands on what an expression returned as it is', () => {
		const value = { a: 1 };
		expect(readJson('Rows', value, 'an object')).toBe(value);
	});

	it('refuses nothing as empty', () => {
		expect(refusalOf(() => readJson('Rows', undefined, 'a list'))).toMatchObject({
			message: "'Rows' is empty",
			remedy: 'Expected a list',
		});
	});

	it('refuses a text that is no JSON, saying why and quoting it', () => {
		const { message, remedy } = refusalOf(() => readJson('Rows', '{"a": }', 'a list'));
		expect(message).toMatch(/^'Rows' is not valid JSON \(.+\): "/);
		expect(message.endsWith(': "{"a": }"')).toBe(true);
		expect(remedy).toBe('Expected a list');
	});
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
		message: `'Rows' contains the number ${digits.slice(0, 60)}, which n8n can't keep exactly`,
		remedy: 'Put it in quotes to send it as text, or round it to 15 digits',
	});
});

describe('a key that comes twice in one object, of which JavaScript keeps the last', () => {
	it.each<[string, string]>([
		['{"a": 1, "a": 2}', 'a'],
		['[{"action_id": 1, "input_object": {}, "action_id": 2}]', 'action_id'],
		['[1, {"x": {"Item": "Pen", "Item": "Ink"}}]', 'Item'],
		['{"a": [{"b": 1}], "b": {}, "a": 1}', 'a'],
		[String.raw`{"a\u0062": 1 , "ab" : 1}`, 'ab'],
		['{"": 1, "": 2}', ''],
		['{"__proto__": 1, "__proto__": 2}', '__proto__'],
	])('is refused by its name: %s', (text, key) => {
		expect(refusalOf(() => readJson('Rows', text, 'a list'))).toMatchObject({
			message: `'Rows' has the key "${key}" twice in one object`,
			remedy: 'Only the last of the two would count: remove one, or make two objects',
		});
	});

	it.each([
		'[{"a": 1}, {"a": 2}]',
		'{"a": {"a": {"a": 1}}, "b": "a"}',
		'{"a": "b", "b": "a", "c": ["a", "a", ":", "\\":"]}',
		String.raw`{"a": "x\", \"a\": 1", "A": 1}`,
	])('is none where the objects or the keys differ: %s', (text) => {
		expect(readJson('Rows', text, 'a list')).toEqual(JSON.parse(text));
	});
});

describe('asJson', () => {
	const circular: { self?: unknown } = {};
	circular.self = circular;

	it.each<[unknown, RegExp]>([
		[circular, /^'Rows' is not valid JSON \(Converting circular structure/],
		[
			{ amount: 5n },
			/^'Rows' is not valid JSON \("amount" is 5, which JSON can't hold\): {"amount":"5"}$/,
		],
		[[{ amount: NaN }], /\("amount" is NaN, which/],
		[[-Infinity], /\(entry 1 is -Infinity, which/],
		[[1, undefined], /\(entry 2 is undefined, which/],
		[[{ inputValue: undefined }], /\("inputValue" is undefined, which/],
		[{ due: new Date(NaN) }, /\("due" is Invalid Date, which/],
		[{ names: new Set(['Ada']) }, /\("names" is \[object Set\], which/],
		[new Map([['name', 'Ada']]), /\(it is \[object Map\], which/],
		[{ run: () => 1 }, /\("run" is \(\) => 1, which/],
		[[Symbol('a')], /\(entry 1 is Symbol\(a\), which/],
	])('refuses %p, which JSON cannot hold', (value, expected) => {
		const { message, remedy } = refusalOf(() => asJson('Rows', value, 'a list'));
		expect(message).toMatch(expected);
		expect(remedy).toBe('Expected a list');
	});

	it.each<[unknown, string]>([
		[[{ inputValue: '[object Object]' }], '"[object Object]" as "inputValue"'],
		[['a', ' [object Object],[object Object] '], '" [object Object],[object Object] " as entry 2'],
		[{ date: 'Invalid DateTime' }, '"Invalid DateTime" as "date"'],
		['[object Object]', '"[object Object]"'],
	])('refuses %j, of which the value is lost', (value, found) => {
		expect(refusalOf(() => asJson('Rows', value, 'a list'))).toMatchObject({
			message: `'Rows' contains ${found}, which is all that an expression left of its value`,
			remedy:
				'Use an expression that returns text (JSON.stringify(…) turns an object into text), or check the date that it starts from',
		});
	});

	it('hands on what JSON can hold', () => {
		const value = [{ a: [1, null, new Date(0), '', 'not [object Object]'] }, null];
		expect(asJson('Rows', value, 'a list')).toBe(value);
	});
});

describe('readJsonObject', () => {
	it('parses a text', () => {
		expect(readJsonObject('Input Object', '{"a": 1}', 'an object')).toEqual({ a: 1 });
	});

	it.each<[unknown, string]>([
		['[1]', '[1]'],
		['null', 'null'],
	])('refuses %p, which is no object', (value, quoted) => {
		expect(refusalOf(() => readJsonObject('Input Object', value, 'an object'))).toMatchObject({
			message: `'Input Object' is ${quoted}, which is not an object`,
			remedy: 'Expected an object',
		});
	});
});
