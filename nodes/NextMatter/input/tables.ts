import type { IDataObject } from 'n8n-workflow';
import { readJson } from './json';
import { isRecord } from './isRecord';
import { quote, InputError } from './inputError';
import { dateText, isLost } from './texts';
import { pluralize } from './wording';

type Cell = string | number;

const EXPECTED =
	'a list of lists whose first row holds the headers, such as [["Item", "Price"], ["Pen", 2]], or a list of objects, such as [{"Item": "Pen", "Price": 2}]';

/** Far more than anybody reads in a form; objects with keys of their own would fill n8n's memory. */
const MAX_COLUMNS = 500;
const MAX_CELLS = 100_000;

/**
 * Reads a table, typed as JSON or returned by an expression.
 *
 * @returns rows of equal length, the first one the headers; an empty cell is an empty text
 * @throws InputError naming the row that does not fit
 */
export function readTable(label: string, value: unknown): Cell[][] {
	const rows = readJson(label, value, EXPECTED);
	if (!Array.isArray(rows) || rows.length === 0) {
		throw malformed(label, `is ${quote(rows)}, which is not a table`);
	}
	// Array.from makes gaps in a list visible, which every() and map() skip.
	const list: unknown[] = Array.from(rows);
	if (list.every(isRecord)) return rowsOfObjects(label, list);
	if (list.every((row) => Array.isArray(row))) {
		checkSize(label, list.length, list[0].length);
		return rowsOfLists(
			label,
			list.map((row) => Array.from(row)),
		);
	}
	throw malformed(label, 'mixes rows of different kinds');
}

function rowsOfObjects(label: string, objects: IDataObject[]): Cell[][] {
	const headers = [...headersOf(label, objects)];
	const rows = objects.map((row) =>
		headers.map((header) => (Object.hasOwn(row, header) ? row[header] : '')),
	);
	return rowsOfLists(label, [headers, ...rows]);
}

function headersOf(label: string, objects: readonly IDataObject[]): Set<string> {
	const headers = new Set<string>();
	for (const object of objects) {
		for (const key of Object.keys(object)) headers.add(key);
		checkSize(label, objects.length + 1, headers.size);
	}
	return headers;
}

function checkSize(label: string, rows: number, columns: number): void {
	if (columns > MAX_COLUMNS) throw tooLarge(label, `more than ${MAX_COLUMNS} columns`);
	if (rows * columns > MAX_CELLS) {
		throw tooLarge(
			label,
			`${rows} rows of ${pluralize(columns, 'column')} or more, over ${MAX_CELLS} cells`,
		);
	}
}

function tooLarge(label: string, size: string): InputError {
	return new InputError(
		`'${label}' has ${size}`,
		`A table can have at most ${MAX_COLUMNS} columns and ${MAX_CELLS} cells. All objects of a table should have the same keys.`,
	);
}

function rowsOfLists(label: string, rows: unknown[][]): Cell[][] {
	const [headers, ...rest] = rows;
	if (headers.length === 0) throw malformed(label, 'has no columns');
	const wrong = headers.find((header) => typeof header !== 'string' || !header.trim());
	if (wrong !== undefined || headers.includes(undefined)) {
		throw malformed(label, `has the header ${quote(wrong)}, which is not text`);
	}
	rest.forEach((row, index) => {
		if (row.length !== headers.length) {
			const shape = `${pluralize(row.length, 'cell')} instead of ${headers.length}`;
			throw malformed(label, `has ${shape} in row ${index + 2}`);
		}
	});
	return rows.map((row, index) => row.map((cell) => readCell(label, cell, index + 1)));
}

function readCell(label: string, cell: unknown, row: number): Cell {
	if (cell === undefined || cell === null) return '';
	if (typeof cell === 'string' && !isLost(cell)) return cell;
	if (typeof cell === 'number' && Number.isFinite(cell)) return readExact(label, cell, row);
	if (typeof cell === 'boolean') return String(cell);
	const date = dateText(`${label}, row ${row}`, cell);
	if (date !== undefined) return date;
	throw malformed(
		label,
		`has the cell ${quote(cell)} in row ${row}, which is neither text nor a number`,
	);
}

/** @throws InputError for a whole number whose last digits JavaScript has lost */
function readExact(label: string, cell: number, row: number): number {
	if (!Number.isInteger(cell) || Number.isSafeInteger(cell)) return cell;
	throw new InputError(
		`'${label}' has the number ${cell} in row ${row}, which is too large to be sent exactly`,
		'Enter it as text, in quotes, so that no digit changes',
	);
}

function malformed(label: string, problem: string): InputError {
	return new InputError(`'${label}' ${problem}`, `Expected ${EXPECTED}`);
}
