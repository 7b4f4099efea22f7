import type { Reply } from './types';

/** The API refused the request only because of the pace: nothing was done, and later it may be. */
export function isThrottled(reply: Reply): boolean {
	if (reply.kind !== 'answer') return false;
	return reply.status === 429 || (reply.status === 503 && retryAfterMs(reply) !== undefined);
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
