import { explainReply } from '../api/failures';
import type { ApiRequest, Reply } from '../api/types';
import type { Operation, Plan, Verdict } from '../operations/types';
import type { Clock } from './requests/clock';
import { openExchange, type Exchange, type RunMeans } from './requests/retryingClient';
import { failedAt, type Outcome } from './outcomes';
import { readPages } from './readPages';
import { bodyOf, isSuccess, isUnclear } from './replies';
import { RETRY_POLICY } from './requests/retryPolicy';
import { pollUntil } from './reads/pollUntil';

/** Finds out what an item wants to know: one page, all pages, or whether something has come about. */
export async function read<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	means: RunMeans,
): Promise<Outcome> {
	const exchange = openExchange(means);
	const verdict = operation.watch
		? await watch(operation, plan, exchange, means.clock)
		: await readPages(operation, plan, async (request) => await sendRead(request, exchange));
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

/** Reading changes nothing, so it may be repeated whatever became of it. */
async function sendRead(request: ApiRequest, exchange: Exchange): Promise<Reply> {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await exchange.send(request, 'work');
		const isFinal = !isUnclear(reply) || tries >= RETRY_POLICY.maxUnclearTries;
		if (isFinal || !(await exchange.backOff(tries))) return reply;
	}
}
