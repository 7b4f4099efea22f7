import type { SkipReason } from '../../api/types';

/** A request that wants to go out. */
export interface Ticket {
	/** What it is about, e.g. an instance: what is asked of one need not hold for others. */
	readonly subject: unknown;
	/** It has been refused before, so it goes before those that have not been sent yet. */
	readonly isRetry: boolean;
	/** It creates an instance. */
	readonly isCreating: boolean;
	/** A reason not to let it out. */
	skipReason(): SkipReason | undefined;
}

export interface Waiter<T> {
	readonly ticket: Ticket;
	settle(result: T): void;
}

/** Who waits for a place, in order. Adding and taking cost the same however many wait. */
export interface WaitingList<T> {
	/** Resolves when the ticket is settled. */
	add(ticket: Ticket): Promise<T>;
	first(isEligible: (ticket: Ticket) => boolean): Waiter<T> | undefined;
	/** Goes through all. */
	all(): Iterable<Waiter<T>>;
	isEmpty(): boolean;
}

export function createWaitingList<T>(): WaitingList<T> {
	const retries = new Set<Waiter<T>>();
	const fresh = new Set<Waiter<T>>();

	function* all() {
		yield* retries;
		yield* fresh;
	}
	return {
		async add(ticket) {
			const list = ticket.isRetry ? retries : fresh;
			return await new Promise<T>((resolve) => {
				const waiter: Waiter<T> = {
					ticket,
					settle(result) {
						list.delete(waiter);
						resolve(result);
					},
				};
				list.add(waiter);
			});
		},
		first(isEligible) {
			for (const waiter of all()) if (isEligible(waiter.ticket)) return waiter;
			return undefined;
		},
		all,
		isEmpty: () => retries.size + fresh.size === 0,
	};
}
