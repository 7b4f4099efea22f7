import { isThrottled } from '../../api/rateLimit';
import type { Reply } from '../../api/types';
import type { Clock } from './clock';
import { createCollisions } from './collisions';
import { createCreatingBatches } from './creatingBatches';
import { createGate } from './gate';
import { createObservedRate } from './observedRate';
import type { Denial, Pause, Permit } from './permit';
import { createSlots } from './slots';
import { createSpacing, spacingPerHour } from './spacing';
import { createSuspicion } from './suspicion';
import { createWaitingList, type Ticket } from './waitingList';

/**
 * The pace of a whole run. When one request is throttled or finds nobody, all wait; afterwards one
 * goes first, and the others follow no faster than the API has been seen to bear.
 */
export interface RateLimiter {
	/** Waits for a free place, and while everybody has to wait. */
	acquire(ticket: Ticket): Promise<Permit | Denial>;
	/** Frees the place, and learns from what came back, if anything did. */
	release(permit: Permit, reply?: Reply, pause?: Pause): void;
	/** For how long nothing but refusals for the pace or silence has come, in milliseconds. */
	outageMs(): number;
	/** How often in a row requests were throttled before this one, each time after a pause. */
	strikesBefore(permit: Permit): number;
}

export interface RateLimits {
	/** Most requests under way at the same time. */
	readonly concurrency: number;
	/** No limit if undefined. */
	readonly requestsPerHour?: number;
}

export function createRateLimiter(limits: RateLimits, clock: Clock): RateLimiter {
	const waiting = createWaitingList<Permit | Denial>();
	const slots = createSlots(limits.concurrency);
	const observed = createObservedRate();
	const creating = createCreatingBatches();
	const spacings = [createSpacing((now) => observed.spaced(now))];
	if (limits.requestsPerHour) spacings.push(spacingPerHour(limits.requestsPerHour));
	const collisions = createCollisions();
	const suspicion = createSuspicion();
	let closed: Denial | undefined;
	let pausedUntil = -Infinity;
	let troubleSince: number | undefined;

	const gate = createGate(clock, isAnySkipped, () => {
		settleSkipped();
		pump();
	});

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

	/** Lets as many out as there are free places for. */
	function pump(): void {
		while (!closed && letOneOut());
		if (closed) for (const { settle } of waiting.all()) settle(closed);
	}

	function letOneOut(): boolean {
		const now = clock.now();
		const suspect = suspicion.at(now);
		// Another instance can only tell when nothing from before is under way any more.
		const isFree = suspect ? !suspicion.isProbed() && slots.underWay() === 0 : slots.isFree();
		const next = waiting.first(({ subject }) => !suspect || subject !== suspect.subject);
		if (!isFree || !next) {
			if (suspect && !waiting.isEmpty()) gate.openAt(suspect.until);
			return false;
		}
		const { ticket, settle } = next;
		const reason = ticket.skipReason();
		if (reason) {
			settle({ kind: 'denial', reason });
			return true;
		}
		const readyAt = Math.max(pausedUntil, ...spacings.map((spacing) => spacing.readyAt(now)));
		if (readyAt > now) {
			gate.openAt(readyAt);
			return false;
		}
		for (const spacing of spacings) spacing.take(now);
		slots.take();
		const { subject, isCreating } = ticket;
		// A probe belongs to the collision that it is to explain.
		const permit: Permit = {
			kind: 'permit',
			subject,
			isCreating,
			epoch: collisions.epoch() - (suspect ? 1 : 0),
		};
		if (suspect) suspicion.probeBy(permit);
		settle(permit);
		return true;
	}

	function noteGood(permit: Permit): void {
		const isProbe = suspicion.isProbe(permit);
		if (isProbe) suspicion.drop();
		if (isProbe || permit.epoch === collisions.epoch()) {
			collisions.overcome();
			slots.othersFollow();
		}
		troubleSince = undefined;
		slots.widen();
		observed.accepted(clock.now());
		if (permit.isCreating) hold(creating.accepted());
	}

	function noteTrouble(permit: Permit, reply: Reply, pause: Pause | undefined): void {
		const now = clock.now();
		const isLimit = reply.kind === 'answer' && reply.status === 429;
		troubleSince ??= now;
		const { isNew, requests, strikes } = collisions.met(permit.epoch, isLimit);
		if (isNew && !isThrottled(reply)) slots.halve();
		// A single refusal may be a whim; two at once, or one right after a pause, are a limit.
		const isLimitKnown = strikes > 1 || observed.spaced(now).intervalMs > 0;
		if (isLimit && requests === (isLimitKnown ? 1 : 2)) observed.refused(now, pause?.askedMs);
		if (isLimit && isLimitKnown && requests === 2) observed.confirmed();
		if (isLimit && permit.isCreating) creating.refused(pause?.askedMs);
		if (suspicion.isProbe(permit) && !pause?.isLong) suspicion.drop();
		if (!pause) return;
		slots.oneFirst();
		if (!pause.isLong) hold(pause.ms);
		else suspect(permit.subject, pause, now + pause.ms);
	}

	function hold(ms = 0): void {
		pausedUntil = Math.max(pausedUntil, clock.now() + ms);
	}

	function suspect(subject: unknown, { givesUp }: Pause, until: number): void {
		const other = suspicion.suspect({ subject, until, givesUp });
		if (!other) return;
		if (givesUp && other.givesUp) closed = givesUp;
		else pausedUntil = Math.max(pausedUntil, until, other.until);
	}

	return {
		async acquire(ticket) {
			const reason = ticket.skipReason();
			if (reason) return { kind: 'denial', reason };
			if (closed) return closed;
			// Of an instance that nobody waits for so long, nothing more is asked meanwhile.
			const suspect = suspicion.at(clock.now());
			if (suspect?.givesUp && suspect.subject === ticket.subject) return suspect.givesUp;
			const settled = waiting.add(ticket);
			pump();
			return await settled;
		},
		release(permit, reply, pause) {
			slots.giveBack();
			const isTrouble = reply && (isThrottled(reply) || (reply.kind === 'noAnswer' && !reply.sent));
			if (isTrouble) noteTrouble(permit, reply, pause);
			else if (reply) noteGood(permit);
			else if (suspicion.isProbe(permit)) suspicion.drop();
			pump();
		},
		outageMs: () => (troubleSince === undefined ? 0 : clock.now() - troubleSince),
		strikesBefore: ({ epoch }) => collisions.strikesBefore(epoch),
	};
}
