import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { keepWords } from '../api/errors/keepWords';
import type { Failure } from '../api/types';
import { InputError } from '../input/inputError';
import { ReadFailure } from './readFailure';

/** What n8n shows when a poll has failed. */
export function toPollError(node: INode, error: unknown): Error {
	if (error instanceof InputError) {
		const { message, remedy: description } = error;
		return keepWords(new NodeOperationError(node, message, { description }), {
			message,
			description,
		});
	}
	if (!(error instanceof ReadFailure)) {
		return error instanceof Error ? error : new NodeOperationError(node, String(error));
	}
	const { failure } = error;
	const { message, statusCode, cause } = failure;
	const description = remedyFor(failure);
	const options = { message, description, ...(cause && { failure: cause }) };
	return keepWords(
		new NodeApiError(
			node,
			{ message },
			{ ...options, ...(statusCode !== undefined && { httpCode: String(statusCode) }) },
		),
		{ message, description },
	);
}

const CATCHES_UP = 'No event is lost: the next poll that succeeds catches up.';

/** A failure's own remedy is meant for items; a poll is repeated by itself. */
function remedyFor({ cause, remedy, statusCode }: Failure): string {
	if (cause?.cause === 'rate-limited') {
		return `${CATCHES_UP} Next Matter allows 3,000 requests per hour across all your automations, so poll less often if this happens again and again.`;
	}
	const isPassing = cause?.cause === 'temporarily-unavailable' || (statusCode ?? 0) >= 500;
	return isPassing ? CATCHES_UP : `${remedy.replace(/\.$/, '')}. ${CATCHES_UP}`;
}
