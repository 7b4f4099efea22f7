import type { Bulk, Operation, Plan } from '../../operations/types';
import type { Outcome } from '../outcomes';
import { createRetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';
import type { RunContext } from '../requests/runContext';
import {
	openBatchItem,
	outcomeOf,
	takeRead,
	takeReply,
	type BatchItem,
	type BulkItem,
} from './batchItem';
import { createBatchReader } from './batchStates';

/** Requests beyond the first: a tenth of the items, and some for the few. */
const MAX_EXTRA = 50;
const MIN_EXTRA = 20;
/** Reserved for resending, so that reads can't exhaust the budget. */
const RESERVED = 5;

/**
 * Does several items by one request, and tells each its own outcome. A request ends in one of three ways.
 * Done: its answer is the documented one. Rejected: a read shows which items it cannot be done to, and it is
 * sent again without them, or in halves if the read shows no reason. Unclear: a read shows which items it has
 * been done to, and it is sent again for the others. It is not documented whether a rejected request for several
 * has been processed in part. So after a rejection or an unclear answer only what a read shows of an item counts,
 * and what it does not show is unknown. The number of requests beyond the first is limited.
 *
 * @returns what became of each, in the order of the items
 */
export async function batchWrite<P extends Plan>(
	{ present, bulk }: Operation<P> & { readonly bulk: Bulk<P> },
	given: ReadonlyArray<BulkItem<P>>,
	runContext: RunContext,
): Promise<Outcome[]> {
	const client = createRetryingClient(runContext);
	let extraRequests = Math.min(MAX_EXTRA, MIN_EXTRA + Math.ceil(given.length / 10));
	const mayAsk = (reserved = 0) => {
		if (extraRequests <= reserved) return false;
		extraRequests -= 1;
		return true;
	};
	const readStates = createBatchReader(client, () => mayAsk(RESERVED));
	const items = given.map((item) => openBatchItem(item));

	async function send(batch: ReadonlyArray<BatchItem<P>>, unclearTries = 0): Promise<void> {
		if (batch.length === 0) return;
		const plans = batch.map(({ plan }) => plan);
		const { reply, sentAt } = await client.send(bulk.merge(plans), 'resendIfUnprocessed');
		const isAlone = batch.length === 1;
		for (const item of batch) takeReply(item, reply, { present, sentAt, isAlone });
		const left = batch.filter(({ outcome }) => !outcome);
		if (left.length === 0) return;
		if (left.some(({ isAmbiguous }) => isAmbiguous)) return await sendOpen(left, unclearTries + 1);
		const open = await check(left);
		// Halves are a search, which has to leave enough requests to read what became of its items.
		const reserved = open.length === left.length ? 2 * RESERVED : 0;
		for (const part of partsOf(open, left)) if (mayAsk(reserved)) await send(part, unclearTries);
	}

	/** After a request without a clear answer: only what is seen not to be done is sent again. */
	async function sendOpen(batch: ReadonlyArray<BatchItem<P>>, tries: number): Promise<void> {
		const hasWaited = await client.wait(RETRY_POLICY.settleMs);
		const open = (await check(batch)).filter(({ lastRead }) => lastRead === 'shown');
		if (tries < RETRY_POLICY.maxTries.write && hasWaited && mayAsk()) await send(open, tries);
	}

	/** Reads items. @returns those that are still to be done */
	async function check(batch: ReadonlyArray<BatchItem<P>>): Promise<Array<BatchItem<P>>> {
		const idOf = ({ plan }: BatchItem<P>) => bulk.idOf(plan);
		const reads = await readStates([...new Set(batch.map(idOf))]);
		for (const item of batch) takeRead(item, reads.get(idOf(item)) ?? { kind: 'unseen' }, bulk);
		return batch.filter(({ outcome }) => !outcome);
	}

	await check(items.filter(({ failure }) => failure));
	await send(items.filter(({ outcome, lastRead }) => !outcome && lastRead !== 'unseen'));
	return items.map((item) => outcomeOf(item));
}

/** How to go on with what is left of a rejected request. */
function partsOf<P extends Plan>(
	open: ReadonlyArray<BatchItem<P>>,
	sent: ReadonlyArray<BatchItem<P>>,
): ReadonlyArray<ReadonlyArray<BatchItem<P>>> {
	const shown = open.filter(({ lastRead }) => lastRead === 'shown');
	const unseen = open.filter(({ lastRead }) => lastRead !== 'shown');
	if (shown.length > 0 && unseen.length > 0) return [shown, unseen];
	if (open.length < sent.length) return [open];
	if (open.length === 1) return [];
	const middle = Math.ceil(open.length / 2);
	return [open.slice(0, middle), open.slice(middle)];
}
