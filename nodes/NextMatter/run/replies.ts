import { TOO_LARGE } from '../api/network';
import type { Failure, Reply } from '../api/types';

export function isSuccess(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** @returns the JSON in it, an empty text for an empty body, and undefined for anything else */
export function bodyOf(reply: Reply): unknown {
	if (reply.kind !== 'answer') return undefined;
	if (reply.body.form === 'empty') return '';
	return reply.body.form === 'json' ? reply.body.value : undefined;
}

/** Statuses that say all there is to say: the key, the pace, the address. */
const PLAIN_REFUSALS = [401, 405, 408, 415, 429, 503];

/** Whether a failure leaves nothing to find out about a single item. */
export function tellsAll({ certainty, statusCode = 0 }: Failure): boolean {
	return certainty !== 'rejected' || statusCode < 400 || PLAIN_REFUSALS.includes(statusCode);
}

/** Asked again, it may be answered better. */
export function isUnclear(reply: Reply): boolean {
	if (reply.kind !== 'answer') {
		return reply.kind === 'noAnswer' && reply.sent && reply.code !== TOO_LARGE;
	}
	return reply.status >= 500 || (isSuccess(reply) && reply.body.form !== 'json');
}
