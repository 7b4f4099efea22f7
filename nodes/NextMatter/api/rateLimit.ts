import type { Failure, Idempotency, Reply } from './types';

/**
 * The API refused the request only because of the pace: nothing was done, and later it may be. A 503
 * with `Retry-After` says so too, but a gateway also sends one for a request that is at work behind
 * it; that is good enough only for what may be done twice.
 *
 * @param idempotency of the request that was sent; anything but `nonIdempotent` takes the 503 at its word
 */
export function isThrottled(reply: Reply, idempotency?: Idempotency): boolean {
	if (reply.kind !== 'answer') return false;
	if (reply.status === 429) return true;
	return (
		idempotency !== 'nonIdempotent' && reply.status === 503 && retryAfterMs(reply) !== undefined
	);
}

/**
 * Reads the header `Retry-After`: seconds, or a date, which is held against the server's own clock.
 *
 * @param now in milliseconds since 1970, for an answer that does not tell the server's time
 * @returns milliseconds, or undefined when the header is missing or says nothing
 */
export function retryAfterMs(reply: Reply, now = Date.now()): number | undefined {
	if (reply.kind !== 'answer') return undefined;
	const text = (reply.retryAfter ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	// A date begins with its weekday; Date.parse would also take "-5" or "soon 7" for one.
	const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - (reply.serverTime ?? now));
}

type Advice = Pick<Failure, 'remedy' | 'optionsRemedy'>;

/** For whom the limit is, and what helps. */
export const FOR_THE_LIMIT: Advice = {
	remedy: 'Next Matter allows 3,000 requests per hour across all your automations. Try again later',
	optionsRemedy:
		"To make the node wait, set the option 'If the Hourly Limit Is Reached' to Wait, or allow a longer 'Maximum Wait for the Hourly Limit (Minutes)'",
};

/** For any other pause. */
export const FOR_A_PAUSE: Advice = {
	remedy: 'Try again later',
	optionsRemedy: "To make the node wait longer, raise 'Maximum Wait (Seconds)'",
};

/** A pause as errors tell it, so that a Wait node can use it. */
export interface DescribedPause {
	readonly ms: number;
	readonly details: { readonly retryAfterSeconds: number; readonly retryAt: string };
}

const MAX_DATE_MS = 8.64e15;

/** @param retryAt in milliseconds since 1970 */
export function describePause(retryAt: number, now = Date.now()): DescribedPause {
	const ms = Math.max(0, Math.min(MAX_DATE_MS, retryAt) - now);
	const date = new Date(Math.min(MAX_DATE_MS, Math.ceil(retryAt / 1000) * 1000));
	return {
		ms,
		details: { retryAfterSeconds: Math.ceil(ms / 1000), retryAt: date.toISOString() },
	};
}
