import { readList } from '../input/lists';
import { readRequiredText } from '../input/texts';
import type { FieldKind } from './types';

export const checklist: FieldKind = {
	type: 'checklist',
	name: 'Checklist',
	inputs: [
		{
			displayName: 'Checked Items',
			name: 'checkedItems',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Item' },
			default: [],
			placeholder: 'e.g. Contract signed',
			description:
				'The items to check, spelled exactly as in the workflow. One value each, or an expression that returns a list.',
		},
		{
			displayName: 'Unchecked Items',
			name: 'uncheckedItems',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Item' },
			default: [],
			placeholder: 'e.g. Invoice paid',
			description:
				'The items to leave unchecked. Only sent when the option Value Format is set to Help Article; the current API takes whatever is not checked as unchecked.',
		},
	],
	word: /check/,
	column: { type: 'array', toRow: (checkedItems) => ({ checkedItems }) },
	encode(row, { valueFormat }) {
		const itemsChecked = readList('Checked Items', row.checkedItems, readRequiredText);
		if (valueFormat === 'standard') return { itemsChecked };
		const itemsNotChecked = readList('Unchecked Items', row.uncheckedItems ?? [], readRequiredText);
		return {
			inputValue: itemsNotChecked.length > 0 ? { itemsChecked, itemsNotChecked } : { itemsChecked },
		};
	},
	decoder: {
		keys: ['itemsChecked', 'itemsNotChecked'],
		isTelling: true,
		decode: ({ itemsChecked }) => itemsChecked,
	},
	example: {
		row: { checkedItems: ['Contract signed', 'Invoice, copy'] },
		standard: { itemsChecked: ['Contract signed', 'Invoice, copy'] },
		wrapped: { inputValue: { itemsChecked: ['Contract signed', 'Invoice, copy'] } },
		plain: ['Contract signed', 'Invoice, copy'],
	},
};
