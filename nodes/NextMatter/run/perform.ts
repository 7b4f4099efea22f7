import { explainReply } from '../api/failures';
import type { Failure, Reply, Send } from '../api/types';
import type { Operation, Plan } from '../operations/types';
import type { Outcome } from './outcomes';

/** Statuses that say all there is to say: the key, the rate, the address. */
const PLAIN_REFUSALS = [401, 405, 408, 415, 429];

/** Sends one item's request, exactly once, and judges what came back. */
export async function perform<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	send: Send,
): Promise<Outcome> {
	const reply = await send(plan.request);
	const json = isSuccess(reply) ? operation.present(plan, bodyOf(reply)) : undefined;
	if (json) return { kind: 'done', json };
	const failure = explainReply(reply, plan);
	return {
		kind: 'failed',
		failure: withFacts(plan, await diagnose(operation, plan, failure, send)),
	};
}

/** Asks once what may explain a refusal. An answer that does not help changes nothing. */
async function diagnose<P extends Plan>(
	{ diagnosis }: Operation<P>,
	plan: P,
	failure: Failure,
	send: Send,
): Promise<Failure> {
	const isPlain = PLAIN_REFUSALS.includes(failure.statusCode ?? 0);
	const isRefusal = (failure.statusCode ?? 0) >= 400 && failure.certainty === 'rejected';
	if (!diagnosis || !isRefusal || isPlain) return failure;
	const reply = await send(diagnosis.request(plan));
	return isSuccess(reply) ? diagnosis.explain(plan, failure, bodyOf(reply)) : failure;
}

function isSuccess(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

function bodyOf(reply: Reply): unknown {
	return reply.kind === 'answer' && reply.body.form === 'json' ? reply.body.value : undefined;
}

function withFacts(plan: Plan, failure: Failure): Failure {
	return { ...failure, facts: { ...plan.facts, ...failure.facts } };
}
