import type { IExecuteFunctions } from 'n8n-workflow';
import { pluralize } from '../../input/wording';

/** Plain sentences about one item that people should see, though it did not fail. */
export type Hints = readonly string[];

const MAX_HINTS = 20;
const MAX_ITEMS_NAMED = 20;

/**
 * Shows hints above the output of the node, equal ones once. Old versions of n8n cannot show any.
 *
 * @param hintsByItem the hints of each input item, by index
 */
export function showHints(
	context: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>,
	hintsByItem: readonly Hints[],
): void {
	const messages = mergeHints(hintsByItem);
	if (messages.length === 0) return;
	context.addExecutionHints?.(
		...messages.map((message) => ({
			message,
			type: 'warning' as const,
			location: 'outputPane' as const,
		})),
	);
}

/** @returns each sentence once, with the items it is about where there are several */
export function mergeHints(hintsByItem: readonly Hints[]): string[] {
	const itemsByHint = new Map<string, Set<number>>();
	for (const [index, hints] of hintsByItem.entries()) {
		for (const hint of hints) {
			const items = itemsByHint.get(hint) ?? new Set();
			itemsByHint.set(hint, items.add(index));
		}
	}
	const merged = [...itemsByHint].map(([hint, items]) =>
		hintsByItem.length > 1 ? `${hint} [${describeItems([...items])}]` : hint,
	);
	if (merged.length <= MAX_HINTS) return merged;
	const left = merged.length - MAX_HINTS;
	return [...merged.slice(0, MAX_HINTS), `And ${pluralize(left, 'more hint')}`];
}

function describeItems(items: readonly number[]): string {
	const more = items.length > MAX_ITEMS_NAMED ? ` and ${items.length - MAX_ITEMS_NAMED} more` : '';
	const named = items.slice(0, MAX_ITEMS_NAMED).join(', ');
	return `${items.length === 1 ? 'item' : 'items'} ${named}${more}`;
}
