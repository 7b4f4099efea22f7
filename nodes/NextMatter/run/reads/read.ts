import { explainReply } from '../../api/errors/explainReply';
import type { Reply } from '../../api/types';
import type { Ask, Operation, Plan, CheckResult } from '../../operations/types';
import type { Clock } from '../requests/clock';
import { createRetryingClient, type RetryingClient } from '../requests/retryingClient';
import type { RunContext } from '../requests/runContext';
import { failedOutcome, type Outcome } from '../outcomes';
import { readPages } from './readPages';
import { bodyOf, isSuccess, isAmbiguous } from '../../api/replies';
import { pollUntil } from './pollUntil';
import { sendRead } from './sendRead';

/** Finds out what an item wants to know, in one of the ways that operations have. */
export async function read<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	runContext: RunContext,
): Promise<Outcome> {
	const client = createRetryingClient(runContext);
	const ask: Ask = async (request) => (await sendRead(request, client)).reply;
	const result = operation.poll
		? await watch(operation, { plan, client, clock: runContext.clock })
		: await (operation.gather?.(plan, ask) ?? readPages(operation, plan, ask));
	return result.kind === 'done' ? result : failedOutcome(plan, result.failure);
}

async function watch<P extends Plan>(
	operation: Operation<P>,
	{
		plan,
		client,
		clock,
	}: { readonly plan: P; readonly client: RetryingClient; readonly clock: Clock },
): Promise<CheckResult> {
	const begunAt = clock.now();
	const endsAt = begunAt + (plan.pollTimeoutMs ?? 0);
	const readState = async () =>
		judge(operation, plan, (await sendRead(plan.request, client)).reply);
	return await pollUntil(await readState(), {
		clock,
		client,
		begunAt,
		endsAt,
		what: 'for it',
		readState,
	});
}

/** While there is time, an answer that did not come is no reason to give up. */
function judge<P extends Plan>(
	{ poll: judgeBody }: Operation<P>,
	plan: P,
	reply: Reply,
): CheckResult {
	const result = isSuccess(reply) ? judgeBody?.(plan, bodyOf(reply)) : undefined;
	if (result) return result;
	const kind = isAmbiguous(reply) ? 'pending' : 'failed';
	return { kind, failure: explainReply(reply, plan) };
}
