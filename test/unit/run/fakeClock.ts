import type { Clock } from '../../../nodes/NextMatter/run/requests/clock';
import { idle } from '../idle';

/** 16 June 2026, 10:00:00 UTC. */
export const START = Date.UTC(2026, 5, 16, 10);

export interface FakeClock extends Clock {
	/** Every wait that was asked for, in milliseconds. */
	readonly waits: readonly number[];
	/** Time that the outside world takes; not one of the waits. */
	elapse(ms: number): Promise<void>;
	/** Lets time pass, from one end of a wait to the next, until the work has ended. */
	during<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
	readonly end: number;
	readonly isOver: () => boolean;
	readonly wake: () => void;
}

/** A clock that stands still while anything can be done without waiting. */
export function createClock(random: () => number = () => 0.5): FakeClock {
	let now = START;
	const waits: number[] = [];
	const sleepers = new Set<Sleeper>();

	async function sleep(ms: number, isOver: () => boolean): Promise<void> {
		if (ms <= 0 || isOver()) return;
		await new Promise<void>((wake) => sleepers.add({ end: now + ms, isOver, wake }));
	}
	function wakeNext(): void {
		const all = [...sleepers];
		const interrupted = all.find(({ isOver }) => isOver());
		const [first] = all.sort((one, other) => one.end - other.end);
		const next = interrupted ?? first;
		if (!next) throw new Error('The work waits for something that never happens');
		if (!interrupted) now = Math.max(now, next.end);
		sleepers.delete(next);
		next.wake();
	}
	return {
		now: () => now,
		random,
		waits,
		async wait(ms, isOver) {
			waits.push(ms);
			await sleep(ms, isOver);
		},
		elapse: async (ms) => await sleep(ms, () => false),
		async during(work) {
			let hasEnded = false;
			const ended = work.finally(() => (hasEnded = true));
			// Handled below; until then it must not count as a rejection that nobody handles.
			ended.catch(() => undefined);
			for (;;) {
				await idle();
				if (hasEnded) return await ended;
				wakeNext();
			}
		},
	};
}
