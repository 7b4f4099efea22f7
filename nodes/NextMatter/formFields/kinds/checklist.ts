import { isBlank } from '../../input/blank';
import { readList } from '../../input/lists';
import { InputError } from '../../input/inputError';
import { readOption } from '../options';
import type { FieldKind } from '../types';

export const checklist: FieldKind = {
	type: 'checklist',
	name: 'Checklist',
	inputs: [
		{
			displayName: 'Checked Items',
			name: 'checkedItems',
			type: 'string',
			typeOptions: { multipleValues: true },
			default: [],
			placeholder: 'e.g. Contract signed',
			description: "Must match Next Matter's spelling. Expressions must return a list.",
		},
		{
			displayName: 'Unchecked Items',
			name: 'uncheckedItems',
			type: 'string',
			typeOptions: { multipleValues: true },
			// Always shown: hidden by what a collection holds, the engine would drop it in any format.
			default: [],
			placeholder: 'e.g. Invoice paid',
			description: "Only used if 'Value Format' is set to Legacy",
		},
	],
	optionLists: ['checkedItems', 'uncheckedItems'],
	word: /check/,
	column: { type: 'string', isJson: true, toRow: (checkedItems) => ({ checkedItems }) },
	encode(row, { valueFormat }) {
		const itemsChecked = readList('Checked Items', row.checkedItems, readOption);
		if (valueFormat === 'standard') {
			refuseUnchecked(row.uncheckedItems);
			return { itemsChecked };
		}
		const itemsNotChecked = readList('Unchecked Items', row.uncheckedItems ?? [], readOption);
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

/** @throws InputError for items that would not be sent, though somebody has filled them in */
function refuseUnchecked(uncheckedItems: unknown): void {
	if (isBlank(uncheckedItems)) return;
	throw new InputError(
		"'Unchecked Items' is filled in, but the chosen value format has no place for it",
		"Remove them: whatever is not among the checked items stays unchecked. Or set 'Value Format' to Legacy",
	);
}
