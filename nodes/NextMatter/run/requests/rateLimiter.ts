import type { Reply } from '../../api/types';
import type { Clock } from './clock';
import { createGate } from './gate';
import type { Denial, Pause, Permit } from './permit';
import { createThrottle, type RateLimits } from './throttle';
import { createWaitingList, type Ticket } from './waitingList';

/**
 * The pace of a whole run. When one request is throttled or cannot connect, all wait; then one goes
 * first, and the others follow no faster than the API has been seen to accept.
 */
export interface RateLimiter {
	/** Waits for a free place, and while everybody has to wait. */
	acquire(ticket: Ticket): Promise<Permit | Denial>;
	/** Frees the place, and learns from what came back, if anything did. */
	release(permit: Permit, reply?: Reply, pause?: Pause): void;
	/** For how long nothing but refusals for the pace or silence has come, in milliseconds. */
	outageMs(): number;
	/** How often in a row requests were throttled before this one, each time after a pause. */
	consecutiveThrottlesBefore(permit: Permit): number;
}

/** The queue: which request waits, and which goes next. Whether and when it may go is up to the throttle. */
export function createRateLimiter(limits: RateLimits, clock: Clock): RateLimiter {
	const waiting = createWaitingList<Permit | Denial>();
	const throttle = createThrottle(limits, clock);
	const gate = createGate(clock, isAnySkipped, () => {
		settleSkipped();
		pump();
	});

	/** Lets as many out as there are free places for. */
	function pump(): void {
		const closed = throttle.closed();
		if (closed) for (const { settle } of waiting.all()) settle(closed);
		else while (letOneOut());
	}

	/** @returns whether another one may follow */
	function letOneOut(): boolean {
		const now = clock.now();
		const pause = throttle.longPause(now);
		const next = throttle.isFree(now)
			? waiting.first(({ subject }) => !pause || subject !== pause.subject)
			: undefined;
		if (!next) {
			if (pause && !waiting.isEmpty()) gate.openAt(pause.until);
			return false;
		}
		const { ticket, settle } = next;
		const reason = ticket.skipReason();
		if (reason) {
			settle({ kind: 'denial', reason });
			return true;
		}
		const readyAt = throttle.readyAt(now);
		if (readyAt > now) {
			gate.openAt(readyAt);
			return false;
		}
		settle(throttle.admit(ticket, now));
		return true;
	}

	function isAnySkipped(): boolean {
		for (const { ticket } of waiting.all()) if (ticket.skipReason()) return true;
		return waiting.isEmpty();
	}

	function settleSkipped(): void {
		for (const { ticket, settle } of waiting.all()) {
			const reason = ticket.skipReason();
			if (reason) settle({ kind: 'denial', reason });
		}
	}

	return {
		async acquire(ticket) {
			const reason = ticket.skipReason();
			if (reason) return { kind: 'denial', reason };
			const closed = throttle.closed();
			if (closed) return closed;
			// A pause longer than any item waits: nothing more is sent about this instance until it ends.
			const pause = throttle.longPause(clock.now());
			if (pause?.givesUp && pause.subject === ticket.subject) return pause.givesUp;
			const settled = waiting.add(ticket);
			pump();
			return await settled;
		},
		release(permit, reply, pause) {
			throttle.release(permit, reply, pause);
			pump();
		},
		outageMs: throttle.outageMs,
		consecutiveThrottlesBefore: throttle.consecutiveThrottlesBefore,
	};
}
