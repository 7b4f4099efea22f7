import {
	MAX_LAG_MS,
	trackWatermark,
	OVERLAP_MS,
	toSecond,
	type WatermarkTracker,
} from './watermark';
import type { Observation, Reading } from './observation';
import { endless, listedSince, LISTS, MAX_PAGES, startPageRun, readAll } from './pages';
import { readShortChanges } from './shortChanges';
import { DEFERRED, type Page, type Source } from './source';
import type { Watermark, WatermarkName } from './state';

/** What one poll takes of a backlog; the next one takes more. */
const MAX_NEWS = 1000;

/**
 * Reads what the server has at and after a watermark, the oldest first.
 *
 * Page numbers shift while instances change, so the next page is asked for by the time of the last
 * entry, and by number only where that does not move on: among entries of the same second, in lists
 * that show no times, and in those that are out of order.
 */
export async function readSince(
	source: Source,
	name: WatermarkName,
	since: Watermark,
): Promise<Reading> {
	const watermark = trackWatermark(since);
	const found: Observation[] = [];
	const news = new Set<number>();
	let isSorted = true;
	/** Pages that shift while they are read may leave something out, which shows only at their end. */
	let isByNumber = false;
	let from = since.from;
	let last = -Infinity;
	/** The same of the entries since the list was last asked for by time, which shows some once more. */
	let lastOfRun = -Infinity;
	let page = await source.list(listedSince(name, from));
	if (name === 'updated' && page.observations.some(({ updated }) => updated === undefined)) {
		const listed = page.next
			? (await readAll(source, listedSince(name, from))).observations
			: undefined;
		return await readShortChanges(source, since, listed ?? page.observations);
	}
	let run = startPageRun(page);
	for (let pages = 1; ; pages += 1) {
		for (const listed of page.observations) {
			const isNew = isNews(watermark, name, listed);
			const instance = isNew ? await source.complete(listed) : listed;
			if (instance === DEFERRED) return cut();
			if (!instance) continue;
			if (isNew) news.add(instance.id);
			found.push(instance);
			// Meanwhile it may have changed again; its place in the list is by the time that the list shows.
			const time = listed[name] ?? instance[name] ?? watermark.timeOf(instance.id) ?? last;
			isSorted &&= time >= lastOfRun;
			lastOfRun = Math.max(lastOfRun, time);
			last = Math.max(last, time);
		}
		if (!page.next && !run.isIncomplete())
			return { watermark: name, observations: found, now: source.serverTime() };
		const isFull = news.size >= MAX_NEWS || pages >= MAX_PAGES;
		if (isFull && isSorted && last > since.from) return cut();
		if (pages >= 2 * MAX_PAGES) throw endless();
		const next = isSorted ? nextFrom(page, name) : -Infinity;
		if (page.next && next <= from) {
			page = await source.follow(page.next);
			isByNumber = true;
			run.add(page);
			continue;
		}
		// Without a next page the pages are incomplete, and read again.
		if (page.next) from = next;
		isByNumber = false;
		lastOfRun = -Infinity;
		page = await source.list(listedSince(name, from));
		run = startPageRun(page);
	}

	/** The rest is left for the next poll, which knows what this one has reported. */
	function cut(): Reading {
		const isSure = news.size === 0 || (isSorted && !isByNumber);
		// After what is new, something older may still come.
		const reached = news.size === 0 ? toSecond(last) : toSecond(last) - OVERLAP_MS;
		return {
			watermark: name,
			observations: found,
			nextFrom: isSure ? Math.max(since.from, reached) : since.from,
		};
	}
}

/**
 * From when on to ask for what comes after a page. A part of the page is read again: an entry that is
 * out of order may stand on the wrong side of its end, where the page itself looks as it should.
 *
 * @returns -Infinity where the page does not show the times
 */
function nextFrom({ observations }: Page, name: WatermarkName): number {
	const times = observations.map((listed) => listed[name] ?? -Infinity);
	const [first, last] = [Math.min(...times), Math.max(...times)];
	if (first === -Infinity) return first;
	return toSecond(last - Math.min(MAX_LAG_MS, (last - first) / 2));
}

/** The newest entries, on one page. */
export async function readNewest(
	source: Source,
	name: WatermarkName,
	size?: number,
): Promise<Page> {
	const { order, status } = LISTS[name];
	return await source.list({
		ordering: `-${order}`,
		...(status && { status }),
		...(size !== undefined && { page_size: String(size) }),
	});
}

/** Whether there is something to report about an entry, as far as the list shows it. */
function isNews(watermark: WatermarkTracker, name: WatermarkName, listed: Observation): boolean {
	const time = listed[name];
	if (time === undefined) return watermark.isUnseen(listed.id);
	return name === 'updated' ? watermark.isChange(listed, time) : watermark.isNews(listed, time);
}
