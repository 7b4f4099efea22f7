import { explainReply } from '../api/failures';
import type { Failure } from '../api/types';
import type { Bulk, Operation, Plan } from '../operations/types';
import { openExchange, type RunMeans } from './requests/retryingClient';
import { failedAt, type Outcome } from './outcomes';
import { perform } from './perform';
import { bodyOf, isSuccess, tellsAll } from './replies';

/**
 * Does several items by one request. When it is refused, halves of them are tried, and so on, until
 * those are told apart that it was refused for. When nobody can tell what became of it, each item is
 * looked after.
 *
 * @returns what became of each, in the order of the plans
 */
export async function performTogether<P extends Plan>(
	operation: Operation<P>,
	plans: readonly P[],
	means: RunMeans,
): Promise<Outcome[]> {
	const { bulk } = operation;
	if (!bulk || plans.length < 2) {
		return await Promise.all(plans.map((plan) => perform(operation, plan, means)));
	}

	const { reply, sentAt } = await openExchange(means).send(bulk.join(plans), 'work');
	const lookAfter = async (plan: P): Promise<Outcome> => {
		const doubt = { failure: explainReply(reply, plan), since: sentAt };
		return await perform(operation, plan, means, doubt);
	};
	if (isSuccess(reply)) {
		const body = bodyOf(reply);
		return await Promise.all(
			plans.map(async (plan) => {
				const json = operation.present(plan, body);
				return json ? { kind: 'done' as const, json } : await lookAfter(plan);
			}),
		);
	}
	const failure = explainReply(reply, plans[0]);
	if (failure.certainty === 'unknown') return await Promise.all(plans.map(lookAfter));
	if (tellsAll(failure)) return plans.map((plan) => failedAt(plan, explainReply(reply, plan)));
	const outcomes = await tellApart(operation, plans, means);
	// That anything could be done now proves that the refused request had not done it.
	if (outcomes.some((outcome) => outcome.kind === 'done' && bulk.isAnswer(outcome.json))) {
		return outcomes;
	}
	return outcomes.map((outcome) => doubtful(outcome, bulk, sentAt));
}

async function tellApart<P extends Plan>(
	operation: Operation<P>,
	plans: readonly P[],
	means: RunMeans,
): Promise<Outcome[]> {
	const middle = Math.ceil(plans.length / 2);
	const first = await performTogether(operation, plans.slice(0, middle), means);
	return [...first, ...(await performTogether(operation, plans.slice(middle), means))];
}

/** Whether a request for several that is refused may be obeyed in part is not documented. */
function doubtful<P extends Plan>(
	outcome: Outcome,
	{ mayBeDone }: Bulk<P>,
	since: number,
): Outcome {
	if (outcome.kind === 'done' || !mayBeDone(outcome.failure)) return outcome;
	const failure: Failure = {
		...outcome.failure,
		certainty: 'unknown',
		remedy: `It may have been done by the request for several instances at once, which was refused before. ${outcome.failure.remedy}`,
	};
	return { kind: 'failed', failure, doubt: { failure, since } };
}
