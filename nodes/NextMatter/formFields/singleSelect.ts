import { readOption } from './options';
import type { FieldKind } from './types';

export const singleSelect: FieldKind = {
	type: 'singleSelect',
	name: 'Single-Select Dropdown',
	inputs: [
		{
			displayName: 'Selected Item',
			name: 'selectedItem',
			type: 'string',
			default: '',
			placeholder: 'e.g. Option A',
			description: 'The option to select, spelled exactly as in the workflow',
		},
	],
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
