import { isTransient } from '../../api/errors/networkErrors';
import { isThrottled, retryAfterMs } from '../../api/rateLimit';
import type { Reply } from '../../api/types';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** When a request goes out again, and why then. Times in milliseconds. */
export const RETRY_POLICY = {
	/** After a connection that was not made: doubled with each try, half of it left to chance. */
	backOff: { firstMs: 0.5 * SECOND, maxMs: 20 * SECOND },
	/**
	 * After 429 without `Retry-After`. Short at first, for limits on bursts. Then as Next Matter's page
	 * of error codes asks: one minute, then five, so that few requests meet a limit that lasts an hour.
	 */
	throttledMs: [0.5 * SECOND, 2 * SECOND, MINUTE, 5 * MINUTE],
	/**
	 * After an answer that tells nothing (500, 502, 504, silence) to what may be sent again. Two quick
	 * tries heal most of it; then the same page asks for one minute and for five.
	 */
	unclearMs: [0.5 * SECOND, SECOND, MINUTE, 5 * MINUTE],
	/**
	 * Most times that a request without a clear answer goes out: one that reads, one that finds out about
	 * another or comes before it, and one that changes something.
	 */
	maxTries: { read: 5, check: 3, write: 3 },
	/** Before the first look at what became of a request without a clear answer, and before the next. */
	settleMs: 3 * SECOND,
	/** Even a pause of no seconds takes a moment, so that the tries of an item come to an end. */
	minPauseMs: 0.2 * SECOND,
	/** A little later than asked, and not at the same moment as other executions. */
	jitterMs: 0.25 * SECOND,
	/** A longer pause is tried with another instance first: it may have been meant for one only. */
	longPauseMs: 30 * SECOND,
	/** The vendor's advice where the API throttles: create about 100 instances, then pause. */
	creating: { batch: 100, pauseMs: MINUTE },
	/** How often to poll for an item that waits for its turn. */
	poll: { firstMs: 2 * SECOND, factor: 1.5, maxMs: 15 * SECOND },
} as const;

/** A pause before the same request may go out again. */
export interface RetryDelay {
	/** `limit`: too many requests (429). `fault`: the API is busy, or nobody is there. */
	readonly cause: 'limit' | 'fault';
	readonly ms: number;
	/** What the API asked for; undefined when it named no time. */
	readonly askedMs?: number;
}

export interface RetryState {
	/** How many times the request went out, from 1. */
	readonly tries: number;
	/** Rejections for the limit in a row, of the whole run, each after a pause of its own; from 0. */
	readonly consecutiveThrottles: number;
	readonly now: number;
	/** From 0 to below 1. */
	readonly random: number;
}

/**
 * How long to wait after a reply that says that nothing was done and that later something may be.
 *
 * @returns undefined when waiting cannot help
 */
export function retryDelay(reply: Reply, state: RetryState): RetryDelay | undefined {
	const { tries, consecutiveThrottles, now, random } = state;
	if (isThrottled(reply)) {
		const cause = reply.kind === 'answer' && reply.status === 429 ? 'limit' : 'fault';
		const askedMs = retryAfterMs(reply, now);
		const place = cause === 'limit' ? consecutiveThrottles : tries - 1;
		// A Retry-After below one second that leads to another refusal is ignored.
		const isNamed = askedMs !== undefined && (askedMs >= SECOND || place === 0);
		if (!isNamed) return { cause, ms: throttledDelayMs(place, random) };
		const { minPauseMs, jitterMs } = RETRY_POLICY;
		return { cause, ms: Math.max(minPauseMs, askedMs + random * jitterMs), askedMs };
	}
	const neverLeft = reply.kind === 'noAnswer' && !reply.sent && isTransient(reply.code);
	return neverLeft ? { cause: 'fault', ms: backOffMs(tries, random) } : undefined;
}

/** Doubles with each try up to a limit; half of it is left to chance. */
export function backOffMs(tries: number, random: number): number {
	const { firstMs, maxMs } = RETRY_POLICY.backOff;
	return halfRandom(Math.min(maxMs, firstMs * 2 ** (tries - 1)), random);
}

/** Before the same request again, after an answer that tells nothing. `tries` counts from 1. */
export function unclearDelayMs(tries: number, random: number): number {
	return spread(RETRY_POLICY.unclearMs, tries - 1, random);
}

function throttledDelayMs(consecutiveThrottles: number, random: number): number {
	return spread(RETRY_POLICY.throttledMs, consecutiveThrottles, random);
}

/** Short pauses get up to 50 % jitter; pauses the vendor asks for are never shortened. */
function spread(pauses: readonly number[], place: number, random: number): number {
	const ms = pauses[Math.min(place, pauses.length - 1)];
	return ms < MINUTE ? halfRandom(ms, random) : ms + random * RETRY_POLICY.jitterMs;
}

function halfRandom(ms: number, random: number): number {
	return ms * (0.5 + random / 2);
}

/** How long to wait before the next poll; `polls` counts from 1. */
export function pollPause(polls: number): number {
	const { firstMs, factor, maxMs } = RETRY_POLICY.poll;
	return Math.min(maxMs, firstMs * factor ** (polls - 1));
}

/** What one item may still spend on waiting. */
export interface WaitBudget {
	/** Milliseconds. */
	left(): number;
	/** @returns false, and takes nothing, when there is not as much left */
	take(ms: number): boolean;
}

export function createWaitBudget(totalMs: number): WaitBudget {
	let left = totalMs;
	return {
		left: () => left,
		take(ms) {
			if (ms > left) return false;
			left -= ms;
			return true;
		},
	};
}
