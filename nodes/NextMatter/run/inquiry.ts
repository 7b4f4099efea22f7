import type { Answer, Failure, Reply } from '../api/types';
import type { Plan, SendTime, Verdict, Witness } from '../operations/types';
import type { Clock } from './requests/clock';
import type { Exchange } from './requests/retryingClient';
import type { LaneState } from './lanes';
import type { Doubt } from './outcomes';
import { bodyOf, isSuccess } from './replies';
import { pollUntil } from './reads/pollUntil';

/** What one item can find out by reading. */
export interface Inquiry {
	/**
	 * Finds out what became of a request without a clear answer.
	 *
	 * @returns `open` when it is safe to send it again, else done or failed
	 */
	settle(doubt: Doubt): Promise<Verdict>;
	/** Looks once whether a request was obeyed after all, when a later try was refused. */
	glance(doubt: Doubt): Promise<Verdict>;
	/** Explains a refusal, and waits for the item's turn if that is wanted. */
	review(refusal: Failure): Promise<Verdict>;
}

/** A request that timed out may still be at work, so one look at a step that is active is not enough. */
const BETWEEN_LOOKS_MS = 3000;
const MOST_READS = 3;
const FOR_ITS_TURN = 'for it to become active';
/** The server tells its time in whole seconds, and not all of its clocks agree. */
const CLOCK_STEP_MS = 1000;
const CLOCK_MARGIN_MS = 2000;

export interface InquiryMeans {
	readonly exchange: Exchange;
	readonly clock: Clock;
	/** Gets the stamps of what is seen. */
	readonly lane: LaneState;
	/** Of what was seen last before the request was sent. */
	readonly stampBefore: string | undefined;
}

export function openInquiry<P extends Plan>(
	plan: P,
	witness: Witness<P>,
	{ exchange, clock, lane, ...before }: InquiryMeans,
): Inquiry {
	let { stampBefore } = before;
	let waitingSince: number | undefined;

	/** @returns undefined when reading failed */
	async function look(tries: number, since = 0) {
		for (let attempt = 1; ; attempt += 1) {
			const { reply, sentAt } = await exchange.send(witness.request(plan), 'look');
			if (isTelling(reply, witness.absenceTells)) {
				const sent = serverClock(reply.serverTime, sentAt - since, clock.now() - since);
				const body = reply.status === 404 ? null : bodyOf(reply);
				lane.stamp = witness.stamp(body) ?? lane.stamp;
				return { body, sent };
			}
			const isHeldBack = reply.kind === 'heldBack';
			if (attempt >= tries || isHeldBack || !(await exchange.backOff(attempt))) return undefined;
		}
	}

	async function glance({ failure, since }: Doubt): Promise<Verdict> {
		const seen = await look(MOST_READS, since);
		if (seen) return witness.settle(plan, failure, seen.body, seen.sent, stampBefore);
		return unclear(failure, 'The attempt to look what became of it failed as well');
	}

	async function poll(refusal: Failure, verdict: Verdict): Promise<Verdict> {
		waitingSince ??= clock.now();
		return await pollUntil(verdict, {
			clock,
			exchange,
			begunAt: waitingSince,
			endsAt: waitingSince + (plan.patienceMs ?? 0),
			what: FOR_ITS_TURN,
			async look() {
				const seen = await look(1);
				stampBefore = lane.stamp;
				return seen && witness.review(plan, refusal, seen.body);
			},
		});
	}

	return {
		glance,
		async settle(doubt) {
			const first = await glance(doubt);
			if (first.kind !== 'open') return first;
			if (await exchange.wait(BETWEEN_LOOKS_MS)) return await glance(doubt);
			return unclear(first.failure, 'It has no effect so far, but may still be at work');
		},
		async review(refusal) {
			const seen = await look(1);
			if (!seen) return { kind: 'failed', failure: refusal };
			stampBefore = lane.stamp;
			const verdict = witness.review(plan, refusal, seen.body);
			if (verdict.kind === 'later') return await poll(refusal, verdict);
			// A refusal of what could be done has another reason, so sending it again does not help.
			return verdict.kind === 'open' ? { kind: 'failed', failure: verdict.failure } : verdict;
		},
	};
}

function isTelling(reply: Reply, absenceTells = false): reply is Answer {
	return isSuccess(reply) || (absenceTells && reply.kind === 'answer' && reply.status === 404);
}

/**
 * @param sinceAtLeast how long ago the request was sent, in milliseconds, when the look began
 * @param sinceAtMost and when its answer had come
 */
function serverClock(
	serverTime: number | undefined,
	sinceAtLeast: number,
	sinceAtMost: number,
): SendTime {
	if (serverTime === undefined) return undefined;
	return {
		earliest: serverTime - sinceAtMost - CLOCK_MARGIN_MS,
		latest: serverTime - sinceAtLeast + CLOCK_STEP_MS,
	};
}

function unclear(failure: Failure, why: string): Verdict {
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}
