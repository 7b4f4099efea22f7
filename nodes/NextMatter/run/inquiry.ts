import { explainReply } from '../api/failures';
import type { Failure, Reply } from '../api/types';
import type { Plan, Verdict, Witness } from '../operations/types';
import type { Clock } from './requests/clock';
import type { Exchange } from './requests/retryingClient';
import type { LaneState } from './lanes';
import type { Doubt } from './outcomes';
import { evidenceOf, isTelling, keepSighting, serverClock, shownBy } from './sightings';
import { pollUntil } from './reads/pollUntil';
import { pollPause } from './requests/retryPolicy';

/** What one item can find out by reading. */
export interface Inquiry {
	/**
	 * Finds out what became of a request without a clear answer.
	 *
	 * @returns `open` when it is safe to send it again, else done or failed
	 */
	settle(doubt: Doubt): Promise<Verdict>;
	/** Looks once whether a request was obeyed after all; undefined when that fails. */
	peek(doubt: Doubt): Promise<Verdict | undefined>;
	/** Likewise, but that it fails is a verdict. */
	glance(doubt: Doubt): Promise<Verdict>;
	/** Explains a rejection, and waits for the item's turn if that is wanted. */
	review(rejection: Failure): Promise<Verdict>;
	/** Looks before anything is sent; `open` when it can be done. */
	lookFirst(): Promise<Verdict>;
}

/** A request that timed out may still be at work, so one look at a step that is active is not enough. */
const BETWEEN_LOOKS_MS = 3000;
const MAX_READS = 3;
const FOR_ITS_TURN = 'for it to become active';
/** Not all clocks of a server agree. */
const CLOCK_MARGIN_MS = 2000;

export interface InquiryMeans {
	readonly exchange: Exchange;
	readonly clock: Clock;
	/** Keeps what is seen. */
	readonly lane: LaneState;
}

export function openInquiry<P extends Plan>(
	plan: P,
	witness: Witness<P>,
	{ exchange, clock, lane }: InquiryMeans,
): Inquiry {
	let waitingSince: number | undefined;

	async function read(tries: number): Promise<{ reply: Reply; sentAt: number }> {
		for (let attempt = 1; ; attempt += 1) {
			const { reply, sentAt } = await exchange.send(witness.request(plan), 'look');
			const isFinal = isTelling(reply, witness.absenceTells) || reply.kind === 'skipped';
			if (isFinal || attempt >= tries || !(await exchange.backOff(attempt))) {
				return { reply, sentAt };
			}
		}
	}

	/** @returns what is shown, or undefined when reading failed */
	async function look(tries: number): Promise<{ readonly body: unknown } | undefined> {
		const { reply } = await read(tries);
		if (!isTelling(reply, witness.absenceTells)) return undefined;
		const body = shownBy(reply);
		keepSighting(lane, witness, { body, seenAt: clock.now() });
		return { body };
	}

	async function peek(doubt: Doubt): Promise<Verdict | undefined> {
		const { failure, since } = doubt;
		const { reply, sentAt } = await read(MAX_READS);
		if (!isTelling(reply, witness.absenceTells)) return undefined;
		const sent = serverClock(reply.serverTime, {
			atLeast: sentAt - since,
			atMost: clock.now() - since,
			marginMs: CLOCK_MARGIN_MS,
		});
		const body = shownBy(reply);
		const verdict = witness.settle(plan, failure, body, evidenceOf(doubt, plan, lane, sent));
		keepSighting(lane, witness, { body, seenAt: clock.now() });
		return verdict;
	}

	async function glance(doubt: Doubt): Promise<Verdict> {
		const why = 'The attempt to look what became of it failed as well';
		return (await peek(doubt)) ?? unclear(doubt.failure, why);
	}

	/**
	 * While a request may still be at work, that nothing has happened proves nothing. It is looked at
	 * again and again until then: what is obeyed late is seen soon, and a replica that is behind
	 * has to be so all the time to deceive.
	 */
	async function outlast(doubt: Doubt, verdict: Verdict): Promise<Verdict> {
		const { atWorkMs = 0 } = witness;
		const endsAt = (doubt.lastSentAt ?? doubt.since) + atWorkMs;
		let current = verdict;
		for (let polls = 1; current.kind === 'open' && clock.now() < endsAt; polls += 1) {
			const restMs = endsAt - clock.now();
			const mayWait = exchange.mayWait(restMs);
			if (!mayWait || !(await exchange.wait(Math.min(pollPause(polls), restMs)))) {
				return unclear(
					current.failure,
					`It has no effect so far, but may still be at work. Only after ${Math.round(atWorkMs / 1000)} seconds it could be sent again, which "Maximum Wait" does not allow for`,
				);
			}
			current = await glance(doubt);
		}
		return current;
	}

	async function poll(rejection: Failure, verdict: Verdict): Promise<Verdict> {
		waitingSince ??= clock.now();
		return await pollUntil(verdict, {
			clock,
			exchange,
			begunAt: waitingSince,
			endsAt: waitingSince + (plan.patienceMs ?? 0),
			what: FOR_ITS_TURN,
			async look() {
				const seen = await look(1);
				return seen && witness.review(plan, rejection, seen.body);
			},
		});
	}

	return {
		peek,
		glance,
		async settle(doubt) {
			const first = await glance(doubt);
			if (first.kind !== 'open' && first.kind !== 'later') return first;
			if (!(await exchange.wait(BETWEEN_LOOKS_MS))) {
				return unclear(first.failure, 'It has no effect so far, but may still be at work');
			}
			const second = await outlast(doubt, await glance(doubt));
			return second.kind === 'later' ? { kind: 'failed', failure: second.failure } : second;
		},
		async review(rejection) {
			const seen = await look(1);
			if (!seen) return { kind: 'failed', failure: rejection };
			const verdict = witness.review(plan, rejection, seen.body);
			if (verdict.kind === 'later') return await poll(rejection, verdict);
			// A rejection of what could be done has another reason, so sending it again does not help.
			return verdict.kind === 'open' ? { kind: 'failed', failure: verdict.failure } : verdict;
		},
		async lookFirst() {
			const { reply } = await read(MAX_READS);
			const rejection: Failure = { ...explainReply(reply, plan), certainty: 'not-sent' };
			if (!isTelling(reply, witness.absenceTells)) return { kind: 'failed', failure: rejection };
			const body = shownBy(reply);
			keepSighting(lane, witness, { body, seenAt: clock.now() });
			const unsent: Failure = {
				message: rejection.message,
				remedy: rejection.remedy,
				certainty: 'not-sent',
			};
			const verdict = witness.review(plan, unsent, body);
			return verdict.kind === 'later' ? await poll(unsent, verdict) : verdict;
		},
	};
}

function unclear(failure: Failure, why: string): Verdict {
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}
