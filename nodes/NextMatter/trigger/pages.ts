import type { Observation } from './observation';
import { ReadFailure } from './readFailure';
import type { Page, Source } from './source';
import type { WatermarkName } from './state';

/** The API's words for each watermark: the time it filters by, and what it can sort by. */
export const LISTS: Readonly<
	Record<WatermarkName, { time: string; order: string; status?: string }>
> = {
	started: { time: 'started_time', order: 'started_time' },
	completed: { time: 'completed_time', order: 'ended_time', status: 'completed' },
	stopped: { time: 'aborted_time', order: 'ended_time', status: 'aborted' },
	updated: { time: 'last_updated_time', order: 'last_updated_time' },
};

export const MAX_PAGES = 40;

/** Everything of a list, in the pages the API makes of it. */
export async function readAll(
	source: Source,
	query: Readonly<Record<string, string>>,
): Promise<{ observations: Observation[]; pages: number }> {
	let page = await source.list(query);
	let run = startPageRun(page);
	const found = new Map<number, Observation>();
	for (let pages = 1; ; pages += 1) {
		for (const instance of page.observations) found.set(instance.id, instance);
		if (!page.next && !run.isIncomplete()) return { observations: [...found.values()], pages };
		if (pages >= 2 * MAX_PAGES) throw endless();
		if (page.next) {
			page = await source.follow(page.next);
			run.add(page);
		} else {
			page = await source.list(query);
			run = startPageRun(page);
		}
	}
}

/** The query for what has its time at or after `from`, the oldest first. */
export function listedSince(name: WatermarkName, from: number): Record<string, string> {
	const { time, order } = LISTS[name];
	// A millisecond earlier, because it is not documented whether the limit itself is part of the list.
	return {
		ordering: order,
		[`${time}_after`]: new Date(Math.max(0, from - 1)).toISOString(),
	};
}

/** The same for the last change, up to `until`. */
export function changedSince(from: number, until: number): Record<string, string> {
	const before = `${LISTS.updated.time}_before`;
	return { ...listedSince('updated', from), [before]: new Date(until).toISOString() };
}

/** Pages that were asked for one after another, by their numbers. */
export interface PageRun {
	add(page: Page): void;
	/** Whether entries are missing, because others moved away while they were read. */
	isIncomplete(): boolean;
}

export function startPageRun(first: Page): PageRun {
	const ids = new Set(first.observations.map(({ id }) => id));
	let pages = 1;
	// An entry that is gone since the first page has moved another one over the edge of a page.
	let most = first.count ?? 0;
	const asked = new Set<string>();
	return {
		add({ observations, next, count = 0 }) {
			pages += 1;
			most = Math.max(most, count);
			for (const { id } of observations) ids.add(id);
			const key = JSON.stringify(next?.query ?? pages);
			// A link that leads in circles would never end.
			if (asked.has(key)) throw endless();
			asked.add(key);
		},
		isIncomplete: () => pages > 1 && ids.size < most,
	};
}

export function endless(): ReadFailure {
	return new ReadFailure({
		message: 'Next Matter kept returning pages of instances',
		remedy: 'Narrow the filters of the trigger',
		certainty: 'rejected',
	});
}
