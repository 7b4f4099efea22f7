import type { Spaced } from './spacing';

/** Below this many requests a millisecond nothing is spaced: one in two seconds. */
const MIN_RATE = 0.5 / 1000;
/** How much less than what was accepted, so that the limit is not met again at once. */
const MIN_HEADROOM = 0.03;
/** Delayed requests arrive in bursts, so a limit that is met again and again is kept at a greater distance. */
const MAX_HEADROOM = 0.2;
const HEADROOM_STEP = 0.02;
/** Below this share of what was accepted before, the limit was not reached. */
const FULL = 0.97;
/** A limit that is met only after more windows than this was met by probing for a wider one. */
const STEADY_WINDOWS = 40;
/** A single refusal does not slow down by more than this: it may have been somebody else's doing. */
const MAX_DROP = 0.7;
/** What is left of a rate at which several requests were refused together, hardly by chance. */
const CERTAIN_DROP = 0.93;
const MIN_WINDOW_MS = 1000;
/** Fewer requests show no rate. */
const MIN_OBSERVED = 5;
const MAX_REMEMBERED = 4096;
/** Refused at less than this share of what was accepted before, a request was not refused for the pace. */
const AT_LIMIT = 0.9;
/** For how many windows what was accepted counts as a proof: a limit may become narrower. */
const PROOF_WINDOWS = 20;
const RISE_WINDOWS = 50;

/** The rate that a server that throttles has been seen to accept. Times in milliseconds. */
export interface ObservedRate {
	/** A request was not refused for the pace. */
	accepted(now: number): void;
	/**
	 * Requests are refused, maybe for the pace.
	 *
	 * @param pauseMs how long the server asks to wait, if it says so
	 */
	refused(now: number, pauseMs: number | undefined): void;
	/** With the latest request others were refused, so whatever was accepted before, the pace is too high. */
	confirmed(): void;
	/** How to space the requests; not at all as long as nothing was refused. */
	spaced(now: number): Spaced;
}

interface Curve {
	/** Requests a millisecond when it began, and where it is flat. */
	readonly from: number;
	readonly flat: number;
	readonly begunAt: number;
	/** How long until it is flat. */
	readonly riseMs: number;
	readonly toleranceMs: number;
}

const UNSPACED: Spaced = { intervalMs: 0, toleranceMs: 0 };

/**
 * After a refusal the rate follows the cubic curve of TCP CUBIC (RFC 9438): up to about where it was,
 * flat there, and then faster and faster, since the limit may have become wider. Met again soon, it
 * is followed at a greater distance.
 */
export function createObservedRate(): ObservedRate {
	const times: number[] = [];
	let next = 0;
	let curve: Curve | undefined;
	let headroom = MIN_HEADROOM;
	/** The rate at which the latest request was refused. */
	let refusedAt: number | undefined;

	function rateAt(now: number, { from, flat, begunAt, riseMs }: Curve): number {
		const left = 1 - Math.max(0, now - begunAt) / riseMs;
		return flat - (flat - from) * left ** 3;
	}
	/** What was accepted after a time, the oldest first. */
	function acceptedSince(time: number): number[] {
		const inOrder =
			times.length < MAX_REMEMBERED ? times : [...times.slice(next), ...times.slice(0, next)];
		return inOrder.filter((at) => at > time);
	}
	return {
		accepted(now) {
			times[next] = now;
			next = (next + 1) % MAX_REMEMBERED;
		},
		refused(now, pauseMs = 0) {
			refusedAt = curve && rateAt(now, curve);
			const windowMs = Math.max(MIN_WINDOW_MS, pauseMs);
			// A pause lasts until what was accepted within the window has left it, so this is what the server
			// processes, even if all of it came in one burst.
			const recent = acceptedSince(now - PROOF_WINDOWS * windowMs);
			const count = recent.filter((at) => at > now - windowMs).length;
			const most = mostWithin(windowMs, recent);
			if (!curve && count < MIN_OBSERVED) return;
			if (count < AT_LIMIT * most) return;
			const observed = most / windowMs;
			const before = curve ? rateAt(now, curve) : 0;
			const isSoon = curve !== undefined && now - curve.begunAt < STEADY_WINDOWS * windowMs;
			const isFull = count >= FULL * most;
			if (curve) headroom += isSoon && isFull ? HEADROOM_STEP : -HEADROOM_STEP;
			headroom = Math.min(MAX_HEADROOM, Math.max(MIN_HEADROOM, headroom));
			const from = Math.max(MIN_RATE, (1 - headroom) * observed, MAX_DROP * before);
			curve = {
				from,
				flat: from / (1 - MIN_HEADROOM),
				begunAt: now + pauseMs,
				riseMs: Math.min(600_000, RISE_WINDOWS * windowMs),
				toleranceMs: MIN_HEADROOM * windowMs,
			};
		},
		confirmed() {
			if (!curve || refusedAt === undefined) return;
			const from = Math.max(MIN_RATE, Math.min(curve.from, CERTAIN_DROP * refusedAt));
			curve = { ...curve, from, flat: from / (1 - MIN_HEADROOM) };
		},
		spaced(now) {
			if (!curve) return UNSPACED;
			const rate = rateAt(now, curve);
			if (rate > 4 * curve.flat) curve = undefined;
			return curve ? { intervalMs: 1 / rate, toleranceMs: curve.toleranceMs } : UNSPACED;
		},
	};
}

/** The most that ever fell into one window. Linear: both ends move forward only. */
function mostWithin(windowMs: number, times: readonly number[]): number {
	let most = 0;
	let first = 0;
	times.forEach((time, index) => {
		while (times[first] <= time - windowMs) first += 1;
		most = Math.max(most, index - first + 1);
	});
	return most;
}
