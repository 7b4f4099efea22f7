import { isConclusive } from '../../api/replies';
import type { Failure } from '../../api/types';
import type { CheckResult, Plan } from '../../operations/types';
import type { UnresolvedRequest } from '../outcomes';
import type { RetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';
import type { Reconciler } from './reconciler';
import {
	mayHaveSucceeded,
	throttledBefore,
	type SentRequest,
	type UnclearTries,
} from './unresolved';

/** An item whose own request has been sent. */
export interface WriteState {
	readonly plan: Plan;
	readonly client: RetryingClient;
	readonly unclearTries: UnclearTries;
	/** Undefined where no read can tell what became of a request. */
	readonly reconciler?: Reconciler;
}

/** After a try without a clear answer. @returns `notDone` when it is to go out again */
export async function resolveUnclear(
	unresolved: UnresolvedRequest,
	{ plan, client, unclearTries, reconciler }: WriteState,
): Promise<CheckResult> {
	const { failure } = unresolved;
	const tries = unclearTries.count();
	const isLast = tries >= RETRY_POLICY.maxTries.write;
	if (plan.idempotency === 'idempotent') {
		if (isLast || !(await client.backOff(tries))) return { kind: 'failed', failure };
		const result = await reconciler?.checkBeforeRetry(unresolved);
		// If no read can tell, it does no harm to do it again.
		return !result || result.kind === 'pending' ? { kind: 'notDone', failure } : result;
	}
	if (!reconciler) return { kind: 'failed', failure };
	const result = await reconciler.reconcile(unresolved);
	return result.kind === 'notDone' && isLast ? { kind: 'failed', failure } : result;
}

/** After a rejection: whether it is about what the item itself has done before, and how to explain it. */
export async function resolveRejection(
	failure: Failure,
	{ plan, unclearTries, reconciler }: WriteState,
	{ sent, throttledAt }: { readonly sent: SentRequest; readonly throttledAt?: number },
): Promise<CheckResult> {
	if (!reconciler || isConclusive(failure)) return { kind: 'failed', failure };
	if (plan.idempotency === 'idempotent') return await reconciler.diagnoseRejection(failure);
	const unresolved = unclearTries.unresolved();
	if (unresolved) {
		// The try without an answer may have been processed late, and so be the reason of the rejection.
		const result = await reconciler.reconcileOnce(unresolved);
		return result.kind === 'done' ? result : { kind: 'failed', failure };
	}
	const result = await reconciler.diagnoseRejection(failure);
	if (throttledAt === undefined || !mayHaveSucceeded(result)) return result;
	const unknownOutcome = throttledBefore(result.failure);
	unclearTries.add({ ...sent, failure: unknownOutcome, since: throttledAt }, plan);
	return { kind: 'failed', failure: unknownOutcome };
}
