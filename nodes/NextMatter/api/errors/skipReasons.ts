import { describePause, FOR_A_PAUSE, FOR_THE_LIMIT } from '../rateLimit';
import type { Attempt, Failure, Reply, SkipReason } from '../types';

interface Skipped extends Pick<Failure, 'remedy' | 'optionsRemedy'> {
	readonly reason: string;
}

const SKIPPED: Readonly<Record<SkipReason, Skipped>> = {
	stopped: {
		reason: "the execution was stopped before this item's turn",
		remedy: 'Run the item again if it still needs to be done',
	},
	siblingFailed: {
		reason: 'another item failed, and the node is set to stop there',
		remedy: 'Fix the problem with the other item, then run this one again',
	},
	paused: {
		reason: 'the required pause is longer than the node may wait',
		...FOR_A_PAUSE,
	},
	limited: {
		reason: "Next Matter isn't accepting requests right now",
		...FOR_THE_LIMIT,
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
	const { remedy, optionsRemedy } = SKIPPED[reason];
	const when = pause ? `; try again at ${pause.details.retryAt}` : '';
	return {
		message: `The request to ${action} was not sent: ${describeSkipReason(reason)}${when}`,
		remedy,
		...(optionsRemedy !== undefined && { optionsRemedy }),
		certainty: 'not-sent',
		...(pause && { details: pause.details }),
		...(reason === 'paused' && { cause: { cause: 'temporarily-unavailable', ...after } }),
		...(reason === 'limited' && { cause: { cause: 'rate-limited', ...after } }),
		...(reason === 'siblingFailed' && { isConsequence: true }),
	};
}
