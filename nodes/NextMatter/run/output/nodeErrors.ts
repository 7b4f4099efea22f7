import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { keepWords } from '../../api/errors/keepWords';
import type { Failure } from '../../api/types';
import { isTool } from '../isTool';
import { failureDetails, itemTag, type Outcome } from '../outcomes';

/**
 * The error that n8n shows when the node stops.
 *
 * @param outcomes what became of all items, if any was sent: running all of them again could repeat
 * those that are done, so the error says which they are
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	{ itemIndex, outcomes }: { readonly itemIndex: number; readonly outcomes?: readonly Outcome[] },
): NodeApiError | NodeOperationError {
	const done = indicesOf(outcomes, ({ kind }) => kind === 'done');
	const unknown = indicesOf(outcomes, isUnknown).filter((index) => index !== itemIndex);
	const description = [
		failure.remedy,
		outcomes ? describeOthers(done, unknown) : 'No item was sent.',
	]
		.map(asSentence)
		.join(' ')
		.trim();
	// A model gets nothing but the message, and its call has only one item.
	const message = isTool(node)
		? `${asSentence(failure.message)} ${description}`.trim()
		: `${describeProgress(done.length, outcomes?.length)}${failure.message} ${itemTag(itemIndex)}`;
	const details = failureDetails(failure, itemIndex);
	const cause = failure.cause && { failure: failure.cause };
	const error =
		failure.statusCode === undefined && failure.certainty === 'not-sent'
			? new NodeOperationError(node, message, { itemIndex, description, ...cause })
			: new NodeApiError(
					node,
					{ message },
					{
						message,
						description,
						itemIndex,
						...cause,
						...(failure.statusCode !== undefined && { httpCode: String(failure.statusCode) }),
					},
				);
	error.context.data = { ...details, itemsDone: done, itemsUnknown: unknown };
	error.messages = [...(failure.apiMessages ?? [])];
	return keepWords(error, { message, description });
}

/** What is lost to the n8n workflow when the node stops: the output of the items that are done. */
function describeProgress(done: number, all = 0): string {
	if (done === 0) return '';
	return `${done} of ${all} items ${done === 1 ? 'is' : 'are'} done. `;
}

const MAX_NAMED = 20;

function indicesOf(
	outcomes: readonly Outcome[] | undefined,
	test: (outcome: Outcome) => boolean,
): number[] {
	return [...(outcomes ?? []).entries()].flatMap(([index, outcome]) =>
		test(outcome) ? [index] : [],
	);
}

function isUnknown(outcome: Outcome): boolean {
	return outcome.kind === 'failed' && outcome.failure.certainty === 'unknown';
}

function describeOthers(done: readonly number[], unknown: readonly number[]): string {
	const sentences = [
		done.length > 0 ? describeDone(done) : '',
		unknown.length > 0
			? `Sent, outcome unknown: ${unknown.length === 1 ? 'item' : 'items'} ${list(unknown)}.`
			: '',
	];
	return sentences.filter(Boolean).join(' ');
}

function describeDone(items: readonly number[]): string {
	return items.length === 1
		? `Item ${list(items)} is already done. Don't run it again.`
		: `Items ${list(items)} are already done. Don't run them again.`;
}

function list(items: readonly number[]): string {
	const named = items.slice(0, MAX_NAMED);
	const left = items.length - named.length;
	const last = left > 0 ? `${left} more` : named.pop();
	return named.length > 0 ? `${named.join(', ')} and ${last}` : String(last);
}

function asSentence(text: string): string {
	return !text || /[.!?]$/.test(text) ? text : `${text}.`;
}
