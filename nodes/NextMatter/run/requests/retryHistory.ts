import { isThrottled } from '../../api/rateLimit';
import type { Reply } from '../../api/types';
import type { RetryDelay } from './retryPolicy';

/** What came of the attempts of one request so far. */
export interface RetryHistory {
	readonly attempts: number;
	/** How long they waited for a rate limit. */
	readonly waitedForLimitMs: number;
	/** When the first one was sent that was throttled, in milliseconds since 1970. */
	readonly throttledAt?: number;
	/** The last answer that throttled one. */
	readonly throttled?: Reply;
}

export const NOT_SENT_YET: RetryHistory = { attempts: 0, waitedForLimitMs: 0 };

/** With what came of the latest attempt, and the delay after it. */
export function withDelay(
	history: RetryHistory,
	{
		reply,
		sentAt,
		delay,
	}: { readonly reply: Reply; readonly sentAt: number; readonly delay: RetryDelay },
): RetryHistory {
	const { waitedForLimitMs, throttledAt = sentAt } = history;
	return {
		...history,
		waitedForLimitMs: waitedForLimitMs + (delay.cause === 'limit' ? delay.ms : 0),
		...(isThrottled(reply) && { throttledAt, throttled: reply }),
	};
}
