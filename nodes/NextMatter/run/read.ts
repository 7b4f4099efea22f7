import { explainReply } from '../api/failures';
import type { Reply } from '../api/types';
import type { Ask, Operation, Plan, Verdict } from '../operations/types';
import type { Clock } from './requests/clock';
import { openExchange, type Exchange, type RunMeans } from './requests/retryingClient';
import { failedAt, type Outcome } from './outcomes';
import { readPages } from './readPages';
import { bodyOf, isSuccess, isUnclear } from './replies';
import { pollUntil } from './reads/pollUntil';
import { sendRead } from './reads/sendRead';

/** Finds out what an item wants to know, in one of the ways that operations have. */
export async function read<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	means: RunMeans,
): Promise<Outcome> {
	const exchange = openExchange(means);
	const ask: Ask = async (request) => await sendRead(request, exchange);
	const verdict = operation.watch
		? await watch(operation, plan, exchange, means.clock)
		: await (operation.gather?.(plan, ask) ?? readPages(operation, plan, ask));
	return verdict.kind === 'done' ? verdict : failedAt(plan, verdict.failure);
}

async function watch<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	exchange: Exchange,
	clock: Clock,
): Promise<Verdict> {
	const begunAt = clock.now();
	const endsAt = begunAt + (plan.patienceMs ?? 0);
	const look = async () => judge(operation, plan, await sendRead(plan.request, exchange));
	return await pollUntil(await look(), { clock, exchange, begunAt, endsAt, what: 'for it', look });
}

/** While there is time, an answer that did not come is no reason to give up. */
function judge<P extends Plan>({ watch: judgeBody }: Operation<P>, plan: P, reply: Reply): Verdict {
	const verdict = isSuccess(reply) ? judgeBody?.(plan, bodyOf(reply)) : undefined;
	if (verdict) return verdict;
	const kind = isUnclear(reply) ? 'later' : 'failed';
	return { kind, failure: explainReply(reply, plan) };
}
