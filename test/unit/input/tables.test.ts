/* eslint-disable @n8n/community-nodes/no-restricted-globals -- measures time on the processor; it never ships */
import * as fc from 'fast-check';
import { readTable } from '../../../nodes/NextMatter/input/tables';
import { refusalOf, settle } from '../inputErrorOf';

describe('readTable', () => {
	it.each<[string, unknown, unknown[][]]>([
		['a list of lists', [['Item'], ['Pen']], [['Item'], ['Pen']]],
		[
			'a list of lists as JSON',
			'[["Item", "Price"], ["Pen", 2]]',
			[
				['Item', 'Price'],
				['Pen', 2],
			],
		],
		['headers alone', [['Item', 'Price']], [['Item', 'Price']]],
		[
			'a list of objects',
			[{ Item: 'Pen', Price: 2 }],
			[
				['Item', 'Price'],
				['Pen', 2],
			],
		],
		[
			'objects of different keys, in the order in which the keys come',
			[{ a: 1 }, { b: 2, a: 3 }],
			[
				['a', 'b'],
				[1, ''],
				[3, 2],
			],
		],
		[
			'keys that every object inherits, where a row lacks them',
			[{ toString: 'x', constructor: 'y' }, { other: 1 }],
			[
				['toString', 'constructor', 'other'],
				['x', 'y', ''],
				['', '', 1],
			],
		],
		[
			'empty cells as empty texts',
			[
				['a', 'b', 'c'],
				[null, undefined, ''],
			],
			[
				['a', 'b', 'c'],
				['', '', ''],
			],
		],
		[
			'toggles as texts, and numbers as they are',
			[
				['a', 'b', 'c', 'd'],
				[true, false, 0, -1.5],
			],
			[
				['a', 'b', 'c', 'd'],
				['true', 'false', 0, -1.5],
			],
		],
		['cells as typed, spaces included', [[' a '], [' b ']], [[' a '], [' b ']]],
	])('reads %s', (_what, value, expected) => {
		expect(readTable('Rows', value)).toEqual(expected);
	});

	it.each<[string, unknown, string]>([
		['an empty list', [], 'is [], which is not a table'],
		['an object', { a: 1 }, 'is {"a":1}, which is not a table'],
		['objects and lists', [{ a: 1 }, ['a']], 'mixes rows of different kinds'],
		['empty objects', [{}, {}], 'has no columns'],
		['a header that is a number', [[1], ['a']], 'has the header 1, which is not text'],
		['a missing header', [[undefined], ['a']], 'has the header undefined, which is not text'],
		['an empty header', [['a', ' ']], 'has the header " ", which is not text'],
		['a short row', [['a', 'b'], [1, 2], [1]], 'has 1 cell instead of 2 in row 3'],
		['a long row', [['a'], [1, 2]], 'has 2 cells instead of 1 in row 2'],
		[
			'a cell that is an object',
			[['a'], [{ b: 1 }]],
			'has the cell {"b":1} in row 2, which is neither text nor a number',
		],
		[
			'a cell that is a list, in an object',
			[{ a: 1 }, { a: [1] }],
			'has the cell [1] in row 3, which is neither text nor a number',
		],
		[
			'a cell that is not a finite number',
			[['a'], [Infinity]],
			'has the cell Infinity in row 2, which is neither text nor a number',
		],
	])('refuses %s', (_what, value, problem) => {
		const { message, remedy } = refusalOf(() => readTable('Rows', value));
		expect(message).toBe(`'Rows' ${problem}`);
		expect(remedy).toMatch(/^Expected a list of lists whose first row holds the headers, such as/);
	});

	it('refuses a list with gaps', () => {
		const value = Object.assign([], { 0: ['a'], 2: ['b'] });
		expect(refusalOf(() => readTable('Rows', value)).message).toMatch(/^'Rows' /);
	});

	it('refuses a text that is no JSON', () => {
		expect(refusalOf(() => readTable('Rows', 'Item;Price')).message).toContain(
			"'Rows' is not valid JSON",
		);
	});

	it('refuses anything or returns rows of equal length under headers that are texts', () => {
		const cell = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.anything());
		const tables = fc.oneof(
			fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
			fc.array(fc.dictionary(fc.string(), cell, { maxKeys: 3 }), { maxLength: 4 }),
			fc.anything(),
		);
		fc.assert(
			fc.property(tables, (table) => {
				const { result: rows } = settle(() => readTable('Rows', table));
				if (!rows) return;
				expect(rows[0].every((header) => typeof header === 'string')).toBe(true);
				expect(new Set(rows.map((row) => row.length)).size).toBe(1);
				const cells = rows.flat().filter((value) => typeof value !== 'string');
				expect(cells.every(Number.isFinite)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('a table that is too large', () => {
	const own = (count: number) =>
		Array.from({ length: count }, (_, row) =>
			Object.fromEntries(Array.from({ length: 10 }, (__, key) => [`k${row}_${key}`, 1])),
		);

	it.each([60, 4_000])('is refused before its cells are made: %i objects', (count) => {
		const started = process.memoryUsage().heapUsed;
		const objects = own(count);
		const made = process.memoryUsage().heapUsed - started;
		expect(refusalOf(() => readTable('Rows', objects)).message).toMatch(
			/^'Rows' has (more than 500 columns|\d+ rows of \d+ columns or more)/,
		);
		// The cells of 4,000 such rows would be 160 million.
		expect(process.memoryUsage().heapUsed - started).toBeLessThan(made + 50_000_000);
	});

	const cells = (rows: number, columns: number) =>
		Array.from({ length: rows }, () => Array.from({ length: columns }, () => 'a'));
	const remedy =
		'A table can have at most 500 columns and 100000 cells. All objects of a table should have the same keys.';

	it('is recognized by its cells', () => {
		expect(refusalOf(() => readTable('Rows', cells(2_000, 51)))).toMatchObject({
			message: "'Rows' has 2000 rows of 51 columns or more, over 100000 cells",
			remedy,
		});
		expect(readTable('Rows', cells(2_000, 50))).toHaveLength(2_000);
	});

	it('is recognized by its columns', () => {
		expect(refusalOf(() => readTable('Rows', cells(1, 501)))).toMatchObject({
			message: "'Rows' has more than 500 columns",
			remedy,
		});
		expect(readTable('Rows', cells(1, 500))).toHaveLength(1);
	});

	it('counts the headers of objects as a row', () => {
		const object = Object.fromEntries(Array.from({ length: 500 }, (_, key) => [`k${key}`, 1]));
		const objects = Array.from({ length: 200 }, () => object);
		expect(refusalOf(() => readTable('Rows', objects)).message).toBe(
			"'Rows' has 201 rows of 500 columns or more, over 100000 cells",
		);
	});
});

describe('cells', () => {
	it('are the ISO text of a date', () => {
		const date = new Date('2026-06-16T10:00:00Z');
		const luxon = { toMillis: () => 0, valueOf: () => date.getTime() };
		expect(
			readTable('Rows', [
				['a', 'b'],
				[date, luxon],
			])[1],
		).toEqual(['2026-06-16T10:00:00.000Z', '2026-06-16T10:00:00.000Z']);
	});

	it.each([
		[[['a'], ['b'], ['[object Object]']], '"[object Object]" in row 3'],
		[[{ a: 'Invalid DateTime' }], '"Invalid DateTime" in row 2'],
		['[["[object Object]"]]', '"[object Object]" in row 1'],
	])('are not what is left of a value that is lost: %j', (rows, found) => {
		expect(refusalOf(() => readTable('Rows', rows)).message).toBe(
			`'Rows' has the cell ${found}, which is neither text nor a number`,
		);
		expect(readTable('Rows', [['a'], ['No [object Object]']])).toHaveLength(2);
	});

	it('are no invalid dates', () => {
		const { message } = refusalOf(() => readTable('Rows', [['a'], [new Date(NaN)]]));
		expect(message).toBe("'Rows, row 2' is an invalid date");
	});

	it('are refused where digits would change', () => {
		expect(refusalOf(() => readTable('Rows', [['a'], ['x'], [2 ** 53]]))).toMatchObject({
			message: `'Rows' has the number ${2 ** 53} in row 3, which is too large to be sent exactly`,
			remedy: 'Enter it as text, in quotes, so that no digit changes',
		});
	});

	it('may be fractions, and the largest whole number', () => {
		const cells = [0.1, Number.MAX_SAFE_INTEGER, -5];
		expect(readTable('Rows', [['a', 'b', 'c'], cells])[1]).toEqual(cells);
	});
});
