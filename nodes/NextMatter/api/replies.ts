import { isRecord } from '../input/isRecord';
import { TOO_LARGE } from './errors/networkErrors';
import type { Failure, Reply } from './types';

export function isSuccess(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** @returns the JSON in it, an empty text for an empty body, and undefined for anything else */
export function bodyOf(reply: Reply): unknown {
	if (reply.kind !== 'answer') return undefined;
	if (reply.body.form === 'empty') return '';
	return reply.body.form === 'json' ? reply.body.value : undefined;
}

/** A rejection in the API's own words: a page with the same status may come from something in between. */
export function isRejectedByApi(reply: Reply, statuses: readonly number[]): boolean {
	if (reply.kind !== 'answer' || !statuses.includes(reply.status)) return false;
	const body = bodyOf(reply);
	return isRecord(body) && typeof body.detail === 'string' && body.detail !== '';
}

/** Statuses that say all there is to say: the key, the pace, the address. */
const CONCLUSIVE_STATUSES = [401, 405, 408, 415, 429, 503];

/** Whether a failure leaves nothing to find out about a single item. */
export function isConclusive({ certainty, statusCode = 0 }: Failure): boolean {
	return certainty !== 'rejected' || statusCode < 400 || CONCLUSIVE_STATUSES.includes(statusCode);
}

/** Asked again, it may be answered better. */
export function isAmbiguous(reply: Reply): boolean {
	if (reply.kind !== 'answer') {
		return reply.kind === 'noAnswer' && reply.sent && reply.code !== TOO_LARGE;
	}
	return reply.status >= 500 || (isSuccess(reply) && reply.body.form !== 'json');
}
