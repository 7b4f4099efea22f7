import { readList } from '../../input/lists';
import { readOption } from '../options';
import type { FieldKind } from '../types';

export const multiSelect: FieldKind = {
	type: 'multiSelect',
	name: 'Multi-Select Dropdown',
	inputs: [
		{
			displayName: 'Selected Items',
			name: 'selectedItems',
			type: 'string',
			typeOptions: { multipleValues: true },
			default: [],
			placeholder: 'e.g. Option A',
			description: "Must match Next Matter's spelling. Expressions must return a list.",
		},
	],
	optionLists: ['selectedItems'],
	// A text of several lines is none.
	word: /multi(?!line)/,
	column: { type: 'string', isJson: true, toRow: (selectedItems) => ({ selectedItems }) },
	encode: (row) => ({
		itemsSelected: readList('Selected Items', row.selectedItems, readOption),
	}),
	decoder: {
		keys: ['itemsSelected'],
		isTelling: true,
		decode: ({ itemsSelected }) => itemsSelected,
	},
	example: {
		row: { selectedItems: ['Option A', 'Option C'] },
		standard: { itemsSelected: ['Option A', 'Option C'] },
		plain: ['Option A', 'Option C'],
	},
};
