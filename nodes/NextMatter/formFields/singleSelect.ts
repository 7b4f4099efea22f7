import { optionInput } from './optionInputs';
import { readOption } from './options';
import type { FieldKind } from './types';

export const singleSelect: FieldKind = {
	type: 'singleSelect',
	name: 'Single-Select Dropdown',
	inputs: [optionInput('Selected Item', 'selectedItem')],
	word: /^(?!.*(multi|user)).*(select|dropdown)/,
	column: {
		type: 'string',
		hasChoices: true,
		toRow: (selectedItem) => ({ selectedItem }),
	},
	encode: (row) => ({ itemSelected: readOption('Selected Item', row.selectedItem) }),
	decoder: { keys: ['itemSelected'], isTelling: true, decode: ({ itemSelected }) => itemSelected },
	example: {
		row: { selectedItem: 'Option A' },
		standard: { itemSelected: 'Option A' },
		plain: 'Option A',
	},
};
