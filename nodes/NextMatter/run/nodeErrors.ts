import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Failure } from '../api/types';
import { failureDetails, itemTag } from './outcomes';

/**
 * The error that n8n shows when the node stops.
 *
 * @param doneBefore items that were done before this one failed; running all items again would
 * repeat them, so the error says which they are
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex: number,
	doneBefore: readonly number[],
): NodeApiError | NodeOperationError {
	const message = `${failure.message} ${itemTag(itemIndex)}`;
	const description = [failure.remedy, tellDone(failure, doneBefore)]
		.map(asSentence)
		.join(' ')
		.trim();
	const details = failureDetails(failure, itemIndex);
	const error =
		failure.statusCode === undefined && failure.certainty === 'not-sent'
			? new NodeOperationError(node, message, { itemIndex, description })
			: new NodeApiError(
					node,
					{ message },
					{
						message,
						description,
						itemIndex,
						...(failure.statusCode !== undefined && { httpCode: String(failure.statusCode) }),
					},
				);
	// Set again: the constructors replace a message that merely contains something like "EPERM".
	error.message = message;
	error.description = description;
	error.context.data = { ...details, itemsDone: [...doneBefore] };
	error.messages = [...(failure.apiMessages ?? [])];
	return error;
}

const MOST_NAMED = 20;

function tellDone({ certainty }: Failure, items: readonly number[]): string {
	if (items.length === 0) return certainty === 'not-sent' ? 'No item was sent.' : '';
	const named = items.slice(0, MOST_NAMED).join(', ');
	const more = items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '';
	return `Already done, and not to be repeated: item ${named}${more}.`;
}

function asSentence(text: string): string {
	return !text || /[.!?]$/.test(text) ? text : `${text}.`;
}
