import { explainReply } from '../../api/errors/explainReply';
import type { Operation, Plan, CheckResult, ObservedState } from '../../operations/types';
import type { SentItem, SequenceState } from '../orderedQueue';
import type { Outcome, UnresolvedRequest } from '../outcomes';
import type { RetryHistory } from '../requests/retryHistory';
import { createRetryingClient } from '../requests/retryingClient';
import type { RunContext } from '../requests/runContext';
import { judgeReply } from './judgeReply';
import { NO_CHECKPOINTS, type BegunWork, type Checkpoints } from './prerequisites';
import { createReconciler } from './reconciler';
import { createRequestBuilder } from './requestBuilder';
import { resolveRejection, resolveUnclear } from './resolve';
import { openObservedStates } from './observedState';
import { bodyToKeep, createUnclearTries, failed } from './unresolved';

/** What became of an item, and what later items with the same ordering key should know of it. */
export interface Written {
	readonly outcome: Outcome;
	/** The newest that was seen of what it is about. */
	readonly seen?: ObservedState;
	/** If it was done, or may have been. */
	readonly sent?: SentItem;
}

/**
 * Sends one item's request until it is settled: done, refused, or nobody can tell. It goes out again
 * only when nothing was done by the time before, or when doing it twice changes nothing.
 *
 * @param prepared the plan, as far as it could be made before anything was sent
 * @param unresolved what an earlier run of the node left unresolved
 * @param sequence what is known of the items before this one
 * @param checkpoints what an earlier run of the node has got by requests before the item's own
 */
export async function write<P extends Plan>(
	operation: Operation<P>,
	{
		plan: prepared,
		runContext,
		unresolved,
		sequence = {},
		checkpoints = NO_CHECKPOINTS,
	}: {
		readonly plan: P;
		readonly runContext: RunContext;
		readonly unresolved?: UnresolvedRequest;
		readonly sequence?: SequenceState;
		readonly checkpoints?: Checkpoints;
	},
): Promise<Written> {
	const { reconciliation } = operation;
	const { clock } = runContext;
	const client = createRetryingClient(runContext);
	const states = openObservedStates<P>(sequence.seen, clock);
	const unclearTries = createUnclearTries(unresolved);
	const builder = createRequestBuilder(operation, { plan: prepared, client, checkpoints });
	let item = openItem(prepared);
	let history: RetryHistory | undefined;

	function openItem(plan: P) {
		const context = { client, clock, states, sent: sequence.sent };
		const reconciler = reconciliation && createReconciler(plan, reconciliation, context);
		return { plan, client, unclearTries, reconciler };
	}

	/** What an earlier run has left is resolved first, and what can be checked first is checked. */
	async function begin(): Promise<CheckResult> {
		const { plan, reconciler } = item;
		if (unresolved && plan.idempotency === 'nonIdempotent') {
			return await resolveUnclear(unresolved, item);
		}
		const seen = states.newest();
		const isReady = seen && reconciliation?.isReady?.(plan, seen);
		if (plan.checksFirst && reconciler && !isReady) {
			const result = await reconciler.checkFirst();
			if (result.kind !== 'notDone') return result;
		}
		return await attempt();
	}

	async function attempt(): Promise<CheckResult> {
		const built = await builder.build(item.plan);
		if (built.begun) continueWith(built.plan, built.begun);
		if (built.kind === 'failed') return built;
		const { plan } = item;
		const { request } = built;
		const before = states.newest();
		const exchanged = await client.send(request, builder.mode, history);
		const { reply, sentAt, throttledAt } = exchanged;
		const sent = {
			since: sentAt,
			...(before && { before }),
			...(reconciliation && bodyToKeep(request)),
		};
		history = exchanged.rebuildWith;
		if (history) {
			const failure = explainReply(reply, plan);
			// If nothing comes of the next try, this one may have been processed, as after a 503.
			if (failure.certainty === 'unknown') unclearTries.add({ ...sent, failure }, plan);
			return { kind: 'notDone', failure };
		}
		const answered = { plan, request, sent, sequence, states, clock };
		const judgment = judgeReply(operation, reply, answered);
		if (judgment.kind === 'unclear') {
			const { failure, isAnswered } = judgment;
			return await resolveUnclear(unclearTries.add({ ...sent, failure, isAnswered }, plan), item);
		}
		if (judgment.kind === 'rejected') {
			const { failure } = judgment;
			if (builder.reword(plan, reply)) return { kind: 'notDone', failure };
			return await resolveRejection(failure, item, { sent, throttledAt });
		}
		return judgment;
	}

	/** The first half of the work is done, so from now on the item is about what that has begun. */
	function continueWith(plan: P, { body, isNew }: BegunWork): void {
		item = openItem(plan);
		// Another item that fails is no reason to leave this one half done.
		client.ignoreSiblings();
		if (reconciliation && isNew) states.keep(reconciliation, body);
	}

	let result = await begin();
	while (result.kind === 'notDone') result = await attempt();
	const { plan } = item;
	const seen = states.newest();
	if (result.kind === 'done') {
		return { outcome: result, seen, sent: { plan, doneAt: clock.now() } };
	}
	const left = unclearTries.unresolved();
	const outcome = failed(plan, result.failure, left);
	return { outcome, seen, ...(left && { sent: { plan } }) };
}
