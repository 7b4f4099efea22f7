import { isThrottled } from '../../api/rateLimit';
import type { Reply } from '../../api/types';
import type { Clock } from './clock';
import { createCollisions } from './collisions';
import { createCreatingBatches } from './creatingBatches';
import { createObservedRate } from './observedRate';
import type { Denial, Pause, Permit } from './permit';
import { createSlots } from './slots';
import { createSpacing, spacingPerHour } from './spacing';
import { createSuspectedPause, type LongPause } from './suspectedPause';
import type { Ticket } from './waitingList';

/**
 * Whether and when the next request may go out, learned from what came of those before it. Times in
 * milliseconds since 1970.
 */
export interface Throttle {
	/** Why nothing more goes out at all. */
	closed(): Denial | undefined;
	/** A long pause that keeps back what is about its subject, as long as it may be meant for that alone. */
	longPause(now: number): LongPause | undefined;
	/** Whether there is a place for one more. */
	isFree(now: number): boolean;
	/** When the next one may go out; in the past if it may at once. */
	readyAt(now: number): number;
	/** It goes out. */
	admit(ticket: Ticket, now: number): Permit;
	/** It is over. Learns from what came back, if anything did. */
	release(permit: Permit, reply?: Reply, pause?: Pause): void;
	/** See `RateLimiter`. */
	outageMs(): number;
	consecutiveThrottlesBefore(permit: Permit): number;
}

export interface RateLimits {
	/** Most requests under way at the same time. */
	readonly concurrency: number;
	/** No limit if undefined. */
	readonly requestsPerHour?: number;
}

export function createThrottle(
	{ concurrency, requestsPerHour }: RateLimits,
	clock: Pick<Clock, 'now'>,
): Throttle {
	const slots = createSlots(concurrency);
	const observed = createObservedRate();
	const creating = createCreatingBatches();
	const spacings = [createSpacing((now) => observed.spaced(now))];
	if (requestsPerHour) spacings.push(spacingPerHour(requestsPerHour));
	const collisions = createCollisions();
	const suspectedPause = createSuspectedPause();
	let closed: Denial | undefined;
	let pausedUntil = -Infinity;
	let troubleSince: number | undefined;

	function recordSuccess(permit: Permit): void {
		const isProbe = suspectedPause.isProbe(permit);
		if (isProbe) suspectedPause.drop();
		if (isProbe || permit.epoch === collisions.epoch()) {
			collisions.reset();
			slots.othersFollow();
		}
		troubleSince = undefined;
		slots.widen();
		observed.accepted(clock.now());
		if (permit.isCreating) hold(creating.accepted());
	}

	function recordTrouble(permit: Permit, reply: Reply, pause: Pause | undefined): void {
		const now = clock.now();
		const isLimit = reply.kind === 'answer' && reply.status === 429;
		troubleSince ??= now;
		const { isNew, requests, consecutiveThrottles } = collisions.record(permit.epoch, isLimit);
		if (isNew && !isThrottled(reply)) slots.halve();
		// One 429 may be a fluke; two at once, or one right after a pause, indicate a limit.
		const isLimitKnown = consecutiveThrottles > 1 || observed.spaced(now).intervalMs > 0;
		if (isLimit && requests === (isLimitKnown ? 1 : 2)) observed.refused(now, pause?.askedMs);
		if (isLimit && isLimitKnown && requests === 2) observed.confirmed();
		if (isLimit && permit.isCreating) creating.refused(pause?.askedMs);
		if (suspectedPause.isProbe(permit) && !pause?.isLong) suspectedPause.drop();
		if (!pause) return;
		slots.oneFirst();
		if (!pause.isLong) hold(pause.ms);
		else suspect(permit.subject, pause, now + pause.ms);
	}

	function hold(ms = 0): void {
		pausedUntil = Math.max(pausedUntil, clock.now() + ms);
	}

	function suspect(subject: unknown, { givesUp }: Pause, until: number): void {
		const other = suspectedPause.suspect({ subject, until, givesUp });
		if (!other) return;
		if (givesUp && other.givesUp) closed = givesUp;
		else pausedUntil = Math.max(pausedUntil, until, other.until);
	}

	return {
		closed: () => closed,
		longPause: (now) => suspectedPause.at(now),
		// The probe is conclusive only when nothing earlier is in flight, so it is sent alone.
		isFree: (now) => (suspectedPause.at(now) ? slots.underWay() === 0 : slots.isFree()),
		readyAt: (now) => Math.max(pausedUntil, ...spacings.map((spacing) => spacing.readyAt(now))),
		admit({ subject, isCreating }, now) {
			for (const spacing of spacings) spacing.take(now);
			slots.take();
			const isProbe = suspectedPause.at(now) !== undefined;
			// A probe belongs to the collision that it is to explain.
			const epoch = collisions.epoch() - (isProbe ? 1 : 0);
			const permit: Permit = { kind: 'permit', subject, isCreating, epoch };
			if (isProbe) suspectedPause.probeBy(permit);
			return permit;
		},
		release(permit, reply, pause) {
			slots.giveBack();
			const isTrouble = reply && (isThrottled(reply) || (reply.kind === 'noAnswer' && !reply.sent));
			if (isTrouble) recordTrouble(permit, reply, pause);
			else if (reply) recordSuccess(permit);
			else if (suspectedPause.isProbe(permit)) suspectedPause.drop();
		},
		outageMs: () => (troubleSince === undefined ? 0 : clock.now() - troubleSince),
		consecutiveThrottlesBefore: ({ epoch }) => collisions.consecutiveThrottlesBefore(epoch),
	};
}
