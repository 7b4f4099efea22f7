import { isThrottled } from '../../api/throttling';
import type { HoldBack, Reply } from '../../api/types';
import type { Clock } from './clock';

/**
 * The pace of a whole run. When one request is throttled or finds nobody, all wait, and afterwards
 * fewer go out at the same time until it works again.
 */
export interface Pace {
	/**
	 * Waits for a free place, and while everybody has to wait.
	 *
	 * @param longestMs how long a pause this request can wait for
	 * @param holdBack asked again and again; a reason ends the waiting
	 * @returns undefined when the request may go out (and must be reported), else why not
	 */
	enter(longestMs: number, holdBack: () => HoldBack | undefined): Promise<HoldBack | undefined>;
	/** Frees the place, and learns from what came back. */
	report(reply: Reply): void;
	/** Lets everybody wait. */
	pause(ms: number): void;
	/** For how long nothing but refusals for the pace or silence has come, in milliseconds. */
	troubleMs(): number;
}

export function createPace(width: number, clock: Clock): Pace {
	let limit = width;
	let underWay = 0;
	let pausedUntil = 0;
	let troubleSince: number | undefined;
	const waiting: Array<() => void> = [];

	const wakeAll = () => {
		for (const wake of waiting.splice(0)) wake();
	};
	return {
		async enter(longestMs, holdBack) {
			for (;;) {
				const reason = holdBack();
				if (reason) return reason;
				const pauseMs = pausedUntil - clock.now();
				if (pauseMs > longestMs) return 'paused';
				if (pauseMs > 0) {
					await clock.wait(pauseMs, () => holdBack() !== undefined);
				} else if (underWay < Math.floor(limit)) {
					underWay += 1;
					return undefined;
				} else {
					await new Promise<void>((resolve) => waiting.push(resolve));
				}
			}
		},
		report(reply) {
			underWay -= 1;
			const isTrouble = isThrottled(reply) || (reply.kind === 'noAnswer' && !reply.sent);
			if (isTrouble) {
				troubleSince ??= clock.now();
				// Those that were under way together are one collision, not many.
				if (clock.now() >= pausedUntil) limit = Math.max(1, limit / 2);
			} else {
				troubleSince = undefined;
				limit = Math.min(width, limit + 1 / limit);
			}
			wakeAll();
		},
		pause(ms) {
			pausedUntil = Math.max(pausedUntil, clock.now() + ms);
		},
		troubleMs: () => (troubleSince === undefined ? 0 : clock.now() - troubleSince),
	};
}
