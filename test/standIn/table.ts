import { parseJson } from './json';
import type { JsonValue } from './json';

function isCell(value: JsonValue): boolean {
	return typeof value === 'string' || typeof value === 'number';
}

/** What is wrong with the text of a table, or `undefined` if it holds one. */
export function findTableFault(text: string): string | undefined {
	const table = parseJson(text);
	if (table === undefined) return 'must be JSON';
	if (!Array.isArray(table) || table.length === 0) return 'must be a list of at least one row';
	const rows = table.filter(Array.isArray);
	if (rows.length !== table.length) return 'must hold nothing but rows';
	const [headers] = rows;
	if (headers.length === 0) return 'must have at least one column';
	if (!headers.every((header) => typeof header === 'string')) {
		return 'must have headers that are texts';
	}
	if (!rows.every((row) => row.length === headers.length)) return 'must have rows of equal length';
	if (!rows.every((row) => row.every(isCell))) return 'must have cells that are texts or numbers';
	return undefined;
}
