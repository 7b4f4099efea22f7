import { isBlank } from '../../input/blank';
import { readText } from '../../input/texts';
import { A_TEXT, readOnly } from '../singleValues';
import type { FieldKind } from '../types';

export const text: FieldKind = {
	type: 'text',
	name: 'Text',
	inputs: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
		},
	],
	word: /text|paragraph|multiline/,
	column: { type: 'string', toRow: (text) => ({ text }) },
	encode: (row) => ({ inputValue: readText('Text', readFilledOnly(row.text)) }),
	decoder: { keys: ['inputValue'], isTelling: true, decode: ({ inputValue }) => inputValue },
	example: {
		row: { text: 'Approved by finance' },
		standard: { inputValue: 'Approved by finance' },
		plain: 'Approved by finance',
	},
};

/** An empty list is refused as what it is, not sent as an empty text. */
function readFilledOnly(value: unknown): unknown {
	return isBlank(value) ? value : readOnly('Text', value, A_TEXT);
}
