import { bodyOf } from '../../api/replies';
import type { Failure } from '../../api/types';
import type { Plan, CheckResult, Reconciliation } from '../../operations/types';
import type { SequenceState } from '../orderedQueue';
import type { UnresolvedRequest } from '../outcomes';
import { pollPause, RETRY_POLICY } from '../requests/retryPolicy';
import { createDiagnoser, type Diagnoser, type DiagnoserContext } from './diagnoser';
import { agreedTime, CLOCK_MARGIN_MS, evidenceOf, serverClock } from './observedState';
import { createStateReader, isTelling } from './stateReader';

/** What one item can find out by reading: also what became of a request without a clear answer. */
export interface Reconciler extends Diagnoser {
	/** @returns `notDone` when it is safe to send it again, else done or failed */
	reconcile(unresolved: UnresolvedRequest): Promise<CheckResult>;
	/** Reads once whether it was processed after all. A read that fails is a result as well. */
	reconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult>;
	/**
	 * Before what may be sent twice is sent again: reads once whether it was processed after all, if the
	 * operation wants that; undefined if not, and when the read fails.
	 */
	checkBeforeRetry(unresolved: UnresolvedRequest): Promise<CheckResult | undefined>;
}

export interface ReconcilerContext<P extends Plan> extends DiagnoserContext<P> {
	/** Other items about the same thing. */
	readonly sent: SequenceState['sent'];
}

export function createReconciler<P extends Plan>(
	plan: P,
	reconciliation: Reconciliation<P>,
	context: ReconcilerContext<P>,
): Reconciler {
	const { client, clock, states, sent: others } = context;
	const readState = createStateReader(plan, reconciliation, client);

	async function tryReconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult | undefined> {
		const { failure, since } = unresolved;
		const { reply, sentAt } = await readState(RETRY_POLICY.maxTries.check);
		if (!isTelling(reply)) return undefined;
		const body = bodyOf(reply);
		const sent = serverClock(agreedTime(reply, reconciliation.revisionOf(body)), {
			atLeast: sentAt - since,
			atMost: clock.now() - since,
			marginMs: CLOCK_MARGIN_MS,
		});
		const sequence = { seen: states.newest(), sent: others };
		const evidence = evidenceOf(unresolved, { plan, sequence, sent });
		const result = reconciliation.reconcile(plan, body, { failure, evidence });
		states.keep(reconciliation, body);
		return result;
	}

	async function reconcileOnce(unresolved: UnresolvedRequest): Promise<CheckResult> {
		const why = 'Checking what became of it failed as well';
		return (await tryReconcileOnce(unresolved)) ?? unclear(unresolved.failure, why);
	}

	/**
	 * While a request may still be in progress, a read without an effect proves nothing. So it is polled until
	 * then: late processing is seen soon, and a stale replica could mislead us only by lagging that long.
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
					`It has had no effect so far, but may still be in progress. It could only be sent again after ${Math.round(atWorkMs / 1000)} seconds, which 'Maximum Wait (Seconds)' does not allow`,
				);
			}
			current = await reconcileOnce(unresolved);
		}
		return current;
	}

	return {
		...createDiagnoser(plan, reconciliation, context),
		async reconcile(unresolved) {
			const first = await reconcileOnce(unresolved);
			if (first.kind !== 'notDone' && first.kind !== 'pending') return first;
			// It may still be in progress, so one read that shows the step as active is not enough.
			if (!(await client.wait(RETRY_POLICY.settleMs))) {
				return unclear(first.failure, 'It has had no effect so far, but may still be in progress');
			}
			const second = await outlast(unresolved, await reconcileOnce(unresolved));
			return second.kind === 'pending' ? { kind: 'failed', failure: second.failure } : second;
		},
		reconcileOnce,
		async checkBeforeRetry(unresolved) {
			return reconciliation.checksBeforeRetry ? await tryReconcileOnce(unresolved) : undefined;
		},
	};
}

function unclear(failure: Failure, why: string): CheckResult {
	return { kind: 'failed', failure: { ...failure, remedy: `${why}. ${failure.remedy}` } };
}
