import { readTable } from '../input/tables';
import type { FieldKind } from './types';

export const table: FieldKind = {
	type: 'table',
	name: 'Table',
	inputs: [
		{
			displayName: 'Rows',
			name: 'tableRows',
			type: 'json',
			default: '[]',
			description:
				'A list of lists whose first row holds the headers, such as [["Item", "Price"], ["Pen", 2]], or a list of objects, such as [{"Item": "Pen", "Price": 2}]. Typed, or an expression that returns it.',
		},
	],
	word: /table/,
	column: { type: 'array', toRow: (tableRows) => ({ tableRows }) },
	encode: (row) => ({ jsonResult: JSON.stringify(readTable('Rows', row.tableRows)) }),
	example: {
		row: { tableRows: '[["Item", "Price"], ["Pen", 2]]' },
		standard: { jsonResult: '[["Item","Price"],["Pen",2]]' },
	},
};
