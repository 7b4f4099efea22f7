import type { ApiRequest, Failure, Reply } from '../../api/types';
import type { Operation, Plan } from '../../operations/types';
import type { RetryMode } from '../requests/decideRetry';
import type { RetryingClient } from '../requests/retryingClient';
import { sendPrerequisites, type BegunWork, type Checkpoints } from './prerequisites';

/** What is to be sent, or why there is nothing to send. */
export type BuiltRequest<P extends Plan> = {
	/** The plan as given; with what the item has begun, once that is known. */
	readonly plan: P;
	/** What a request before this one has just begun, or had begun in an earlier run of the node. */
	readonly begun?: BegunWork;
} & (
	| { readonly kind: 'built'; readonly request: ApiRequest }
	| { readonly kind: 'failed'; readonly failure: Failure }
);

/** Makes an item's own request, after what has to be sent before it. */
export interface RequestBuilder<P extends Plan> {
	/** What may follow an answer to the request that asks for a pause. */
	readonly mode: RetryMode;
	/** The same request for each try, or a new one if what it is made from may have changed. */
	build(plan: P): Promise<BuiltRequest<P>>;
	/** After a rejection: puts it in other words, once. @returns whether there are any */
	reword(plan: P, rejection: Reply): boolean;
}

export function createRequestBuilder<P extends Plan>(
	operation: Operation<P>,
	{
		plan: prepared,
		client,
		checkpoints,
	}: {
		readonly plan: P;
		readonly client: RetryingClient;
		readonly checkpoints: Checkpoints;
	},
): RequestBuilder<P> {
	const { idempotency, prerequisites } = prepared;
	// What was read may have changed by the next try, and must not be written back as it was.
	const isRebuilt =
		idempotency === 'idempotent' && prerequisites?.every((one) => one.idempotency === 'safe');
	// After a 503 that asks for a pause, the caller reads what became of it, if a read can tell.
	const isLookedFor =
		idempotency === 'nonIdempotent' || operation.reconciliation?.checksBeforeRetry;
	let request: ApiRequest | undefined;
	let rewordedFor: Reply | undefined;

	return {
		mode: isLookedFor ? 'resendIfUnprocessed' : isRebuilt ? 'rebuild' : 'resend',
		async build(plan) {
			if (request && !isRebuilt) return { kind: 'built', plan, request };
			const ready = await sendPrerequisites(plan, client, checkpoints);
			if (ready.kind === 'failed') return { ...ready, plan };
			const { begun } = ready;
			if (begun && operation.continueFrom) {
				const next = operation.continueFrom({ ...plan, request: ready.request }, begun.body);
				if (next.failure) return { kind: 'failed', failure: next.failure, plan: next.plan, begun };
				request = next.plan.request;
				return { kind: 'built', plan: next.plan, request, begun };
			}
			const rewritten = rewordedFor && operation.retryWith?.(plan, ready.request, rewordedFor);
			request = rewritten ?? ready.request;
			return { kind: 'built', plan, request };
		},
		reword(plan, rejection) {
			const other = request && !rewordedFor && operation.retryWith?.(plan, request, rejection);
			if (!other) return false;
			rewordedFor = rejection;
			request = other;
			return true;
		},
	};
}
