import { explainReply } from '../../api/errors/explainReply';
import type { Answer, ApiRequest, Failure, Reply } from '../../api/types';
import type { Operation, Plan, CheckResult, Sighting } from '../../operations/types';
import type { RetryHistory } from '../requests/decideRetry';
import { createRetryingClient, type SendResult } from '../requests/retryingClient';
import type { RunContext } from '../requests/runContext';
import { createReconciler } from './reconciler';
import type { SentItem, SequenceState } from '../orderedQueue';
import type { UnresolvedRequest, Outcome } from '../outcomes';
import { NO_CHECKPOINTS, sendPrerequisites, type Checkpoints, type Ready } from './prerequisites';
import { bodyOf, isSuccess, isConclusive } from '../../api/replies';
import { bodyToKeep, contradicted, failed, mayHaveSucceeded, throttledBefore } from './unresolved';
import { agreedTime, evidenceOf, openSightings, serverClock } from './sightings';

const MAX_UNCLEAR_TRIES = 3;

/** What became of an item, and what those after it with the same ordering key should know of it. */
export interface Written {
	readonly outcome: Outcome;
	/** The newest that was seen of what it is about. */
	readonly seen?: Sighting;
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
	const sightings = openSightings<P>(sequence.seen, clock);
	let plan = prepared;
	let reconciler = openReconciler();
	// After a 503 that asks for a pause it is looked what became of it, where a look can tell.
	const isLookedFor = plan.idempotency === 'nonIdempotent' || reconciliation?.checksBeforeRetry;
	let unsettled = unresolved;
	let unclearTries = 0;
	let request: ApiRequest | undefined;
	let history: RetryHistory | undefined;
	let rewordedFor: Reply | undefined;
	// What was read may have changed by the next try, and must not be written back as it was.
	const isRebuilt =
		isRepeatable(plan) && plan.prerequisites?.every(({ idempotency }) => idempotency === 'safe');
	const mode = isLookedFor ? 'resendIfUnprocessed' : isRebuilt ? 'rebuild' : 'resend';

	function openReconciler() {
		const context = { client, clock, sightings, sent: sequence.sent };
		return reconciliation && createReconciler(plan, reconciliation, context);
	}

	/** Takes over what a request before the main one has begun. @returns why that cannot be finished */
	function continueFrom({
		request: whole,
		begun,
	}: Extract<Ready, { kind: 'ready' }>): Failure | undefined {
		const next = begun && operation.continueFrom?.({ ...plan, request: whole }, begun.body);
		if (!next) return undefined;
		plan = next.plan;
		reconciler = openReconciler();
		// Another item that fails is no reason to leave this one half done.
		client.ignoreSiblings();
		if (reconciliation && begun.isNew) sightings.keep(reconciliation, begun.body);
		return next.failure;
	}

	async function attempt(): Promise<CheckResult> {
		if (!request || isRebuilt) {
			const ready = await sendPrerequisites(plan, client, checkpoints);
			if (ready.kind === 'failed') return ready;
			const failure = continueFrom(ready);
			if (failure) return { kind: 'failed', failure };
			const { request: whole } = ready.begun ? plan : ready;
			request = (rewordedFor && operation.retryWith?.(plan, whole, rewordedFor)) ?? whole;
		}
		const before = sightings.newest();
		const exchanged = await client.send(request, mode, history);
		const { reply, sentAt } = exchanged;
		history = exchanged.rebuildWith;
		const found = {
			since: sentAt,
			...(before && { before }),
			...(reconciliation && bodyToKeep(request)),
		};
		if (history) return notDoneYet(explainReply(reply, plan), found);
		// With the request as it was sent, in which files have their URLs.
		const json = isSuccess(reply)
			? operation.present({ ...plan, request }, bodyOf(reply))
			: undefined;
		if (json && reply.kind === 'answer') {
			const why = reasonToDoubtOf(reply, { failure: explainReply(reply, plan), ...found });
			const contradiction = operation.contradiction?.(plan, request, bodyOf(reply));
			if (contradiction) return { kind: 'failed', failure: contradiction };
			if (!why) return { kind: 'done', json };
			const failure = contradicted(plan, reply, why);
			return await settle(keep({ failure, ...found, isAnswered: true }, sentAt));
		}
		const failure = explainReply(reply, plan);
		if (failure.certainty !== 'unknown') return await afterRejection(failure, exchanged, found);
		return await settle(keep({ failure, ...found }, sentAt));
	}

	/** It goes out again; but if nothing comes of that, this one may have been obeyed, as after a 503. */
	function notDoneYet(failure: Failure, found: Omit<UnresolvedRequest, 'failure'>): CheckResult {
		if (failure.certainty === 'unknown') keep({ failure, ...found }, found.since);
		return { kind: 'notDone', failure };
	}

	/** Of several tries without a clear answer the first counts, in the words of the last. */
	function keep(latest: UnresolvedRequest, lastSentAt: number): UnresolvedRequest {
		const { failure, isAnswered = false } = latest;
		const first = unsettled ?? latest;
		unsettled = { details: plan.details, ...first, failure, lastSentAt, isAnswered };
		return unsettled;
	}

	/** Takes note of an answer of success. @returns what in it casts doubt on that */
	function reasonToDoubtOf(reply: Answer, found: UnresolvedRequest): string | undefined {
		if (!reconciliation) return undefined;
		const atMost = clock.now() - found.since;
		const told = agreedTime(reply, reconciliation.revisionOf(bodyOf(reply)));
		const sent = serverClock(told, { atLeast: 0, atMost, marginMs: 0 });
		const known = { ...sequence, seen: sightings.newest() };
		const evidence = evidenceOf(found, { plan, sequence: known, sent });
		const why = reconciliation.reasonToDoubt?.(plan, bodyOf(reply), evidence);
		// What is not true of the thing is no revision to hold others against.
		if (!why) sightings.keep(reconciliation, bodyOf(reply));
		return why;
	}

	async function settle(open: UnresolvedRequest): Promise<CheckResult> {
		unclearTries += 1;
		const isLast = unclearTries >= MAX_UNCLEAR_TRIES;
		const givenUp: CheckResult = { kind: 'failed', failure: open.failure };
		if (isRepeatable(plan)) {
			if (isLast || !(await client.backOff(unclearTries))) return givenUp;
			const result =
				reconciliation?.checksBeforeRetry && (await reconciler?.tryReconcileOnce(open));
			// Where nobody can look, it does no harm to do it again.
			if (!result || result.kind === 'pending') return { kind: 'notDone', failure: open.failure };
			return result;
		}
		if (!reconciler) return givenUp;
		const result = await reconciler.reconcile(open);
		return result.kind === 'notDone' && isLast ? givenUp : result;
	}

	async function afterRejection(
		failure: Failure,
		{ reply, throttledAt }: SendResult,
		found: Omit<UnresolvedRequest, 'failure'>,
	): Promise<CheckResult> {
		const other = request && !rewordedFor && operation.retryWith?.(plan, request, reply);
		if (other) {
			rewordedFor = reply;
			request = other;
			return { kind: 'notDone', failure };
		}
		if (!reconciler || isConclusive(failure)) return { kind: 'failed', failure };
		if (isRepeatable(plan)) return await reconciler.diagnoseRejection(failure);
		if (!unsettled) {
			const result = await reconciler.diagnoseRejection(failure);
			if (throttledAt === undefined || !mayHaveSucceeded(result)) return result;
			const suspicion = throttledBefore(result.failure);
			keep({ ...found, failure: suspicion, since: throttledAt }, throttledAt);
			return { kind: 'failed', failure: suspicion };
		}
		// The try without an answer may have been obeyed late, and so be the reason of the rejection.
		const result = await reconciler.reconcileOnce(unsettled);
		return result.kind === 'done' ? result : { kind: 'failed', failure };
	}

	async function begin(): Promise<CheckResult> {
		if (unresolved && plan.idempotency === 'nonIdempotent') return await settle(unresolved);
		const seen = sightings.newest();
		const isReady = seen && reconciliation?.isReady?.(plan, seen);
		if (plan.checksFirst && reconciler && !isReady) {
			const result = await reconciler.checkFirst();
			if (result.kind !== 'notDone') return result;
		}
		return await attempt();
	}

	let result = await begin();
	while (result.kind === 'notDone') result = await attempt();
	const outcome = result.kind === 'done' ? result : failed(plan, result.failure, unsettled);
	const seen = sightings.newest();
	if (outcome.kind === 'done') return { outcome, seen, sent: { plan, doneAt: clock.now() } };
	return { outcome, seen, ...(unsettled && { sent: { plan } }) };
}

function isRepeatable({ idempotency }: Plan): boolean {
	return idempotency === 'idempotent';
}
