import { explainReply } from '../../api/errors/explainReply';
import { bodyOf } from '../../api/replies';
import type { Attempt, Failure, Reply } from '../../api/types';
import type { Plan, CheckResult, Reconciliation } from '../../operations/types';
import type { Clock } from '../requests/clock';
import type { RetryingClient } from '../requests/retryingClient';
import type { SequenceState } from '../orderedQueue';
import type { UnresolvedRequest } from '../outcomes';
import {
	agreedTime,
	CLOCK_MARGIN_MS,
	evidenceOf,
	isTelling,
	serverClock,
	type Sightings,
} from './sightings';
import { pollUntil } from '../reads/pollUntil';
import { pollPause } from '../requests/retryPolicy';

/** What one item can find out by reading. */
export interface Reconciler {
	/**
	 * Finds out what became of a request without a clear answer.
	 *
	 * @returns `notDone` when it is safe to send it again, else done or failed
	 */
	reconcile(unresolved: UnresolvedRequest): Promise<CheckResult>;
	/**
	 * Before what may be sent twice is sent again: looks once whether it was obeyed after all, where the
	 * operation wants that; undefined where not, and when the look fails.
	 */
	checkBeforeRetry(unresolved: UnresolvedRequest): Promise<CheckResult | undefined>;
	/** Looks once whether a request was obeyed after all. That the look fails is a result. */
	reconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult>;
	/** Explains a rejection, and waits for the item's turn if that is wanted. */
	diagnoseRejection(rejection: Failure): Promise<CheckResult>;
	/** Looks before anything is sent; `notDone` when it can be done. */
	checkFirst(): Promise<CheckResult>;
}

/** A request that timed out may still be at work, so one look at a step that is active is not enough. */
const BETWEEN_LOOKS_MS = 3000;
const MAX_READS = 3;
const FOR_ITS_TURN = 'for it to become active';

export interface ReconcilerContext<P extends Plan> {
	readonly client: RetryingClient;
	readonly clock: Clock;
	readonly sightings: Sightings<P>;
	/** Other items about the same thing. */
	readonly sent: SequenceState['sent'];
}

export function createReconciler<P extends Plan>(
	plan: P,
	reconciliation: Reconciliation<P>,
	{ client, clock, sightings, sent: others }: ReconcilerContext<P>,
): Reconciler {
	let waitingSince: number | undefined;

	async function read(tries: number): Promise<{ reply: Reply; sentAt: number }> {
		for (let attempt = 1; ; attempt += 1) {
			const { reply, sentAt } = await client.send(reconciliation.request(plan), 'diagnose');
			const isFinal = isTelling(reply) || reply.kind === 'skipped';
			if (isFinal || attempt >= tries || !(await client.backOff(attempt))) {
				return { reply, sentAt };
			}
		}
	}

	/** @returns what is shown, or undefined when reading failed */
	async function readState(tries: number): Promise<{ readonly body: unknown } | undefined> {
		const { reply } = await read(tries);
		if (!isTelling(reply)) return undefined;
		const body = bodyOf(reply);
		sightings.keep(reconciliation, body);
		return { body };
	}

	async function tryReconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult | undefined> {
		const { failure, since } = unresolved;
		const { reply, sentAt } = await read(MAX_READS);
		if (!isTelling(reply)) return undefined;
		const body = bodyOf(reply);
		const sent = serverClock(agreedTime(reply, reconciliation.revisionOf(body)), {
			atLeast: sentAt - since,
			atMost: clock.now() - since,
			marginMs: CLOCK_MARGIN_MS,
		});
		const sequence = { seen: sightings.newest(), sent: others };
		const evidence = evidenceOf(unresolved, { plan, sequence, sent });
		const result = reconciliation.reconcile(plan, body, { failure, evidence });
		sightings.keep(reconciliation, body);
		return result;
	}

	async function reconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult> {
		const why = 'The attempt to look what became of it failed as well';
		return (await tryReconcileOnce(unresolved)) ?? unclear(unresolved.failure, why);
	}

	/**
	 * While a request may still be at work, that nothing has happened proves nothing. It is looked at
	 * again and again until then: what is obeyed late is seen soon, and a replica that is behind
	 * has to be so all the time to deceive.
	 */
	async function outlast(unresolved: UnresolvedRequest, result: CheckResult): Promise<CheckResult> {
		const { atWorkMs = 0 } = reconciliation;
		const endsAt = (unresolved.lastSentAt ?? unresolved.since) + atWorkMs;
		let current = result;
		for (let polls = 1; current.kind === 'notDone' && clock.now() < endsAt; polls += 1) {
			const restMs = endsAt - clock.now();
			const mayWait = client.mayWait(restMs);
			if (!mayWait || !(await client.wait(Math.min(pollPause(polls), restMs)))) {
				return unclear(
					current.failure,
					`It has no effect so far, but may still be at work. Only after ${Math.round(atWorkMs / 1000)} seconds it could be sent again, which "Maximum Wait" does not allow for`,
				);
			}
			current = await reconcileOnce(unresolved);
		}
		return current;
	}

	async function poll(rejection: Failure, result: CheckResult): Promise<CheckResult> {
		waitingSince ??= clock.now();
		return await pollUntil(result, {
			clock,
			client,
			begunAt: waitingSince,
			endsAt: waitingSince + (plan.pollTimeoutMs ?? 0),
			what: FOR_ITS_TURN,
			async readState() {
				const seen = await readState(1);
				return seen && reconciliation.diagnoseRejection(plan, rejection, seen.body);
			},
		});
	}

	return {
		async checkBeforeRetry(unresolved) {
			return reconciliation.checksBeforeRetry ? await tryReconcileOnce(unresolved) : undefined;
		},
		reconcileOnce,
		async reconcile(unresolved) {
			const first = await reconcileOnce(unresolved);
			if (first.kind !== 'notDone' && first.kind !== 'pending') return first;
			if (!(await client.wait(BETWEEN_LOOKS_MS))) {
				return unclear(first.failure, 'It has no effect so far, but may still be at work');
			}
			const second = await outlast(unresolved, await reconcileOnce(unresolved));
			return second.kind === 'pending' ? { kind: 'failed', failure: second.failure } : second;
		},
		async diagnoseRejection(rejection) {
			const seen = await readState(1);
			if (!seen) return { kind: 'failed', failure: rejection };
			const result = reconciliation.diagnoseRejection(plan, rejection, seen.body);
			if (result.kind === 'pending') return await poll(rejection, result);
			// A rejection of what could be done has another reason, so sending it again does not help.
			return result.kind === 'notDone' ? { kind: 'failed', failure: result.failure } : result;
		},
		async checkFirst() {
			const { reply } = await read(MAX_READS);
			const reading: Attempt = {
				action: reconciliation.readAction(plan),
				idempotency: 'safe',
				howToVerify: '',
				fieldLabels: [],
			};
			const rejection: Failure = { ...explainReply(reply, reading), certainty: 'not-sent' };
			if (!isTelling(reply)) return { kind: 'failed', failure: rejection };
			const body = bodyOf(reply);
			sightings.keep(reconciliation, body);
			const unsent: Failure = {
				message: rejection.message,
				remedy: rejection.remedy,
				certainty: 'not-sent',
			};
			const result = reconciliation.diagnoseRejection(plan, unsent, body);
			return result.kind === 'pending' ? await poll(unsent, result) : result;
		},
	};
}

function unclear(failure: Failure, why: string): CheckResult {
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}
