import { isTransient } from '../../api/network';
import { isThrottled, retryAfterMs } from '../../api/throttling';
import type { Reply } from '../../api/types';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
/** Even a pause of no seconds takes a moment, so that the tries of an item come to an end. */
const SHORTEST_PAUSE_MS = 200;
const SPREAD_MS = 250;

/**
 * How long to wait before the same request may go out again, after a reply that says that nothing
 * was done and that later something may be.
 *
 * @param tries how many requests went out, from 1
 * @param random from 0 to below 1
 * @returns milliseconds, or undefined when waiting cannot help
 */
export function pauseAfter(
	reply: Reply,
	tries: number,
	now: number,
	random: number,
): number | undefined {
	if (isThrottled(reply)) {
		const asked = retryAfterMs(reply, now);
		// A little later than asked and not all at once, or the first of a crowd spoils it for the rest.
		if (asked !== undefined) return Math.max(SHORTEST_PAUSE_MS, asked + random * SPREAD_MS);
		return backOff(tries, random);
	}
	const neverLeft = reply.kind === 'noAnswer' && !reply.sent && isTransient(reply.code);
	return neverLeft ? backOff(tries, random) : undefined;
}

/** Doubles with each try up to a limit; half of it is left to chance. */
export function backOff(tries: number, random: number): number {
	const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
	return full * (0.5 + random / 2);
}

const FIRST_POLL_MS = 2000;
const LONGEST_POLL_MS = 15_000;

/** How long to wait before looking again, in milliseconds; `looks` counts from 1. */
export function pollPause(looks: number): number {
	return Math.min(LONGEST_POLL_MS, FIRST_POLL_MS * 1.5 ** (looks - 1));
}

/** What one item may still spend on waiting. */
export interface Allowance {
	/** Milliseconds. */
	left(): number;
	/** @returns false, and takes nothing, when there is not as much left */
	take(ms: number): boolean;
}

export function createAllowance(totalMs: number): Allowance {
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
