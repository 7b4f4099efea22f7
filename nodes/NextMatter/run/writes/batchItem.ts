import { explainReply } from '../../api/errors/explainReply';
import { bodyOf, isConclusive, isSuccess } from '../../api/replies';
import type { Failure, Reply } from '../../api/types';
import type { Bulk, BulkRead, Operation, Plan } from '../../operations/types';
import { failedOutcome, type Outcome, type UnresolvedRequest } from '../outcomes';

/** One item of several, and what an earlier run of the node left unsettled of it. */
export interface BulkItem<P extends Plan> {
	readonly plan: P;
	readonly unresolved?: UnresolvedRequest;
}

/** What is known of one item of a batch. */
export interface BatchItem<P extends Plan> {
	readonly plan: P;
	/** Why the last request for it was not enough. */
	failure?: Failure;
	/** When the first request that may have done it was sent. */
	since?: number;
	/** No clear answer came, so what was sent may still be in progress. */
	isAmbiguous: boolean;
	/** A read has shown it before the last request was sent. */
	wasThere: boolean;
	lastRead?: BulkRead['kind'];
	outcome?: Outcome;
}

export function openBatchItem<P extends Plan>({ plan, unresolved }: BulkItem<P>): BatchItem<P> {
	return {
		plan,
		isAmbiguous: unresolved !== undefined,
		wasThere: false,
		...(unresolved && { failure: unresolved.failure, since: unresolved.since }),
	};
}

/** Takes note of the answer to a request that the item was part of. */
export function takeReply<P extends Plan>(
	item: BatchItem<P>,
	reply: Reply,
	{
		present,
		sentAt,
		isAlone,
	}: Pick<Operation<P>, 'present'> & { readonly sentAt: number; readonly isAlone: boolean },
): void {
	const { plan } = item;
	const status = reply.kind === 'answer' ? reply.status : undefined;
	const json = isSuccess(reply) ? present(plan, bodyOf(reply), status) : undefined;
	if (json) {
		item.outcome = { kind: 'done', json };
		return;
	}
	const failure = explainReply(reply, plan);
	if (isConclusive(failure) && failure.certainty !== 'unknown') {
		item.outcome = failed(item, (item.isAmbiguous && item.failure) || failure);
		return;
	}
	item.isAmbiguous ||= failure.certainty === 'unknown';
	if (item.isAmbiguous || !isAlone) item.since ??= sentAt;
	item.failure = item.isAmbiguous && item.failure?.certainty === 'unknown' ? item.failure : failure;
}

/** Takes note of what a read shows of it. */
export function takeRead<P extends Plan>(item: BatchItem<P>, read: BulkRead, bulk: Bulk<P>): void {
	const { plan, failure, wasThere, since } = item;
	item.lastRead = read.kind;
	if (!failure || read.kind === 'unseen') return;
	const mayHaveSucceeded = since !== undefined;
	const result = bulk.judge(plan, { failure, read, mayHaveSucceeded, wasThere });
	if (result.kind === 'done') item.outcome = result;
	else if (result.kind === 'failed') item.outcome = failed(item, result.failure);
	else item.wasThere = true;
}

/** What became of it when nothing more is sent. Only what a read has shown not to be done counts as rejected. */
export function outcomeOf<P extends Plan>(item: BatchItem<P>): Outcome {
	const { plan, failure, since, isAmbiguous, lastRead, outcome } = item;
	if (outcome) return outcome;
	if (!failure) throw new Error(`Nothing is known about the request to ${plan.action}`);
	if (since === undefined || failure.certainty === 'unknown') return failed(item, failure);
	if (!isAmbiguous && lastRead === 'shown') return failed(item, failure);
	const remedy = `It was part of a request for several instances, which may have been processed in part. ${plan.howToVerify} ${failure.remedy}`;
	return failed(item, { ...failure, certainty: 'unknown', remedy });
}

function failed<P extends Plan>({ plan, since }: BatchItem<P>, failure: Failure): Outcome {
	const isOpen = failure.certainty === 'unknown' && since !== undefined;
	return { ...failedOutcome(plan, failure), ...(isOpen && { unresolved: { failure, since } }) };
}
