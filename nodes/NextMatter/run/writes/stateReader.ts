import { isSuccess } from '../../api/replies';
import type { Answer, Reply } from '../../api/types';
import type { Plan, Reconciliation } from '../../operations/types';
import type { RetryingClient } from '../requests/retryingClient';

/** Reads the state of what an item is about, again while that tells nothing, up to so many times. */
export type StateReader = (
	tries: number,
) => Promise<{ readonly reply: Reply; readonly sentAt: number }>;

export function createStateReader<P extends Plan>(
	plan: P,
	reconciliation: Reconciliation<P>,
	client: RetryingClient,
): StateReader {
	return async (tries) => {
		for (let attempt = 1; ; attempt += 1) {
			const { reply, sentAt } = await client.send(reconciliation.request(plan), 'diagnose');
			const isFinal = isTelling(reply) || reply.kind === 'skipped';
			if (isFinal || attempt >= tries || !(await client.backOff(attempt))) {
				return { reply, sentAt };
			}
		}
	};
}

/** Whether a read tells something: a page, nothing or JSON that was cut off does not. */
export function isTelling(reply: Reply): reply is Answer {
	return reply.kind === 'answer' && isSuccess(reply) && reply.body.form === 'json';
}
