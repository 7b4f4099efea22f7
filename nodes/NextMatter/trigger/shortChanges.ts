import { MAX_LAG_MS, trackWatermark, SECOND_MS, toSecond } from './watermark';
import type { Observation, Reading } from './observation';
import { changedSince, readAll } from './pages';
import type { Source } from './source';
import type { Watermark } from './state';

/**
 * Reads what has changed since a watermark, of a list that shows no times, so that each entry costs a
 * request of its own. Each change is read by the poll that sees it, and again until it is a minute old.
 *
 * If there is too much for one poll, it reads as many whole seconds as it may; the limits of the list's filter
 * make sure that no second is left out.
 */
export async function readShortChanges(
	source: Source,
	since: Watermark,
	listed: readonly Observation[],
): Promise<Reading> {
	const begun = source.serverTime() ?? 0;
	const watermark = trackWatermark(since);
	if (listed.length <= source.readsLeft()) {
		const found = await readEach(source, listed);
		return reading(found, nextFrom(found));
	}
	for (let index = source.readsLeft() >> 1; index > 0; index >>= 1) {
		const edge = (await source.read(listed[index].id))?.updated ?? 0;
		const until = toSecond(edge) - 1;
		if (until < since.from) break;
		const { observations } = await readAll(source, changedSince(since.from, until));
		if (observations.length > source.readsLeft()) continue;
		return reading(await readEach(source, observations), until + 1);
	}
	return await readWithinSecond();

	/** More in one second than one poll may read. Who changed again is not in this second any more. */
	async function readWithinSecond(): Promise<Reading> {
		const until = toSecond(since.from) + SECOND_MS - 1;
		const { observations } = await readAll(source, changedSince(since.from, until));
		const unseen = observations.filter(({ id }) => watermark.isUnseen(id));
		const most = source.readsLeft();
		const found = await readEach(source, unseen.slice(0, most));
		return reading(found, unseen.length > most ? since.from : until + 1);
	}

	function nextFrom(found: readonly Observation[]): number {
		const now = source.serverTime() ?? begun;
		const times = found.map(({ updated = 0 }) => updated).filter((time) => time <= now + SECOND_MS);
		const newest = toSecond(Math.max(since.from, ...times));
		if (found.length === 0) return since.from;
		const isQuiet = !found.some((one) => watermark.isChange(one, one.updated ?? 0));
		if (isQuiet) return now - newest >= MAX_LAG_MS ? newest + SECOND_MS : since.from;
		return newest - MAX_LAG_MS - (now - begun);
	}
}

function reading(observations: readonly Observation[], nextFrom: number): Reading {
	return { watermark: 'updated', observations, nextFrom };
}

async function readEach(source: Source, listed: readonly Observation[]): Promise<Observation[]> {
	const found: Observation[] = [];
	for (const { id } of listed) {
		const instance = await source.read(id);
		if (instance) found.push(instance);
	}
	return found;
}
