import { explainReply } from '../api/failures';
import type { ApiRequest, Failure } from '../api/types';
import type { Plan, Preliminary } from '../operations/types';
import type { Exchange } from './exchange';
import { bodyOf, isSuccess, isUnclear } from './replies';

type Ready =
	| { readonly kind: 'ready'; readonly request: ApiRequest }
	| { readonly kind: 'failed'; readonly failure: Failure };

const MOST_READS = 3;

/** Sends what has to come before a plan's request. @returns that request, complete */
export async function sendFirst(plan: Plan, exchange: Exchange): Promise<Ready> {
	let request = plan.request;
	for (const preliminary of plan.first ?? []) {
		const reply = await sendOne(preliminary, exchange);
		const next = isSuccess(reply) ? preliminary.apply(bodyOf(reply), request) : undefined;
		if (!next) return { kind: 'failed', failure: beforehand(explainReply(reply, preliminary)) };
		request = next;
	}
	return { kind: 'ready', request };
}

async function sendOne({ request, nature }: Preliminary, exchange: Exchange) {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await exchange.send(request, 'work');
		const mayRepeat = nature === 'read' && isUnclear(reply) && tries < MOST_READS;
		if (!mayRepeat || !(await exchange.backOff(tries))) return reply;
	}
}

/** Whatever became of it: the item's own request has not been sent. */
function beforehand(failure: Failure): Failure {
	return failure.certainty === 'unknown' ? { ...failure, certainty: 'not-sent' } : failure;
}
