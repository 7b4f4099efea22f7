import { isThrottled } from '../../api/rateLimit';
import type { Reply } from '../../api/types';
import type { Pause } from './permit';
import type { RetryHistory } from './retryHistory';
import { RETRY_POLICY, retryDelay, type RetryDelay } from './retryPolicy';

/**
 * What may follow an answer that asks for a pause. `resend`: the same request. `resendIfUnprocessed`:
 * only if the answer proves that nothing was done. `rebuild`: the caller sends it, made anew, since what
 * it was made from may have changed in the pause. `diagnose`: as `resend`, but it only finds out what
 * became of another request.
 */
export type RetryMode = 'resend' | 'resendIfUnprocessed' | 'rebuild' | 'diagnose';

export interface RetrySituation {
	readonly mode: RetryMode;
	/** The attempt that the reply is for included. */
	readonly history: RetryHistory;
	/** Rejections for the limit in a row, of the whole run. */
	readonly consecutiveThrottles: number;
	/** For how long nothing but trouble has come, in milliseconds. */
	readonly outageMs: number;
	/** What the item may still spend on waiting because of faults, and what it might in all. */
	readonly budgetMs: number;
	readonly maximumWaitMs: number;
	/** Undefined: a rate limit counts as a fault. */
	readonly limitWaitMs?: number;
	readonly now: number;
	/** From 0 to below 1. */
	readonly random: number;
}

interface Waiting {
	readonly delay: RetryDelay;
	/** Whether the delay comes out of the item's budget. */
	readonly usesBudget: boolean;
	/** What the delay asks of the whole run. */
	readonly pause: Pause;
}

export type RetryDecision =
	/** Waiting cannot help. */
	| { readonly kind: 'final' }
	/** It would help, but takes longer than the item may wait. A pause holds the others as well. */
	| { readonly kind: 'giveUp'; readonly retryAt: number; readonly pause?: Pause }
	/** After the pause, the caller has to find out whether the request was processed. */
	| ({ readonly kind: 'reconcile' } & Waiting)
	/** The caller sends it again after the pause. */
	| ({ readonly kind: 'rebuild' } & Waiting)
	| ({ readonly kind: 'resend' } & Waiting);

/** Decides after each reply whether, when and by whom the request is sent again. */
export function decideRetry(reply: Reply, state: RetrySituation): RetryDecision {
	const { mode, history, consecutiveThrottles, now, random } = state;
	const delay = retryDelay(reply, { tries: history.attempts, consecutiveThrottles, now, random });
	if (!delay) return { kind: 'final' };
	const { ms, askedMs } = delay;
	const usesBudget = delay.cause !== 'limit' || state.limitWaitMs === undefined;
	if (!mayWait(ms, usesBudget, state)) return giveUp(delay, now);
	const pause = { ms, askedMs, isLong: ms > RETRY_POLICY.longPauseMs };
	const waiting: Waiting = { delay, usesBudget, pause };
	// Next Matter may have processed a request to which a gateway says 503.
	if (mode === 'resendIfUnprocessed' && !isUnprocessed(reply)) {
		return { kind: 'reconcile', ...waiting };
	}
	if (mode === 'rebuild') return { kind: 'rebuild', ...waiting };
	return { kind: 'resend', ...waiting };
}

function mayWait(ms: number, usesBudget: boolean, state: RetrySituation): boolean {
	const { outageMs, history, budgetMs, maximumWaitMs, limitWaitMs = 0 } = state;
	return usesBudget
		? outageMs + ms <= maximumWaitMs && ms <= budgetMs
		: Math.max(outageMs, history.waitedForLimitMs) + ms <= limitWaitMs;
}

function giveUp({ cause, ms, askedMs }: RetryDelay, now: number): RetryDecision {
	const retryAt = toWholeSecond(now + (askedMs ?? ms));
	// A pause that the API did not ask for, and that the item cannot afford, does not hold the others.
	if (cause !== 'limit' && askedMs === undefined) return { kind: 'giveUp', retryAt };
	const reason = cause === 'limit' ? 'limited' : 'paused';
	const givesUp = { kind: 'denial', reason, retryAt } as const;
	return { kind: 'giveUp', retryAt, pause: { ms, askedMs, isLong: true, givesUp } };
}

function isUnprocessed(reply: Reply): boolean {
	const neverLeft = reply.kind === 'noAnswer' && !reply.sent;
	return neverLeft || isThrottled(reply, 'nonIdempotent');
}

/** Up, so that it is never too early; and no later than a date can be. */
function toWholeSecond(time: number): number {
	return Math.min(8.64e15, Math.ceil(time / 1000) * 1000);
}
