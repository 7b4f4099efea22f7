import { fingerprintOf, isSameSource } from './fingerprint';
import type { Observation, Reading } from './observation';
import type { Watermark } from './state';

/**
 * How far back the list is read again each time, for what it shows late or out of order. Counted from
 * the newest time it has shown, so that no clock but the server's has a part in it.
 */
export const OVERLAP_MS = 300_000;
/** What is read again when nothing is new has to fit on one page. */
export const MAX_QUIET = 450;

export const SECOND_MS = 1000;

/** How old an answer of a list may be. */
export const MAX_LAG_MS = 60_000;

/** A watermark while the events of one poll are found. */
export interface WatermarkTracker {
	readonly from: number;
	isUnseen(id: number): boolean;
	timeOf(id: number): number | undefined;
	/** For a time that is set once: whether it is to be reported. */
	isNews(instance: Observation, time: number): boolean;
	/** For the time of the last change, likewise. */
	isChange(instance: Observation, time: number): boolean;
	see(instance: Observation, time: number): void;
	/** Whether anything was seen. */
	hasNews(): boolean;
	whole(): Required<Watermark>;
}

export function trackWatermark(watermark: Watermark): WatermarkTracker {
	const { from } = watermark;
	const seen = new Map(Object.entries(watermark.seen));
	const fingerprints = new Map(Object.entries(watermark.fingerprints ?? {}));
	let hasNews = false;
	return {
		from,
		isUnseen: (id) => !seen.has(String(id)),
		timeOf: (id) => seen.get(String(id)),
		isNews({ id }, time) {
			const known = seen.get(String(id));
			// One answer may give the time to the second and another more exactly.
			return time >= from && (known === undefined || toSecond(time) > toSecond(known));
		},
		isChange(instance, time) {
			const id = String(instance.id);
			const known = seen.get(id);
			if (time < from) return false;
			if (known !== time) return known === undefined || time > known;
			const fingerprint = fingerprintOf(instance);
			const before = (fingerprints.get(id) ?? []).filter((other) =>
				isSameSource(fingerprint, other),
			);
			return before.length > 0 && !before.includes(fingerprint);
		},
		see(instance, time) {
			const id = String(instance.id);
			const before = seen.get(id) === time ? (fingerprints.get(id) ?? []) : [];
			seen.set(id, time);
			const { listed: entry } = instance;
			const isCurrent = entry?.updated !== undefined && isSameTime(entry.updated, time);
			const listed = entry && isCurrent ? [fingerprintOf(entry)] : [];
			fingerprints.set(id, [...new Set([...before, fingerprintOf(instance), ...listed])]);
			hasNews = true;
		},
		hasNews: () => hasNews,
		whole: () => ({
			from,
			seen: Object.fromEntries(seen),
			fingerprints: Object.fromEntries(fingerprints),
		}),
	};
}

/** After everything in `reading` was seen: what need not be read again. */
export function advanceWatermark(tracker: WatermarkTracker, reading: Reading): Watermark {
	const { from: before, seen, fingerprints } = tracker.whole();
	const all = { ...seen };
	// Older than the watermark, it is only listed because the API may include the limit itself.
	for (const { id, [reading.watermark]: time } of reading.observations) {
		if (time !== undefined) all[id] ??= Math.max(before, time);
	}
	const times = Object.values(all).sort((one, other) => other - one);
	const from = Math.max(before, fromAfter(tracker, reading, times));
	const kept = Object.entries(all).filter(([, time]) => time >= from);
	const newest = newestUntil(reading.now, times);
	const recent = Object.entries(fingerprints).filter(([id]) => {
		const { [id]: time = 0 } = all;
		// A time with more digits than that says by itself whether it is another one.
		return time === toSecond(time) && time >= Math.max(from, newest - MAX_LAG_MS);
	});
	const isChanging = reading.watermark === 'updated' && recent.length > 0;
	return {
		from,
		seen: Object.fromEntries(kept),
		...(isChanging && { fingerprints: Object.fromEntries(recent) }),
	};
}

function fromAfter(tracker: WatermarkTracker, reading: Reading, times: readonly number[]): number {
	const { nextFrom: decided, watermark, observations } = reading;
	if (decided !== undefined) return decided;
	const own = observations.map(
		({ id, [watermark]: time }) => time ?? tracker.timeOf(id) ?? tracker.from,
	);
	if (own.length === 0) return tracker.from;
	const newest = toSecond(newestUntil(reading.now, own));
	const isQuiet = !tracker.hasNews();
	if (isQuiet && times.length > MAX_QUIET) return toSecond(times[MAX_QUIET]) + SECOND_MS;
	return newest - OVERLAP_MS;
}

/** The newest of some times. One that has not come yet must not hide what comes before it. */
export function newestUntil(now: number | undefined, times: readonly number[]): number {
	return times.reduce((one, other) => Math.max(one, Math.min(other, now ?? other)), 0);
}

/** Whether two times are one, given once with more digits and once with fewer. */
export function isSameTime(one: number, other: number): boolean {
	return one === other || one === toSecond(other) || other === toSecond(one);
}

export function toSecond(time: number): number {
	return Math.floor(time / SECOND_MS) * SECOND_MS;
}
