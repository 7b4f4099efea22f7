import type { IDataObject } from 'n8n-workflow';
import { explainReply } from '../api/failures';
import type { ApiRequest, Failure, Reply } from '../api/types';
import type { Operation, Plan, Verdict } from '../operations/types';
import type { Clock } from './requests/clock';
import { openExchange, type Exchange, type RunMeans } from './requests/retryingClient';
import { failedAt, type Outcome } from './outcomes';
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
		: await readPages(operation, plan, exchange);
	return verdict.kind === 'done' ? verdict : failedAt(plan, verdict.failure);
}

async function readPages<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	exchange: Exchange,
): Promise<Verdict> {
	const { most = Infinity } = plan;
	const entries: IDataObject[] = [];
	const asked = new Set<string>();
	for (let request: ApiRequest | undefined = plan.request; request; ) {
		asked.add(JSON.stringify(request.query));
		const reply = await sendRead(request, exchange);
		const page = isSuccess(reply) ? operation.present(plan, bodyOf(reply)) : undefined;
		if (!page) return { kind: 'failed', failure: explainReply(reply, plan) };
		if (!operation.nextPage) return { kind: 'done', json: page };
		for (const entry of [page].flat()) if (entries.length < most) entries.push(entry);
		request = entries.length < most ? operation.nextPage(plan, bodyOf(reply)) : undefined;
		// A link that leads in circles would never end.
		if (request && asked.has(JSON.stringify(request.query))) {
			return { kind: 'failed', failure: inCircles(plan) };
		}
	}
	return { kind: 'done', json: entries };
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

function inCircles({ phrase }: Plan): Failure {
	return {
		message: `The pages of the answer to the request to ${phrase} lead in circles`,
		remedy: 'Nothing was changed. Use a Limit instead of Return All, or narrow the filters',
		certainty: 'rejected',
	};
}
