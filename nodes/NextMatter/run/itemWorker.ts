import type { Failure } from '../api/types';
import type { Bulk, Plan } from '../operations/types';
import { batchWrite } from './writes/batchWrite';
import { tryOrFail } from '../api/errors/tryOrFail';
import { completeOutput } from './reads/followUp';
import type { RunContext } from './requests/runContext';
import { groupByOrderingKey } from './orderedQueue';
import { groupIntoBatches, type Batch } from './writes/batches';
import type { CompletedItems } from './completedItems';
import { replay } from './reads/replay';
import { isAbout } from './writes/observedState';
import type { Failed, Outcome } from './outcomes';
import { openSequences, writeInOrder } from './sequences';
import { resume } from './writes/prerequisites';
import type { Job, Prepared } from './prepareItems';
import { read } from './reads/read';

/** The outcome of an item before anything is sent for it: refused, or settled by an earlier run. */
export type EarlyOutcome = (index: number) => Outcome | undefined;

/** Does the work of items, one by one or several by one request. */
export interface Worker {
	/** All work: the batches of a sequence are done in order, the items of a batch together. */
	readonly sequences: ReadonlyArray<readonly Batch[]>;
	/** Never throws. @returns what became of the items of a batch, in its order */
	work(batch: Batch): Promise<Outcome[]>;
}

export function createWorker(
	{ operation, settings }: Job,
	{
		prepared,
		earlyOutcome,
		completedItems,
		runContext,
	}: {
		readonly prepared: readonly Prepared[];
		readonly earlyOutcome: EarlyOutcome;
		readonly completedItems: CompletedItems;
		readonly runContext: RunContext;
	},
): Worker {
	const sequenceOf = openSequences(prepared, completedItems);

	async function sendAlone(index: number): Promise<Outcome> {
		const { item } = prepared[index];
		if (item.kind === 'failed') return item;
		// After it is remembered: what follows is read again, whatever runs the node again.
		return await completeOutput(operation, {
			plan: item.plan,
			outcome: await replayOrSend(index, item.plan),
			runContext,
		});
	}

	async function replayOrSend(index: number, given: Plan): Promise<Outcome> {
		const checkpoints = completedItems.checkpoints(index, given);
		const plan = resume(operation, given, checkpoints);
		const earlier = completedItems.get(index, given);
		const known: Outcome | undefined =
			earlier &&
			(await tryOrFail('unknown', () => replay(operation, { plan, earlier, runContext })));
		const unresolved = known?.kind === 'failed' ? known.unresolved : undefined;
		// What was asked for then is not what this item is about now, so nothing of now tells of it.
		const isOther = unresolved?.details !== undefined && !isAbout(unresolved.details, plan);
		if (known && (!unresolved || isOther)) return known;
		const sequence = sequenceOf(index);
		if (sequence.brokenBy !== undefined && settings.ifItemFails === 'skipInstance') {
			return known ?? skipped(plan, sequence.brokenBy);
		}
		const outcome =
			plan.idempotency === 'safe'
				? await tryOrFail('unknown', () => read(operation, plan, runContext))
				: await writeInOrder(operation, { plan, runContext, unresolved, sequence, checkpoints });
		completedItems.set(index, given, outcome);
		return outcome;
	}

	/** For items of which none is refused or settled. */
	async function sendBatch(bulk: Bulk<Plan>, batch: Batch): Promise<Outcome[]> {
		const items = batch.flatMap((index) => {
			const { item } = prepared[index];
			const known = earlyOutcome(index);
			const unresolved = known?.kind === 'failed' ? known.unresolved : undefined;
			return item.kind === 'ready' ? [{ plan: item.plan, ...(unresolved && { unresolved }) }] : [];
		});
		const job = { ...operation, bulk };
		const found = await tryOrFail('unknown', () => batchWrite(job, items, runContext));
		const outcomes = Array.isArray(found) ? found : items.map(() => found);
		for (const [place, { plan }] of items.entries()) {
			completedItems.set(batch[place], plan, outcomes[place]);
		}
		return outcomes;
	}

	/** Refused, or settled by an earlier run; what that left unresolved is reconciled together. */
	function isSettled(index: number): boolean {
		const known = earlyOutcome(index);
		return known !== undefined && !(known.kind === 'failed' && known.unresolved);
	}

	return {
		sequences: operation.bulk
			? groupIntoBatches(prepared.length, operation.bulk.limit, (index) => !isSettled(index)).map(
					(batch) => [batch],
				)
			: groupByOrderingKey(prepared.length, (index) => prepared[index].orderingKey).map(
					(sequence) => sequence.map((index) => [index]),
				),
		async work(batch) {
			const { bulk } = operation;
			const isBulk = bulk && !isSettled(batch[0]);
			const outcomes = isBulk ? await sendBatch(bulk, batch) : [await sendAlone(batch[0])];
			for (const [place, { kind }] of outcomes.entries()) {
				if (kind === 'failed') sequenceOf(batch[place]).brokenBy ??= batch[place];
			}
			return outcomes;
		},
	};
}

function skipped({ action, details }: Plan, brokenBy: number): Failed {
	const failure: Failure = {
		message: `The request to ${action} was not sent: item ${brokenBy} of the same instance failed`,
		remedy:
			"Fix the problem with that item, then run this one again. The option 'On Item Failure' is set to skip the remaining items of the instance.",
		certainty: 'not-sent',
		details,
	};
	return { kind: 'failed', failure };
}
