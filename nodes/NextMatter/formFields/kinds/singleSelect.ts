import { optionInput } from '../optionInputs';
import { readOption } from '../options';
import type { FieldKind } from '../types';

export const singleSelect: FieldKind = {
	type: 'singleSelect',
	name: 'Single-Select Dropdown',
	inputs: [optionInput('Selected Option', 'selectedOption')],
	word: /^(?!.*(multi|user)).*(select|dropdown)/,
	column: {
		type: 'string',
		hasChoices: true,
		toRow: (selectedOption) => ({ selectedOption }),
	},
	encode: (row) => ({ itemSelected: readOption('Selected Option', row.selectedOption) }),
	decoder: { keys: ['itemSelected'], isTelling: true, decode: ({ itemSelected }) => itemSelected },
	example: {
		row: { selectedOption: 'Option A' },
		standard: { itemSelected: 'Option A' },
		plain: 'Option A',
	},
};
