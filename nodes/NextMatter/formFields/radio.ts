import { readOption } from './options';
import type { FieldKind } from './types';

export const radio: FieldKind = {
	type: 'radio',
	name: 'Radio',
	inputs: [
		{
			displayName: 'Selected Option',
			name: 'selectedOption',
			type: 'string',
			default: '',
			placeholder: 'e.g. Option A',
			description: 'The option to select, spelled exactly as in the workflow',
		},
	],
	word: /radio|singlechoice/,
	column: {
		type: 'string',
		hasChoices: true,
		toRow: (selectedOption) => ({ selectedOption }),
	},
	encode(row, { valueFormat }) {
		const choice = { radioItemSelected: readOption('Selected Option', row.selectedOption) };
		return valueFormat === 'wrapped' ? { inputValue: choice } : choice;
	},
	decoder: {
		keys: ['radioItemSelected'],
		isTelling: true,
		decode: ({ radioItemSelected }) => radioItemSelected,
	},
	example: {
		row: { selectedOption: 'Option A' },
		standard: { radioItemSelected: 'Option A' },
		wrapped: { inputValue: { radioItemSelected: 'Option A' } },
		plain: 'Option A',
	},
};
