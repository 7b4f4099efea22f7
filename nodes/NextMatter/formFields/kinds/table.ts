import type { GenericValue, IDataObject } from 'n8n-workflow';
import { findInexact } from '../../input/exactNumbers';
import { isRecord } from '../../input/isRecord';
import { readTable } from '../../input/tables';
import type { FieldKind } from '../types';

/** Objects by the headers, where each row has a cell for each; else the rows as they are. */
function tableOf(text: IDataObject[string]): IDataObject[string] | undefined {
	if (typeof text !== 'string') return undefined;
	if (!text.trim()) return null;
	const rows = parseRows(text);
	if (!rows) return text;
	const [headers = [], ...rest] = rows;
	const areNames = headers.every((header) => typeof header === 'string' && header.trim());
	const isRegular =
		areNames &&
		new Set(headers).size === headers.length &&
		rest.every(({ length }) => length === headers.length);
	if (!isRegular) return rows;
	return rest.map((row) =>
		Object.fromEntries(headers.map((header, i) => [String(header), row[i]])),
	);
}

function parseRows(text: string): GenericValue[][] | undefined {
	// Only the text has all digits of a number that JavaScript cannot keep.
	if (findInexact(text) !== undefined) return undefined;
	try {
		const rows: unknown = JSON.parse(text);
		return Array.isArray(rows) && rows.every((row) => Array.isArray(row)) ? rows : undefined;
	} catch {
		// Not a table of ours, so its text is passed on.
		return undefined;
	}
}

export const table: FieldKind = {
	type: 'table',
	name: 'Table',
	inputs: [
		{
			displayName: 'Rows',
			name: 'tableRows',
			type: 'json',
			default: '[]',
			description: 'Objects such as [{"Item": "Pen"}], or lists with the headers first',
		},
	],
	word: /table/,
	column: {
		type: 'string',
		isJson: true,
		toRow: (rows) => ({ tableRows: isRecord(rows) ? [rows] : rows }),
	},
	encode: (row) => ({ jsonResult: JSON.stringify(readTable('Rows', row.tableRows)) }),
	decoder: {
		keys: ['jsonResult'],
		isTelling: true,
		decode: ({ jsonResult }) => tableOf(jsonResult),
	},
	example: {
		row: { tableRows: '[["Item", "Price"], ["Pen", 2]]' },
		standard: { jsonResult: '[["Item","Price"],["Pen",2]]' },
		plain: [{ Item: 'Pen', Price: 2 }],
	},
};
