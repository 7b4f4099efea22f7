import { isSuccess } from '../../api/replies';
import type { Answer, Reply } from '../../api/types';
import type { Plan, Reconciliation } from '../../operations/types';
import { sendRead } from '../reads/sendRead';
import type { RetryingClient, SendResult } from '../requests/retryingClient';

/** Reads the state of what an item is about, again while that tells nothing, up to so many times. */
export type StateReader = (maxTries: number) => Promise<SendResult>;

export function createStateReader<P extends Plan>(
	plan: P,
	reconciliation: Reconciliation<P>,
	client: RetryingClient,
): StateReader {
	return async (maxTries) =>
		await sendRead(reconciliation.request(plan), client, {
			mode: 'diagnose',
			maxTries,
			isFinal: (reply) => isTelling(reply) || reply.kind === 'skipped',
		});
}

/** Whether a read tells something: a page, nothing or JSON that was cut off does not. */
export function isTelling(reply: Reply): reply is Answer {
	return reply.kind === 'answer' && isSuccess(reply) && reply.body.form === 'json';
}
