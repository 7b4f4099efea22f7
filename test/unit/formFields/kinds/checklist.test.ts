import { checklist } from '../../../../nodes/NextMatter/formFields/kinds/checklist';
import { refusalOf } from '../../inputErrorOf';

const standard = { timeZone: 'UTC', valueFormat: 'standard' } as const;
const wrapped = { timeZone: 'UTC', valueFormat: 'wrapped' } as const;

describe('a checklist', () => {
	it('may have nothing checked', () => {
		expect(checklist.encode({ checkedItems: [] }, standard)).toEqual({ itemsChecked: [] });
		expect(checklist.encode({ checkedItems: [] }, wrapped)).toEqual({
			inputValue: { itemsChecked: [] },
		});
	});

	it('names what is unchecked in the format of the help article', () => {
		const row = { checkedItems: ['A'], uncheckedItems: ['B', 'C'] };
		expect(checklist.encode(row, wrapped)).toEqual({
			inputValue: { itemsChecked: ['A'], itemsNotChecked: ['B', 'C'] },
		});
	});

	it('refuses what is unchecked in the format of the reference, which has no place for it', () => {
		const row = { checkedItems: ['A'], uncheckedItems: ['B'] };
		expect(refusalOf(() => checklist.encode(row, standard))).toMatchObject({
			message: "'Unchecked Items' is filled in, but the chosen value format has no place for it",
			remedy:
				"Remove them: whatever is not among the checked items stays unchecked. Or set 'Value Format' to Legacy",
		});
	});

	it.each([[[]], [['']]])('takes %j for nothing unchecked', (uncheckedItems) => {
		const row = { checkedItems: ['A'], uncheckedItems };
		expect(checklist.encode(row, standard)).toEqual({ itemsChecked: ['A'] });
	});

	it('refuses an unchecked item without a value', () => {
		const row = { checkedItems: ['A'], uncheckedItems: ['B', ''] };
		expect(refusalOf(() => checklist.encode(row, wrapped)).message).toBe(
			"'Unchecked Items 2' is empty",
		);
	});

	it('offers both lists in either format', () => {
		const shown = checklist.inputs.map(({ name, displayOptions }) => [name, displayOptions]);
		expect(shown).toEqual([
			['checkedItems', undefined],
			['uncheckedItems', undefined],
		]);
	});
});
