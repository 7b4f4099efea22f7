import { optionInput } from '../optionInputs';
import { readOption } from '../options';
import type { FieldKind } from '../types';

export const radio: FieldKind = {
	type: 'radio',
	name: 'Radio',
	inputs: [optionInput('Selected Option', 'selectedOption')],
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
