import type { Observation, Reading } from './observation';
import type { Mark } from './state';

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

/** A mark while the events of one poll are found. */
export interface MarkInWork {
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
	whole(): Required<Mark>;
}

export function newMark(mark: Mark): MarkInWork {
	const { from } = mark;
	const seen = new Map(Object.entries(mark.seen));
	const looks = new Map(Object.entries(mark.looks ?? {}));
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
			const look = lookOf(instance);
			const before = (looks.get(id) ?? []).filter((other) => isSameForm(look, other));
			return before.length > 0 && !before.includes(look);
		},
		see(instance, time) {
			const id = String(instance.id);
			const before = seen.get(id) === time ? (looks.get(id) ?? []) : [];
			seen.set(id, time);
			const { listed: entry } = instance;
			const isCurrent = entry?.updated !== undefined && isSameTime(entry.updated, time);
			const listed = entry && isCurrent ? [lookOf(entry)] : [];
			looks.set(id, [...new Set([...before, lookOf(instance), ...listed])]);
			hasNews = true;
		},
		hasNews: () => hasNews,
		whole: () => ({ from, seen: Object.fromEntries(seen), looks: Object.fromEntries(looks) }),
	};
}

/** After everything in `reading` was seen: what need not be read again. */
export function moveMark(inWork: MarkInWork, reading: Reading): Mark {
	const { from: before, seen, looks } = inWork.whole();
	const all = { ...seen };
	// Older than the mark, it is only listed because the API may include the limit itself.
	for (const { id, [reading.mark]: time } of reading.observations) {
		if (time !== undefined) all[id] ??= Math.max(before, time);
	}
	const times = Object.values(all).sort((one, other) => other - one);
	const from = Math.max(before, fromAfter(inWork, reading, times));
	const kept = Object.entries(all).filter(([, time]) => time >= from);
	const newest = newestUntil(reading.now, times);
	const recent = Object.entries(looks).filter(([id]) => {
		const { [id]: time = 0 } = all;
		// A time with more digits than that says by itself whether it is another one.
		return time === toSecond(time) && time >= Math.max(from, newest - MAX_LAG_MS);
	});
	const isChanging = reading.mark === 'updated' && recent.length > 0;
	return {
		from,
		seen: Object.fromEntries(kept),
		...(isChanging && { looks: Object.fromEntries(recent) }),
	};
}

function fromAfter(inWork: MarkInWork, reading: Reading, times: readonly number[]): number {
	const { nextFrom: decided, mark, observations } = reading;
	if (decided !== undefined) return decided;
	const own = observations.map(({ id, [mark]: time }) => time ?? inWork.timeOf(id) ?? inWork.from);
	if (own.length === 0) return inWork.from;
	const newest = toSecond(newestUntil(reading.now, own));
	const isQuiet = !inWork.hasNews();
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

/** Keys of an instance that change only if the instance was changed. */
const LASTING = [
	'name',
	'deadline',
	'priority',
	'tags',
	'stage',
	'active_step_ids',
	'completed_time',
	'aborted_time',
];

/**
 * A short number for what an instance looks like (FNV-1a). The last bit says where it was seen, for a list
 * and the instance itself may show the same in two ways.
 */
function lookOf({ json, isRead }: Observation): number {
	const text = JSON.stringify(LASTING.map((key) => json[key] ?? null));
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	}
	return ((hash & ~1) | Number(isRead)) >>> 0;
}

function isSameForm(one: number, other: number): boolean {
	return (one & 1) === (other & 1);
}
