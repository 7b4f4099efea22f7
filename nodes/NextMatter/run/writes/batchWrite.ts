import { explainReply } from '../../api/errors/explainReply';
import type { Failure, Reply } from '../../api/types';
import type { Bulk, BulkRead, Operation, Plan } from '../../operations/types';
import { createBatchReader } from './batchStates';
import { failedOutcome, type UnresolvedRequest, type Outcome } from '../outcomes';
import { bodyOf, isSuccess, isConclusive } from '../../api/replies';
import { createRetryingClient } from '../requests/retryingClient';
import type { RunContext } from '../requests/runContext';

/** One item of several, and what an earlier run of the node left unsettled of it. */
export interface BulkItem<P extends Plan> {
	readonly plan: P;
	readonly unresolved?: UnresolvedRequest;
}

interface State<P extends Plan> extends BulkItem<P> {
	/** Why the last request for it was not enough. */
	failure?: Failure;
	/** When the first request that may have done it was sent. */
	since?: number;
	/** No clear answer came, so what was sent may still be at work. */
	isAmbiguous: boolean;
	/** A read has shown it before the last request was sent. */
	wasThere: boolean;
	lastRead?: BulkRead['kind'];
	outcome?: Outcome;
}

const MAX_UNCLEAR_TRIES = 3;
const BETWEEN_TRIES_MS = 3000;
/** Requests beyond the first: a tenth of the items, and some for the few. */
const MAX_EXTRA = 50;
const MIN_EXTRA = 20;
/** So many of them only send again, so that reading does not use up everything. */
const RESERVED = 5;

/**
 * Does several items by one request, and tells each its own outcome. A request ends in one of three ways.
 * Done: its answer is the documented one. Rejected: a look finds out which items it cannot be done to, and
 * it is sent again without them, or in halves where the look shows no reason. Unclear: a look finds out
 * which items it has been done to, and it is sent again for the others. Whether a request for several that
 * is rejected has been obeyed in part is not documented. So after the last two ways only a look at an item
 * counts, and what cannot be seen is unknown. What all that may cost beyond the first request is limited.
 *
 * @returns what became of each, in the order of the items
 */
export async function batchWrite<P extends Plan>(
	{ present, bulk }: Operation<P> & { readonly bulk: Bulk<P> },
	items: ReadonlyArray<BulkItem<P>>,
	runContext: RunContext,
): Promise<Outcome[]> {
	const client = createRetryingClient(runContext);
	let extraRequests = Math.min(MAX_EXTRA, MIN_EXTRA + Math.ceil(items.length / 10));
	const mayAsk = (reserved = 0) => extraRequests > reserved && (extraRequests -= 1) >= 0;
	const readStates = createBatchReader(client, () => mayAsk(RESERVED));
	const states = items.map(
		(item): State<P> => ({
			...item,
			isAmbiguous: item.unresolved !== undefined,
			wasThere: false,
			...(item.unresolved && { failure: item.unresolved.failure, since: item.unresolved.since }),
		}),
	);

	/** @returns those that are still to be done */
	async function check(batch: ReadonlyArray<State<P>>): Promise<Array<State<P>>> {
		const reads = await readStates([...new Set(batch.map(({ plan }) => bulk.idOf(plan)))]);
		for (const state of batch) {
			const { plan, failure, wasThere } = state;
			const read = reads.get(bulk.idOf(plan)) ?? { kind: 'unseen' as const };
			state.lastRead = read.kind;
			if (!failure || read.kind === 'unseen') continue;
			const mayHaveSucceeded = state.since !== undefined;
			const result = bulk.judge(plan, { failure, read, mayHaveSucceeded, wasThere });
			if (result.kind === 'done') state.outcome = result;
			else if (result.kind === 'failed') state.outcome = failed(state, result.failure);
			else state.wasThere = true;
		}
		return batch.filter(({ outcome }) => !outcome);
	}

	async function send(batch: ReadonlyArray<State<P>>, unclearTries = 0): Promise<void> {
		if (batch.length === 0) return;
		const plans = batch.map(({ plan }) => plan);
		const { reply, sentAt } = await client.send(bulk.merge(plans), 'resendIfUnprocessed');
		for (const state of batch) takeReply(state, reply, { sentAt, isAlone: isAlone(batch) });
		const left = batch.filter(({ outcome }) => !outcome);
		if (left.length === 0) return;
		if (left.some(({ isAmbiguous }) => isAmbiguous)) return await sendOpen(left, unclearTries + 1);
		const open = await check(left);
		// Halves are a search, which leaves enough to look at what they ended in.
		const reserved = open.length === left.length ? 2 * RESERVED : 0;
		for (const part of partsOf(open, left)) if (mayAsk(reserved)) await send(part, unclearTries);
	}

	/** After a request without a clear answer: only what is seen not to be done is sent again. */
	async function sendOpen(batch: ReadonlyArray<State<P>>, tries: number): Promise<void> {
		const hasWaited = await client.wait(BETWEEN_TRIES_MS);
		const open = (await check(batch)).filter(({ lastRead }) => lastRead === 'shown');
		if (tries < MAX_UNCLEAR_TRIES && hasWaited && mayAsk()) await send(open, tries);
	}

	function takeReply(
		state: State<P>,
		reply: Reply,
		{ sentAt, isAlone: alone }: { sentAt: number; isAlone: boolean },
	): void {
		const { plan } = state;
		const status = reply.kind === 'answer' ? reply.status : undefined;
		const json = isSuccess(reply) ? present(plan, bodyOf(reply), status) : undefined;
		if (json) {
			state.outcome = { kind: 'done', json };
			return;
		}
		const failure = explainReply(reply, plan);
		if (isConclusive(failure) && failure.certainty !== 'unknown') {
			state.outcome = failed(state, (state.isAmbiguous && state.failure) || failure);
			return;
		}
		state.isAmbiguous ||= failure.certainty === 'unknown';
		if (state.isAmbiguous || !alone) state.since ??= sentAt;
		state.failure =
			state.isAmbiguous && state.failure?.certainty === 'unknown' ? state.failure : failure;
	}

	const unresolvedItems = states.filter(({ unresolved }) => unresolved);
	if (unresolvedItems.length > 0) await check(unresolvedItems);
	await send(states.filter(({ outcome, lastRead }) => !outcome && lastRead !== 'unseen'));
	return states.map((state) => state.outcome ?? giveUp(state));
}

function isAlone<P extends Plan>(batch: ReadonlyArray<State<P>>): boolean {
	return batch.length === 1;
}

/** How to go on with what is left of a rejected request. */
function partsOf<P extends Plan>(
	open: ReadonlyArray<State<P>>,
	sent: ReadonlyArray<State<P>>,
): ReadonlyArray<ReadonlyArray<State<P>>> {
	const shown = open.filter(({ lastRead }) => lastRead === 'shown');
	const unseen = open.filter(({ lastRead }) => lastRead !== 'shown');
	if (shown.length > 0 && unseen.length > 0) return [shown, unseen];
	if (open.length < sent.length) return [open];
	if (open.length === 1) return [];
	const middle = Math.ceil(open.length / 2);
	return [open.slice(0, middle), open.slice(middle)];
}

function failed<P extends Plan>({ plan, since }: State<P>, failure: Failure): Outcome {
	const isOpen = failure.certainty === 'unknown' && since !== undefined;
	return { ...failedOutcome(plan, failure), ...(isOpen && { unresolved: { failure, since } }) };
}

/** Rejected is only what a look has shown not to be done. */
function giveUp<P extends Plan>(state: State<P>): Outcome {
	const { plan, failure, since, isAmbiguous, lastRead } = state;
	if (!failure) throw new Error(`Nothing is known about the request to ${plan.action}`);
	if (since === undefined || failure.certainty === 'unknown') return failed(state, failure);
	if (!isAmbiguous && lastRead === 'shown') return failed(state, failure);
	const remedy = `It was part of a request for several instances, which may have been obeyed in part. ${plan.howToVerify} ${failure.remedy}`;
	return failed(state, { ...failure, certainty: 'unknown', remedy });
}
