import { DateTime } from 'luxon';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';

describe('isRecord', () => {
	it.each<[string, unknown]>([
		['an empty object', {}],
		['an object without a prototype', Object.create(null)],
		['an instance of a class', DateTime.utc()],
	])('accepts %s', (_what, value) => {
		expect(isRecord(value)).toBe(true);
	});

	it.each<[string, unknown]>([
		['null', null],
		['a list', []],
		['a date', new Date()],
		['a map', new Map()],
	])('does not accept %s', (_what, value) => {
		expect(isRecord(value)).toBe(false);
	});
});
