import { explainReply } from '../api/failures';
import type { Answer, ApiRequest, Failure, Reply } from '../api/types';
import type { Operation, Plan, Verdict } from '../operations/types';
import { openExchange, type Exchanged, type RunMeans } from './requests/retryingClient';
import { openInquiry } from './inquiry';
import type { LaneState } from './lanes';
import { failedAt, type Doubt, type Outcome } from './outcomes';
import { NO_NOTES, sendFirst, type Notes, type Ready } from './preliminaries';
import { bodyOf, isSuccess, tellsAll } from './replies';
import { evidenceOf, keepSighting, serverClock } from './sightings';

const MAX_UNCLEAR_TRIES = 3;
/** A larger body is not kept for later, so its values cannot be compared with what a read shows then. */
const MAX_BODY_KEPT = 20_000;

/**
 * Sends one item's request until it is settled: done, refused, or nobody can tell. It goes out again
 * only when nothing was done by the time before, or when doing it twice changes nothing.
 *
 * @param prepared the plan, as far as it could be made before anything was sent
 * @param doubt what an earlier run of the node left unsettled
 * @param lane what the items before this one have seen; gets what this one sees
 * @param notes what an earlier run of the node has got by requests before the item's own
 */
export async function perform<P extends Plan>(
	operation: Operation<P>,
	prepared: P,
	means: RunMeans,
	doubt?: Doubt,
	lane: LaneState = {},
	notes: Notes = NO_NOTES,
): Promise<Outcome> {
	const { witness } = operation;
	const { clock } = means;
	const exchange = openExchange(means);
	let plan = prepared;
	let inquiry = inquire();
	// After a 503 that asks for a pause it is looked what became of it, where a look can tell.
	const isLookedFor = plan.idempotency === 'nonIdempotent' || witness?.looksBeforeRepeating;
	let unsettled = doubt;
	let unclearTries = 0;
	let request: ApiRequest | undefined;
	let amendedFor: Reply | undefined;
	// What was read may have changed by the next try, and must not be written back as it was.
	const isMadeAnew =
		isRepeatable(plan) && plan.first?.every(({ idempotency }) => idempotency === 'safe');
	const purpose = isLookedFor ? 'once' : isMadeAnew ? 'anew' : 'work';

	function inquire() {
		return witness && openInquiry(plan, witness, { exchange, clock, lane });
	}

	/** Takes over what a request before the main one has begun. @returns why that cannot be finished */
	function goOn({ request: whole, begun }: Extract<Ready, { kind: 'ready' }>): Failure | undefined {
		const next = begun && operation.goOn?.({ ...plan, request: whole }, begun.body);
		if (!next) return undefined;
		plan = next.plan;
		inquiry = inquire();
		// Another item that fails is no reason to leave this one half done.
		exchange.begin();
		if (witness && begun.isNew) {
			keepSighting(lane, witness, { body: begun.body, seenAt: clock.now() });
		}
		return next.failure;
	}

	async function attempt(): Promise<Verdict> {
		if (!request || isMadeAnew) {
			const ready = await sendFirst(plan, exchange, notes);
			if (ready.kind === 'failed') return ready;
			const failure = goOn(ready);
			if (failure) return { kind: 'failed', failure };
			const { request: whole } = ready.begun ? plan : ready;
			request = (amendedFor && operation.amend?.(plan, whole, amendedFor)) ?? whole;
		}
		const before = lane.seen;
		const exchanged = await exchange.send(request, purpose);
		const { reply, sentAt, isDue } = exchanged;
		if (isDue) return { kind: 'open', failure: explainReply(reply, plan) };
		const found = { since: sentAt, ...(before && { before }), ...(witness && bodyToKeep(request)) };
		const json = isSuccess(reply) ? operation.present(plan, bodyOf(reply)) : undefined;
		if (json && reply.kind === 'answer') {
			const why = doubtOf(reply, { failure: explainReply(reply, plan), ...found });
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

	/** Of several tries without a clear answer the first counts, in the words of the last. */
	function keep(latest: Doubt, lastSentAt: number): Doubt {
		const { failure, isAnswered = false } = latest;
		const first = unsettled ?? latest;
		unsettled = { facts: plan.facts, ...first, failure, lastSentAt, isAnswered };
		return unsettled;
	}

	/** Takes note of an answer of success. @returns what in it casts doubt on that */
	function doubtOf(reply: Answer, found: Doubt): string | undefined {
		if (!witness) return undefined;
		const atMost = clock.now() - found.since;
		const sent = serverClock(reply.serverTime, { atLeast: 0, atMost, marginMs: 0 });
		const evidence = evidenceOf(found, plan, lane, sent);
		const why = witness.doubt?.(plan, bodyOf(reply), evidence);
		// What is not true of the thing is no revision to hold others against.
		if (!why) keepSighting(lane, witness, { body: bodyOf(reply), seenAt: clock.now() });
		return why;
	}

	async function settle(open: Doubt): Promise<Verdict> {
		unclearTries += 1;
		const isLast = unclearTries >= MAX_UNCLEAR_TRIES;
		const givenUp: Verdict = { kind: 'failed', failure: open.failure };
		if (isRepeatable(plan)) {
			if (isLast || !(await exchange.backOff(unclearTries))) return givenUp;
			const verdict = witness?.looksBeforeRepeating && (await inquiry?.peek(open));
			// Where nobody can look, it does no harm to do it again.
			if (!verdict || verdict.kind === 'later') return { kind: 'open', failure: open.failure };
			return verdict;
		}
		if (!inquiry) return givenUp;
		const verdict = await inquiry.settle(open);
		return verdict.kind === 'open' && isLast ? givenUp : verdict;
	}

	async function afterRejection(
		failure: Failure,
		{ reply, throttledAt }: Exchanged,
		found: Omit<Doubt, 'failure'>,
	): Promise<Verdict> {
		const other = request && !amendedFor && operation.amend?.(plan, request, reply);
		if (other) {
			amendedFor = reply;
			request = other;
			return { kind: 'open', failure };
		}
		if (!inquiry || tellsAll(failure)) return { kind: 'failed', failure };
		if (isRepeatable(plan)) return await inquiry.review(failure);
		if (!unsettled) {
			const verdict = await inquiry.review(failure);
			if (throttledAt === undefined || !mayBeDone(verdict)) return verdict;
			const suspicion = throttledBefore(verdict.failure);
			keep({ ...found, failure: suspicion, since: throttledAt }, throttledAt);
			return { kind: 'failed', failure: suspicion };
		}
		// The try without an answer may have been obeyed late, and so be the reason of the rejection.
		const verdict = await inquiry.glance(unsettled);
		return verdict.kind === 'done' ? verdict : { kind: 'failed', failure };
	}

	async function begin(): Promise<Verdict> {
		if (doubt && plan.idempotency === 'nonIdempotent') return await settle(doubt);
		const isReady = lane.seen && witness?.isReady?.(plan, lane.seen);
		if (plan.looksFirst && inquiry && !isReady) {
			const verdict = await inquiry.lookFirst();
			if (verdict.kind !== 'open') return verdict;
		}
		return await attempt();
	}

	let verdict = await begin();
	while (verdict.kind === 'open') verdict = await attempt();
	const outcome = verdict.kind === 'done' ? verdict : failed(plan, verdict.failure, unsettled);
	if (outcome.kind === 'done') (lane.sent ??= []).push({ plan, doneAt: clock.now() });
	else if (unsettled) (lane.sent ??= []).push({ plan });
	return outcome;
}

function isRepeatable({ idempotency }: Plan): boolean {
	return idempotency === 'idempotent';
}

function bodyToKeep({ body }: ApiRequest): Pick<Doubt, 'body'> {
	return body && JSON.stringify(body).length <= MAX_BODY_KEPT ? { body } : {};
}

function contradicted({ action, howToVerify }: Plan, { status }: Answer, why: string): Failure {
	return {
		message: `Next Matter answered (HTTP ${status}) the request to ${action}, but ${why}`,
		remedy: `Whether it was done is not known. ${howToVerify}`,
		certainty: 'unknown',
		statusCode: status,
	};
}

/** A rejection because of what the request itself may have done. */
function mayBeDone(verdict: Verdict): verdict is Extract<Verdict, { kind: 'failed' }> {
	const facts = verdict.kind === 'failed' ? verdict.failure.facts : undefined;
	return facts?.instanceStatus !== undefined && facts.stepCompleted !== false;
}

function throttledBefore(failure: Failure): Failure {
	const remedy = `An earlier try was throttled and may have been obeyed all the same. ${failure.remedy}`;
	return { ...failure, certainty: 'unknown', remedy };
}

function failed(plan: Plan, failure: Failure, doubt: Doubt | undefined): Outcome {
	const told = doubt ? withDoubt(plan, failure, doubt) : failure;
	return { ...failedAt(plan, told), ...(doubt && { doubt }) };
}

/** Whatever a later try ended in, one without a clear answer may have been obeyed. */
function withDoubt({ howToVerify }: Plan, failure: Failure, doubt: Doubt): Failure {
	if (failure.certainty === 'unknown') return failure;
	if (failure.certainty === 'not-sent') return doubt.failure;
	const remedy = `An earlier try got no clear answer, so whether it was done is not known. ${howToVerify} ${failure.remedy}`;
	return { ...failure, certainty: 'unknown', remedy };
}
