import { TOO_LARGE } from '../api/network';
import { isSuccess } from '../api/replies';
import type { Failure, Reply } from '../api/types';

export { bodyOf, isSuccess } from '../api/replies';

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
