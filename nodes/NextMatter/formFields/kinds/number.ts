import { readNumber, readText } from '../../input/texts';
import { A_NUMBER, readSingle } from '../singleValues';
import type { FieldKind } from '../types';

export const number: FieldKind = {
	type: 'number',
	name: 'Number',
	inputs: [
		{
			displayName: 'Number',
			name: 'number',
			// As a number it would be 0 until somebody enters another one, and 0 would be sent.
			type: 'string',
			default: '',
			placeholder: 'e.g. 1000.5',
		},
		{
			displayName: 'Displayed As',
			name: 'formattedNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10.000',
			description: "Leave empty for Next Matter's own format",
		},
	],
	word: /numb|numer|integer|decimal|currency|amount/,
	// As a number, n8n 2.0 would enter 0 into a column that nobody has touched.
	column: { type: 'string', toRow: (number) => ({ number }) },
	encode: (row) => ({
		numberValue: readNumber('Number', readSingle('Number', row.number, A_NUMBER)),
		formattedValue: readText('Displayed As', row.formattedNumber ?? ''),
	}),
	decoder: {
		keys: ['numberValue', 'formattedValue'],
		isTelling: true,
		decode: ({ numberValue }) => numberValue,
	},
	example: {
		row: { number: 10000, formattedNumber: '' },
		standard: { numberValue: 10000, formattedValue: '' },
		plain: 10000,
	},
};
