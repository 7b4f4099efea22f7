import { explainReply } from '../api/failures';
import type { ApiRequest, Failure, Reply } from '../api/types';
import type { Operation, Plan, Verdict } from '../operations/types';
import { openExchange, type RunMeans } from './requests/retryingClient';
import { openInquiry } from './inquiry';
import type { LaneState } from './lanes';
import { failedAt, type Doubt, type Outcome } from './outcomes';
import { NO_NOTES, sendFirst, type Notes } from './preliminaries';
import { bodyOf, isSuccess, tellsAll } from './replies';

const MOST_UNCLEAR_TRIES = 3;

/**
 * Sends one item's request until it is settled: done, refused, or nobody can tell. It goes out again
 * only when nothing was done by the time before, or when doing it twice changes nothing.
 *
 * @param doubt what an earlier run of the node left unsettled
 * @param lane what the items before this one have seen; gets what this one sees
 * @param notes what an earlier run of the node has got by requests before the item's own
 */
export async function perform<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	means: RunMeans,
	doubt?: Doubt,
	lane: LaneState = {},
	notes: Notes = NO_NOTES,
): Promise<Outcome> {
	const { witness } = operation;
	const exchange = openExchange(means);
	// What this run has seen was not seen before a request of the run before.
	const stampBefore = doubt ? undefined : lane.stamp;
	const inquiry =
		witness && openInquiry(plan, witness, { exchange, clock: means.clock, lane, stampBefore });
	let unsettled = doubt;
	let unclearTries = 0;

	let request: ApiRequest | undefined;
	let amendedFor: Reply | undefined;
	// What was read may have changed by the next try, and must not be written back as it was.
	const isMadeAnew = isRepeatable(plan) && plan.first?.every(({ nature }) => nature === 'read');

	async function attempt(): Promise<Verdict> {
		if (!request || isMadeAnew) {
			const ready = await sendFirst(plan, exchange, notes);
			if (ready.kind === 'failed') return ready;
			const { request: whole } = ready;
			request = (amendedFor && operation.amend?.(plan, whole, amendedFor)) ?? whole;
		}
		const { reply, sentAt } = await exchange.send(
			request,
			plan.nature === 'once' ? 'once' : 'work',
		);
		const json = isSuccess(reply) ? operation.present(plan, bodyOf(reply)) : undefined;
		if (json) {
			lane.stamp = witness?.stamp(bodyOf(reply)) ?? lane.stamp;
			const contradiction = operation.contradiction?.(plan, request, bodyOf(reply));
			return contradiction ? { kind: 'failed', failure: contradiction } : { kind: 'done', json };
		}
		const failure = explainReply(reply, plan);
		if (failure.certainty !== 'unknown') return await afterRefusal(failure, reply);
		unsettled = { failure, since: unsettled?.since ?? sentAt };
		return await settle(unsettled);
	}

	async function settle(open: Doubt): Promise<Verdict> {
		unclearTries += 1;
		const isLast = unclearTries >= MOST_UNCLEAR_TRIES;
		const givenUp: Verdict = { kind: 'failed', failure: open.failure };
		if (isRepeatable(plan)) {
			const mayRepeat = !isLast && (await exchange.backOff(unclearTries));
			return mayRepeat ? { kind: 'open', failure: open.failure } : givenUp;
		}
		if (!inquiry) return givenUp;
		const verdict = await inquiry.settle(open);
		return verdict.kind === 'open' && isLast ? givenUp : verdict;
	}

	async function afterRefusal(failure: Failure, reply: Reply): Promise<Verdict> {
		const other = request && !amendedFor && operation.amend?.(plan, request, reply);
		if (other) {
			amendedFor = reply;
			request = other;
			return { kind: 'open', failure };
		}
		if (!inquiry || tellsAll(failure)) return { kind: 'failed', failure };
		if (!unsettled || isRepeatable(plan)) return await inquiry.review(failure);
		// The try without an answer may have been obeyed late, and so be the reason of the refusal.
		const verdict = await inquiry.glance(unsettled);
		return verdict.kind === 'done' ? verdict : { kind: 'failed', failure };
	}

	const mustSettle = doubt && plan.nature === 'once';
	let verdict = mustSettle ? await settle(doubt) : await attempt();
	while (verdict.kind === 'open') verdict = await attempt();
	if (verdict.kind === 'done') return verdict;
	return failed(plan, verdict.failure, unsettled);
}

function isRepeatable({ nature }: Plan): boolean {
	return nature === 'repeatable';
}

function failed(plan: Plan, failure: Failure, doubt: Doubt | undefined): Outcome {
	const told = doubt ? withDoubt(plan, failure, doubt) : failure;
	return { ...failedAt(plan, told), ...(doubt && { doubt }) };
}

/** Whatever a later try ended in, one without a clear answer may have been obeyed. */
function withDoubt({ check }: Plan, failure: Failure, doubt: Doubt): Failure {
	if (failure.certainty === 'unknown') return failure;
	if (failure.certainty === 'not-sent') return doubt.failure;
	const remedy = `An earlier try got no clear answer, so whether it was done is not known. ${check} ${failure.remedy}`;
	return { ...failure, certainty: 'unknown', remedy };
}
