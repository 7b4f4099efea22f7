import type { Operation, Plan, ObservedState } from '../operations/types';
import { tryOrFail } from '../api/errors/tryOrFail';
import type { CompletedItems } from './completedItems';
import type { SentItem } from './orderedQueue';
import type { Outcome } from './outcomes';
import type { Prepared } from './prepareItems';
import { write, type Written } from './writes/write';

/** What the items with the same ordering key leave for those after them. */
export interface Sequence {
	/** The first item that failed. */
	brokenBy?: number;
	seen?: ObservedState;
	readonly sent: SentItem[];
}

/**
 * Opens the sequences of a run, with what an earlier try of n8n has sent.
 *
 * @returns the sequence of an item; one without an ordering key leaves nothing to others
 */
export function openSequences(
	prepared: readonly Prepared[],
	completedItems: Pick<CompletedItems, 'get'>,
): (index: number) => Sequence {
	const sequences = new Map<string, Sequence>();

	function sequenceOf(index: number): Sequence {
		const { orderingKey } = prepared[index];
		if (orderingKey === undefined) return { sent: [] };
		const sequence: Sequence = sequences.get(orderingKey) ?? { sent: [] };
		sequences.set(orderingKey, sequence);
		return sequence;
	}

	for (const [index, { item }] of prepared.entries()) {
		const earlier = item.kind === 'ready' ? completedItems.get(index, item.plan) : undefined;
		if (item.kind === 'failed' || !earlier) continue;
		const isDone = earlier.outcome.kind === 'done';
		sequenceOf(index).sent.push({ plan: item.plan, ...(isDone && { doneAt: earlier.at }) });
	}
	return sequenceOf;
}

/** Takes note of what the item has seen and sent, for those after it. Never throws. */
export async function writeInOrder<P extends Plan>(
	operation: Operation<P>,
	item: Parameters<typeof write<P>>[1] & { readonly sequence: Sequence },
): Promise<Outcome> {
	const { sequence, plan } = item;
	const found = await tryOrFail('unknown', () => write(operation, item));
	// Whatever was thrown, something may have been sent before.
	const { outcome, seen, sent }: Written =
		'kind' in found ? { outcome: found, seen: sequence.seen, sent: { plan } } : found;
	sequence.seen = seen;
	if (sent) sequence.sent.push(sent);
	return outcome;
}
