import type { Plan, ObservedState } from '../operations/types';

/** What is known of the items before one with the same ordering key. */
export interface SequenceState {
	/** The newest that was seen of the thing that they are about. */
	readonly seen?: ObservedState;
	/** Items that did their work or may have done it, in this run of the node or an earlier one. */
	readonly sent?: readonly SentItem[];
}

export interface SentItem {
	readonly plan: Plan;
	/** When it was done, in milliseconds since 1970; undefined while its outcome is unknown. */
	readonly doneAt?: number;
}

/**
 * Groups items that have the same ordering key, each group in input order, the groups by their first item.
 *
 * @param keyOf the ordering key of an item; items without one are a group each
 */
export function groupByOrderingKey(
	count: number,
	keyOf: (index: number) => string | undefined,
): number[][] {
	const sequences: number[][] = [];
	const byName = new Map<string, number[]>();
	for (let index = 0; index < count; index += 1) {
		const name = keyOf(index);
		const known = name === undefined ? undefined : byName.get(name);
		if (known) {
			known.push(index);
			continue;
		}
		const sequence = [index];
		sequences.push(sequence);
		if (name !== undefined) byName.set(name, sequence);
	}
	return sequences;
}

/**
 * Works through the sequences side by side, through each of them in order.
 *
 * @param concurrency most sequences at the same time
 * @param work must not throw
 * @param isOver asked before each item; once true, nothing more is started
 */
export async function runInOrder<T>(
	sequences: ReadonlyArray<readonly T[]>,
	{
		concurrency,
		work,
		isOver,
	}: {
		readonly concurrency: number;
		readonly work: (batch: T) => Promise<void>;
		readonly isOver: () => boolean;
	},
): Promise<void> {
	const waiting = sequences.values();
	const worker = async () => {
		for (const sequence of waiting) {
			for (const batch of sequence) {
				if (isOver()) return;
				await work(batch);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, sequences.length) }, worker));
}
