import { explainReply } from '../../api/errors/explainReply';
import type { Attempt, Reply } from '../../api/types';
import { isRecord } from '../../input/isRecord';
import type { Operation, Plan } from '../../operations/types';
import type { EarlierOutcome } from '../completedItems';
import { failedOutcome, type Outcome } from '../outcomes';
import { bodyOf, isRejectedByApi, isSuccess } from '../../api/replies';
import { createRetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';
import type { RunContext } from '../requests/runContext';
import { sendRead } from './sendRead';

/** What a key gets for a thing of another workspace. */
const NOT_THERE = [403, 404];

/**
 * Hands on what an earlier try of the node has done, reading again what was not kept of it.
 *
 * @returns undefined when it was done in another workspace, so that it is still to be done in this one
 */
export async function replay<P extends Plan>(
	operation: Operation<P>,
	{
		plan,
		earlier: { outcome, needs, isBrief },
		runContext,
	}: { readonly plan: P; readonly earlier: EarlierOutcome; readonly runContext: RunContext },
): Promise<Outcome | undefined> {
	const { replay: way } = operation;
	const kept = outcome.kind === 'done' && isRecord(outcome.json) ? outcome.json : undefined;
	const request = kept && way?.request(plan, kept);
	if (!needs || !kept || !way || !request) return outcome;
	const { reply } = await sendRead(request, createRetryingClient(runContext), {
		mode: 'diagnose',
		maxTries: RETRY_POLICY.maxTries.check,
	});
	const body = isSuccess(reply) ? bodyOf(reply) : undefined;
	const isThere = isRecord(body) && way.isSame(plan, kept, body);
	const json = isThere ? operation.present(plan, body) : undefined;
	if (needs === 'proof' && !json) {
		return isRejectedByApi(reply, NOT_THERE) ? undefined : unproven(plan, reply);
	}
	if (!isBrief) return outcome;
	return isRecord(json)
		? { kind: 'done', json: { ...json, output_source: 'read_again' } }
		: { kind: 'done', json: { ...kept, output_source: 'remembered' } };
}

const LOOKING: Attempt = {
	action: 'look for it',
	idempotency: 'safe',
	howToVerify: '',
	fieldLabels: [],
};

function unproven(plan: Plan, reply: Reply): Outcome {
	const { message } = explainReply(reply, LOOKING);
	return failedOutcome(plan, {
		message: `The request to ${plan.action} was not sent: it was done before with another API key, and the node could not find out whether in the same workspace`,
		remedy: `${message}. Run the item again when that works, or with the previous API key.`,
		certainty: 'not-sent',
	});
}
