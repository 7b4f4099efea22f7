/* eslint-disable @n8n/community-nodes/no-restricted-imports -- makes objects of another realm; it never ships */
import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';
import { isBlank } from '../../../nodes/NextMatter/input/blank';

describe('isBlank', () => {
	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['white space and marks that nobody sees', ' \n\u00a0\u200b\u00ad\u2800\0'],
		['an empty list', []],
		['a list with gaps', new Array(2)],
		['a list of empty values', [null, ' ', []]],
		['an empty object', {}],
		['an object of empty values', { a: null, b: '' }],
		['an object without a prototype', Object.assign(Object.create(null), { a: '' })],
		['an object that an expression made elsewhere', runInNewContext('({ a: "" })')],
		['a table of empty cells', [[''], [{ a: null }]]],
	])('is true for %s', (_what, value) => {
		expect(isBlank(value)).toBe(true);
	});

	it.each<[string, unknown]>([
		['a text', 'a'],
		['a mark that is seen', '-'],
		['zero', 0],
		['false', false],
		['a number that is none', NaN],
		['a list with a value', ['', 0]],
		['an object with a value', { a: '', b: false }],
		['a date', new Date(0)],
		['an invalid date', new Date(NaN)],
		['a DateTime of Luxon', DateTime.utc()],
		['a value that is deeper than a table', [[[[]]]]],
		['an object that is deeper than a table', { a: { a: { a: {} } } }],
		['an object of a class, which may hide its value', new (class Hidden {})()],
		['a set', new Set()],
	])('is false for %s', (_what, value) => {
		expect(isBlank(value)).toBe(false);
	});
});
