import { sleep } from 'n8n-workflow';

/** Time and chance, taken from outside so that tests can set them. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** From 0 to below 1. */
	random(): number;
	/** Resolves after a while, or at once when `isOver` has become true. */
	wait(ms: number, isOver: () => boolean): Promise<void>;
}

export interface HostClock extends Clock {
	/** Ends the waits that are over. To be called whenever that may have changed. */
	recheck(): void;
}

/** A longer timer would go off at once, again and again. */
const MAX_TIMER_MS = 2 ** 31 - 1;

interface Sleeper {
	readonly isOver: () => boolean;
	end(): void;
}

/**
 * The clock of one run: a timer for each wait, and nothing to do in between, however many items wait.
 */
export function createHostClock(): HostClock {
	const sleepers = new Set<Sleeper>();

	async function sleepUnlessOver(ms: number, isOver: () => boolean): Promise<void> {
		const timer = new AbortController();
		await new Promise<void>((resolve) => {
			const sleeper: Sleeper = {
				isOver,
				end: () => {
					sleepers.delete(sleeper);
					resolve();
				},
			};
			sleepers.add(sleeper);
			// Older versions of `sleep` take no signal; there, the timer of a wait that is over runs out
			// unheard.
			sleep(ms, timer.signal).then(sleeper.end, sleeper.end);
		});
		if (isOver()) timer.abort();
	}
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		async wait(ms, isOver) {
			const end = Date.now() + ms;
			// A timer may fire a little early.
			for (let left = ms; left > 0 && !isOver(); left = end - Date.now()) {
				await sleepUnlessOver(Math.min(left, MAX_TIMER_MS), isOver);
			}
		},
		recheck() {
			for (const sleeper of sleepers) if (sleeper.isOver()) sleeper.end();
		},
	};
}
