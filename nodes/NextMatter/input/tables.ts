import type { IDataObject } from 'n8n-workflow';
import { readJson } from './json';
import { isDictionary } from './records';
import { quote, Refusal } from './refusal';

type Cell = string | number;

const EXPECTED =
	'a list of lists whose first row holds the headers, such as [["Item", "Price"], ["Pen", 2]], or a list of objects, such as [{"Item": "Pen", "Price": 2}]';

/**
 * Reads a table, typed as JSON or returned by an expression.
 *
 * @returns rows of equal length, the first one the headers; an empty cell is an empty text
 * @throws Refusal naming the row that does not fit
 */
export function readTable(label: string, value: unknown): Cell[][] {
	const rows = readJson(label, value, EXPECTED);
	if (!Array.isArray(rows) || rows.length === 0) {
		throw malformed(label, `is ${quote(rows)}, which is not a table`);
	}
	// Array.from makes gaps in a list visible, which every() and map() skip.
	const list: unknown[] = Array.from(rows);
	if (list.every(isDictionary)) return rowsOfObjects(label, list);
	if (list.every((row) => Array.isArray(row))) {
		return rowsOfLists(
			label,
			list.map((row) => Array.from(row)),
		);
	}
	throw malformed(label, 'mixes rows of different kinds');
}

function rowsOfObjects(label: string, objects: IDataObject[]): Cell[][] {
	const headers = [...new Set(objects.flatMap((row) => Object.keys(row)))];
	const rows = objects.map((row) =>
		headers.map((header) => (Object.hasOwn(row, header) ? row[header] : '')),
	);
	return rowsOfLists(label, [headers, ...rows]);
}

function rowsOfLists(label: string, rows: unknown[][]): Cell[][] {
	const [headers, ...rest] = rows;
	if (headers.length === 0) throw malformed(label, 'has no columns');
	const wrong = headers.find((header) => typeof header !== 'string' || !header.trim());
	if (wrong !== undefined || headers.includes(undefined)) {
		throw malformed(label, `has the header ${quote(wrong)}, which is not a text`);
	}
	rest.forEach((row, index) => {
		if (row.length !== headers.length) {
			const shape = `${row.length} instead of ${headers.length} cells`;
			throw malformed(label, `has ${shape} in row ${index + 2}`);
		}
	});
	return rows.map((row, index) => row.map((cell) => readCell(label, cell, index + 1)));
}

function readCell(label: string, cell: unknown, row: number): Cell {
	if (cell === undefined || cell === null) return '';
	if (typeof cell === 'string') return cell;
	if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
	if (typeof cell === 'boolean') return String(cell);
	throw malformed(
		label,
		`has the cell ${quote(cell)} in row ${row}, which is not a text or a number`,
	);
}

function malformed(label: string, problem: string): Refusal {
	return new Refusal(`"${label}" ${problem}`, `Expected ${EXPECTED}`);
}
