import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../outcomes';

/**
 * Lets n8n find the items that belong to the error output.
 *
 * Since n8n 2.34.4 their JSON is enough. Older versions take an item with `details` for a success,
 * unless it has an `error` of its own; but one that is still there later on costs the item its JSON.
 * n8n copies the item in between, and a property that is not enumerable is gone by then.
 */
export function markErrorItems(
	{ onError }: INode,
	outcome: Outcome,
	items: INodeExecutionData[],
): INodeExecutionData[] {
	if (outcome.kind === 'failed' && onError === 'continueErrorOutput') {
		for (const item of items) {
			const { error: message } = item.json;
			Object.defineProperty(item, 'error', {
				value: { message },
				writable: true,
				configurable: true,
			});
		}
	}
	return items;
}
