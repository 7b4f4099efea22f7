import type { Reading } from './detect';
import { newMark, SECOND_MS, toSecond } from './marks';
import type { Observation } from './observation';
import type { Source } from './source';
import type { Mark } from './state';

/** How old an answer of the list may be. */
const MAX_LAG_MS = 60_000;
/** So many in a row that did not change again stand for the rest, where there are more than a poll may read. */
const ENOUGH = 20;

/**
 * Reads what has changed since a mark, of a list that shows no times, so that each entry costs a
 * request of its own. Each change is read by the poll that sees it, and again until it is a minute old. What is too much for one poll is left for the next.
 *
 * @param listed everything that the list has at and after the mark, the oldest first
 */
export async function readShortChanges(
	source: Source,
	since: Mark,
	listed: readonly Observation[],
): Promise<Reading> {
	const begun = source.serverTime() ?? 0;
	const mark = newMark(since);
	const isSeen = ({ id }: Observation) => !mark.isUnseen(id);
	// Known ones that changed again are at the end of the list.
	const order = [...listed.filter((one) => !isSeen(one)), ...listed.filter(isSeen).reverse()];
	const found: Observation[] = [];
	let [isComplete, isSettled, unchanged] = [true, true, 0];
	for (const one of order) {
		const mayRead = source.mayRead();
		const instance = mayRead ? await source.read(one.id) : undefined;
		if (instance && isSeen(one)) {
			unchanged = mark.isChange(instance, instance.updated ?? 0) ? 0 : unchanged + 1;
		}
		// It may also come from where the change has not arrived yet.
		const isFresh = (instance?.updated ?? 0) >= since.from;
		if (instance && isFresh) found.push(instance);
		else if (!isSeen(one) && (instance || !mayRead)) isComplete = false;
		else if (!mayRead) isSettled = unchanged >= ENOUGH;
	}
	return { mark: 'updated', observations: found, nextFrom: nextFrom() };

	function nextFrom(): number {
		const times = listed.flatMap(({ id }) => mark.timeOf(id) ?? []);
		const own = found.flatMap(({ updated }) => updated ?? []);
		const newest = toSecond([...times, ...own].reduce((a, b) => Math.max(a, b), since.from));
		if (!isComplete || !isSettled || listed.length === 0) return since.from;
		const isQuiet = !found.some((one) => mark.isChange(one, one.updated ?? 0));
		const now = source.serverTime() ?? begun;
		if (isQuiet) return now - newest >= MAX_LAG_MS ? newest + SECOND_MS : since.from;
		return newest - MAX_LAG_MS - (now - begun);
	}
}
