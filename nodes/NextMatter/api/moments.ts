/** A time as a server tells it, and how exactly. */
export interface Moment {
	/** Milliseconds since 1970, UTC; with a fraction where the server tells microseconds. */
	readonly time: number;
	/** What happened within this many milliseconds after `time` can have the same time. */
	readonly stepMs: number;
}

const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?)?\s*(?:(Z)|([+-]\d\d):?(\d\d)?)?$/i;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
/** Of numbers: smaller ones are no time, larger ones are milliseconds. */
const MIN_SECONDS = 1e9;
const MIN_MS = 1e11;

/**
 * Reads a time of the API: ISO 8601, or a number of seconds or milliseconds since 1970. Without a
 * zone it is UTC, as the API documents.
 *
 * @returns undefined for anything else
 */
export function readMoment(value: unknown): Moment | undefined {
	if (typeof value === 'number') return readNumber(value);
	const match = typeof value === 'string' ? ISO.exec(value.trim()) : null;
	if (!match) return undefined;
	const [, date, minutes, seconds, fraction = '', , hours, rest = '00'] = match;
	const zone = hours === undefined ? 'Z' : `${hours}:${rest}`;
	const time = Date.parse(`${date}T${minutes ?? '00:00'}${seconds ?? ':00'}${zone}`);
	if (Number.isNaN(time)) return undefined;
	const fractionMs = Number(`0.${fraction || '0'}`) * SECOND_MS;
	if (minutes === undefined) return { time, stepMs: DAY_MS };
	if (seconds === undefined) return { time, stepMs: MINUTE_MS };
	// A fraction of zeros is what a server writes that counts whole seconds.
	const stepMs = fractionMs > 0 ? Math.max(1, SECOND_MS / 10 ** fraction.length) : SECOND_MS;
	return { time: time + fractionMs, stepMs };
}

function readNumber(value: number): Moment | undefined {
	if (!Number.isFinite(value) || value < MIN_SECONDS) return undefined;
	const time = value < MIN_MS ? value * SECOND_MS : value;
	return { time, stepMs: time % SECOND_MS === 0 ? SECOND_MS : 1 };
}

/** Whether a moment is over, as a whole, at a time. */
export function isBefore({ time, stepMs }: Moment, other: number): boolean {
	return time + stepMs <= other;
}
