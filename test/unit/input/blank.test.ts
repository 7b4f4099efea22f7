/* eslint-disable @n8n/community-nodes/no-restricted-imports -- makes objects of another realm; it never ships */
import { runInNewContext } from 'node:vm';
import { isBlank } from '../../../nodes/NextMatter/input/blank';

describe('isBlank', () => {
	it.each<[string, unknown]>([
		['nothing', undefined],
		['white space and marks that nobody sees', ' \n\u00a0\u200b\u00ad\u2800\0'],
		['an empty list', []],
		['a list with gaps', new Array(2)],
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
		['zero', 0],
		['a list with a value', ['', 0]],
		['an object with a value', { a: '', b: false }],
		['a date', new Date(0)],
		['a value that is deeper than a table', [[[[]]]]],
		['an object that is deeper than a table', { a: { a: { a: {} } } }],
		['an object of a class, which may hide its value', new (class Hidden {})()],
	])('is false for %s', (_what, value) => {
		expect(isBlank(value)).toBe(false);
	});
});
