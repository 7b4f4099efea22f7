import { readText } from '../input/texts';
import type { FieldKind } from './types';

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
			placeholder: 'e.g. Approved by finance',
		},
	],
	word: /text|paragraph|multiline/,
	column: { type: 'string', toRow: (text) => ({ text }) },
	encode: (row) => ({ inputValue: readText('Text', row.text) }),
	decoder: { keys: ['inputValue'], isTelling: true, decode: ({ inputValue }) => inputValue },
	example: {
		row: { text: 'Approved by finance' },
		standard: { inputValue: 'Approved by finance' },
		plain: 'Approved by finance',
	},
};
