/* eslint-disable @n8n/community-nodes/no-restricted-imports -- makes dates of another realm; it never ships */
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { readNumber, readRequiredText, readText } from '../../../nodes/NextMatter/input/texts';
import { refusalOf, settle } from '../inputErrorOf';

describe('readText', () => {
	it.each<[unknown, string]>([
		[' two\nlines ', ' two\nlines '],
		[5, '5'],
		[true, 'true'],
		[5n, '5'],
		[new Date(Date.UTC(2026, 5, 16, 8)), '2026-06-16T08:00:00.000Z'],
		[runInNewContext('new Date(0)'), '1970-01-01T00:00:00.000Z'],
		[
			DateTime.fromISO('2026-06-16T10:00+02:00', { setZone: true }),
			'2026-06-16T10:00:00.000+02:00',
		],
	])('reads %p', (value, expected) => {
		expect(readText('Text', value)).toBe(expected);
	});

	it.each<[unknown, string]>([
		[{ a: 1 }, '{"a":1}'],
		[['a'], '["a"]'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
	])('refuses %p, which is not text', (value, quoted) => {
		const { message, remedy } = refusalOf(() => readText('Text', value));
		expect(message).toBe(`'Text' is ${quoted}, which is not text`);
		expect(remedy).toBe(
			'Enter text, or use an expression that returns text (JSON.stringify(…) turns an object into text)',
		);
	});
});

it.each([2 ** 53, -(2 ** 60), 1e21])(
	'refuses the whole number %p, whose last digits JavaScript may have lost, as in a table',
	(value) => {
		expect(refusalOf(() => readText('Text', value))).toMatchObject({
			message: `'Text' is the number ${value}, which is too large to be kept exactly`,
			remedy:
				'Its last digits may already be lost: have the previous node return it as text, such as an ID in quotes',
		});
	},
);

it.each([
	'[object Object]',
	' [object Object],[object Object]\n',
	'Invalid DateTime',
	'Invalid Date',
])('refuses %j, which is what is left of an object that was made a text', (value) => {
	const { message, remedy } = refusalOf(() => readText('Text', value));
	expect(message).toBe(`'Text' is ${JSON.stringify(value.trim())}, which is not text`);
	expect(remedy).toContain('JSON.stringify');
	for (const text of [`It says ${value.trim()}`, `${value.trim()} is what it says`]) {
		expect(readText('Text', text)).toBe(text);
	}
});

describe.each<[string, unknown]>([
	['JavaScript', new Date(NaN)],
	['Luxon', DateTime.invalid('none')],
])('an invalid date of %s', (_what, value) => {
	it('is refused', () => {
		expect(refusalOf(() => readText('Text', value)).message).toBe("'Text' is an invalid date");
	});
});

it('reads a date whose own text is none', () => {
	const date = { toMillis: () => 0, valueOf: () => 0, toISO: () => null };
	expect(readText('Text', date)).toBe('1970-01-01T00:00:00.000Z');
});

describe('readText', () => {
	it('reads an empty text', () => {
		expect(readText('Text', '')).toBe('');
	});

	it.each<[unknown, string]>([
		[undefined, 'nothing'],
		[null, 'null'],
	])('refuses %p', (value, words) => {
		expect(refusalOf(() => readText('Text', value))).toMatchObject({
			message: `'Text' has no value: its expression returned ${words}`,
			remedy: "Check the expression; to send empty text on purpose, end it with ?? ''",
		});
	});
});

describe('readRequiredText', () => {
	it('reads a text as typed', () => {
		expect(readRequiredText('Text', ' two\nlines ')).toBe(' two\nlines ');
	});

	it('refuses nothing', () => {
		expect(refusalOf(() => readRequiredText('Text', undefined))).toMatchObject({
			message: "'Text' is empty",
			remedy: 'Enter a value, or check that the expression returns one for this item',
		});
	});
});

describe('readNumber', () => {
	it.each<[unknown, number]>([
		[5, 5],
		[-1.5, -1.5],
		[1e21, 1e21],
		['1000.5', 1000.5],
		['+7', 7],
		['-.5', -0.5],
		['.25', 0.25],
		['5.', 5],
		['1e3', 1000],
		['2E-2', 0.02],
	])('reads %p', (value, expected) => {
		expect(readNumber('Number', value)).toBe(expected);
	});

	it.each<[unknown, string]>([
		['1,000.5', '"1,000.5"'],
		['0x10', '"0x10"'],
		['.', '"."'],
		['1e', '"1e"'],
		['5 EUR', '"5 EUR"'],
		['1e400', '"1e400"'],
		[NaN, 'NaN'],
	])('refuses %p', (value, quoted) => {
		expect(refusalOf(() => readNumber('Number', value))).toMatchObject({
			message: `'Number' is ${quoted}, which is not a number`,
			remedy: 'Use digits with a point for decimals and no thousands separator, such as 1000.5',
		});
	});

	it('refuses nothing as empty', () => {
		expect(refusalOf(() => readNumber('Number', undefined)).message).toBe("'Number' is empty");
	});

	it('reads back every finite number, and its text', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
				expect(readNumber('Number', number) === number).toBe(true);
				expect(readNumber('Number', String(number)) === number).toBe(true);
			}),
		);
	});

	it('refuses anything or returns a finite number', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
				const { result } = settle(() => readNumber('Number', value));
				expect(result === undefined || Number.isFinite(result)).toBe(true);
			}),
		);
	});
});
