import { LIMIT_REMEDY, describePause, WAIT_LONGER } from '../rateLimit';
import type { Attempt, Failure, Reply, SkipReason } from '../types';

const SKIPPED: Readonly<Record<SkipReason, { reason: string; remedy: string }>> = {
	stopped: {
		reason: "the execution was stopped before this item's turn",
		remedy: 'Run the item again if it still needs to be done',
	},
	siblingFailed: {
		reason: 'another item failed, and the node is set to stop there',
		remedy: 'Fix the problem with the other item, then run this one again',
	},
	paused: {
		reason: "the required pause is longer than 'Maximum Wait (Seconds)' allows",
		remedy: WAIT_LONGER,
	},
	limited: {
		reason: "Next Matter isn't accepting requests right now",
		remedy: LIMIT_REMEDY,
	},
};

/** Why something was held back, to follow a colon. */
export function describeSkipReason(reason: SkipReason): string {
	return SKIPPED[reason].reason;
}

export function explainSkipped(
	{ reason, retryAt }: Extract<Reply, { kind: 'skipped' }>,
	{ action }: Attempt,
): Failure {
	const pause = retryAt === undefined ? undefined : describePause(retryAt);
	const after = pause && { retryAfterMs: pause.ms };
	const when = pause ? `; try again at ${pause.details.retryAt}` : '';
	return {
		message: `The request to ${action} was not sent: ${describeSkipReason(reason)}${when}`,
		remedy: SKIPPED[reason].remedy,
		certainty: 'not-sent',
		...(pause && { details: pause.details }),
		...(reason === 'paused' && { cause: { cause: 'temporarily-unavailable', ...after } }),
		...(reason === 'limited' && { cause: { cause: 'rate-limited', ...after } }),
		...(reason === 'siblingFailed' && { isConsequence: true }),
	};
}
