import type { Reading } from './detect';
import { newMark, toSecond, type MarkInWork } from './marks';
import type { Observation } from './observation';
import { readShortChanges } from './shortChanges';
import { ReadFailure, type Page, type Source } from './source';
import type { Mark, MarkName } from './state';

/** The API's words for each mark: the time it filters by, and what it can sort by. */
export const LISTS: Readonly<Record<MarkName, { time: string; order: string; status?: string }>> = {
	started: { time: 'started_time', order: 'started_time' },
	completed: { time: 'completed_time', order: 'ended_time', status: 'completed' },
	stopped: { time: 'aborted_time', order: 'ended_time', status: 'aborted' },
	updated: { time: 'last_updated_time', order: 'last_updated_time' },
};

/** What one poll takes of a backlog; the next one takes more. */
const MAX_NEWS = 1000;
const MAX_PAGES = 40;

/**
 * Reads what the server has at and after a mark, the oldest first.
 *
 * Page numbers shift while instances change, so the next page is asked for by the time of the last
 * entry, and by number only where that does not move on: among entries of the same second, in lists
 * that show no times, and in those that are out of order.
 */
export async function readSince(source: Source, name: MarkName, since: Mark): Promise<Reading> {
	const mark = newMark(since);
	const found: Observation[] = [];
	const news = new Set<number>();
	let isSorted = true;
	let from = since.from;
	let last = -Infinity;
	let page = await source.list(after(name, from));
	if (name === 'updated' && page.observations.some(({ updated }) => updated === undefined)) {
		const listed = page.next ? (await readAll(source, after(name, from))).observations : undefined;
		return await readShortChanges(source, since, listed ?? page.observations);
	}
	let run = newRun(page);
	for (let pages = 1; ; pages += 1) {
		for (const listed of page.observations) {
			const isNew = isNews(mark, name, listed);
			if (isNew && !listed.isWhole && !source.mayRead()) return cut();
			const instance = isNew && !listed.isWhole ? await source.read(listed.id) : listed;
			if (!instance) continue;
			if (isNew) news.add(instance.id);
			found.push(instance);
			const time = instance[name] ?? mark.timeOf(instance.id) ?? last;
			isSorted &&= time >= last;
			last = Math.max(last, time);
		}
		if (!page.next && !run.isTorn(page)) return { mark: name, observations: found };
		const isFull = news.size >= MAX_NEWS || pages >= MAX_PAGES;
		if (isFull && isSorted && last > since.from) return cut();
		if (pages >= 2 * MAX_PAGES) throw endless();
		const isShown = page.observations.every((listed) => listed[name] !== undefined);
		const isMovingOn = isSorted && isShown && toSecond(last) > from;
		if (isMovingOn || !page.next) {
			if (isMovingOn) from = toSecond(last);
			page = await source.list(after(name, from));
			run = newRun(page);
		} else {
			page = await source.follow(page.next);
			run.add(page);
		}
	}

	function cut(): Reading {
		// A backlog is old, and read in order: it is gone through once.
		const nextFrom = Math.max(since.from, toSecond(last));
		return { mark: name, observations: found, nextFrom };
	}
}

/** Everything of a list, in the pages the API makes of it. */
export async function readAll(
	source: Source,
	query: Readonly<Record<string, string>>,
): Promise<{ observations: Observation[]; pages: number }> {
	let page = await source.list(query);
	let run = newRun(page);
	const found = new Map<number, Observation>();
	for (let pages = 1; ; pages += 1) {
		for (const instance of page.observations) found.set(instance.id, instance);
		if (!page.next && !run.isTorn(page)) return { observations: [...found.values()], pages };
		if (pages >= 2 * MAX_PAGES) throw endless();
		if (page.next) {
			page = await source.follow(page.next);
			run.add(page);
		} else {
			page = await source.list(query);
			run = newRun(page);
		}
	}
}

/** The newest entries, on one page. */
export async function readNewest(source: Source, name: MarkName, size?: number): Promise<Page> {
	const { order, status } = LISTS[name];
	return await source.list({
		ordering: `-${order}`,
		...(status && { status }),
		...(size !== undefined && { page_size: String(size) }),
	});
}

function after(name: MarkName, from: number): Record<string, string> {
	const { time, order } = LISTS[name];
	// A millisecond earlier, because it is not documented whether the limit itself is part of the list.
	return {
		ordering: order,
		...(from > 0 && { [`${time}_after`]: new Date(from - 1).toISOString() }),
	};
}

/** Whether there is something to tell of an entry, as far as the list shows it. */
function isNews(mark: MarkInWork, name: MarkName, listed: Observation): boolean {
	const time = listed[name];
	if (time === undefined) return mark.isUnseen(listed.id);
	return name === 'updated' ? mark.isChange(listed, time) : mark.isNews(listed, time);
}

/** Pages that were asked for one after another, by their numbers. */
interface Run {
	add(page: Page): void;
	/** Whether entries are missing, because others moved away while they were read. */
	isTorn(last: Page): boolean;
}

function newRun(first: Page): Run {
	const ids = new Set(first.observations.map(({ id }) => id));
	let pages = 1;
	const asked = new Set<string>();
	return {
		add({ observations, next }) {
			pages += 1;
			for (const { id } of observations) ids.add(id);
			const key = JSON.stringify(next?.query ?? pages);
			// A link that leads in circles would never end.
			if (asked.has(key)) throw endless();
			asked.add(key);
		},
		isTorn: ({ count }) => pages > 1 && count !== undefined && ids.size < count,
	};
}

function endless(): ReadFailure {
	return new ReadFailure({
		message: 'The list of instances did not come to an end',
		remedy: 'Narrow the filters of the trigger',
		certainty: 'rejected',
	});
}
