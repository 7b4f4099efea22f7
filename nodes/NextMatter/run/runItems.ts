import type { IExecuteFunctions } from 'n8n-workflow';
import { createSend } from '../api/httpClient';
import { CREDENTIAL_TYPE } from '../api/credential';
import { explainReply } from '../api/errors/explainReply';
import { tryOrFail } from '../api/errors/tryOrFail';
import { createHostClock } from './requests/clock';
import { isTool } from './isTool';
import { runInOrder } from './orderedQueue';
import type { Batch } from './writes/batches';
import { connectionOf, readIdentity } from './identity';
import { openCompletedItems } from './completedItems';
import { failedOutcome, withOptionsRemedy, type Failed, type Outcome } from './outcomes';
import { createRateLimiter } from './requests/rateLimiter';
import type { Job, Prepared } from './prepareItems';
import { createWorker, type EarlyOutcome } from './itemWorker';

export interface Finished {
	/** What became of each item, by index. */
	readonly outcomes: readonly Outcome[];
	/** To be called when nothing can fail any more: what is forgotten would be done again by another try. */
	forget(): void;
}

/** Sends all items, those with the same ordering key in input order. */
export async function runItems(
	context: IExecuteFunctions,
	job: Job,
	prepared: readonly Prepared[],
): Promise<Finished> {
	const { operation, settings } = job;
	const connection = await tryOrFail('not-sent', async () => {
		const data = await context.getCredentials(CREDENTIAL_TYPE);
		const send = await createSend(context, settings.timeoutMs, data);
		return { kind: 'connected' as const, send, identity: connectionOf(data) };
	});
	const identity = connection.kind === 'failed' ? undefined : connection.identity;
	const store = context.getContext('node');
	const completedItems = openCompletedItems(store, readIdentity(context, identity), operation);
	const earlyOutcome: EarlyOutcome = (index) => {
		const { item } = prepared[index];
		if (item.kind === 'failed') return item;
		const earlier = completedItems.get(index, item.plan);
		return earlier?.needs === 'proof' ? undefined : earlier?.outcome;
	};
	if (connection.kind === 'failed') {
		const outcomes = prepared.map((_, index) => earlyOutcome(index) ?? connection);
		return { outcomes, forget: () => {} };
	}

	const continues = context.continueOnFail();
	const outcomes = new Map<number, Outcome>();
	const clock = createHostClock();
	let hasSiblingFailed = false;
	let isEnded = false;
	const stop = openStopSignal(context, clock.recheck);
	const isStopped = () => isEnded || stop.isStopped();
	// Chat users won't wait an hour, so tools fail at once and say when to retry.
	const mayWaitForLimit = settings.ifLimitReached === 'wait' && !isTool(context.getNode());
	const worker = createWorker(job, {
		prepared,
		earlyOutcome,
		completedItems,
		runContext: {
			send: connection.send,
			clock,
			limiter: createRateLimiter(settings, clock),
			maximumWaitMs: settings.maximumWaitMs,
			...(mayWaitForLimit && { limitWaitMs: settings.limitWaitMs }),
			isStopped,
			hasSiblingFailed: () => hasSiblingFailed,
		},
	});

	async function workOff(batch: Batch): Promise<void> {
		const found = await worker.work(batch);
		for (const [place, outcome] of found.entries()) {
			outcomes.set(batch[place], outcome);
			hasSiblingFailed ||= !continues && outcome.kind === 'failed';
		}
		if (hasSiblingFailed) clock.recheck();
	}

	function notBegun({ item }: Prepared): Failed {
		if (item.kind === 'failed') return item;
		const reason = isStopped() ? 'stopped' : 'siblingFailed';
		return failedOutcome(item.plan, explainReply({ kind: 'skipped', reason }, item.plan));
	}

	// Polling items mostly sleep, so they do not count against the concurrency.
	const concurrency = operation.poll ? prepared.length : settings.concurrency;
	try {
		await runInOrder(worker.sequences, {
			concurrency,
			work: workOff,
			isOver: () => hasSiblingFailed || isStopped(),
		});
	} finally {
		stop.forget();
	}
	const all = prepared.map(
		(item, index) => outcomes.get(index) ?? earlyOutcome(index) ?? notBegun(item),
	);
	// Timers that nobody waits for any more.
	isEnded = true;
	clock.recheck();
	return {
		// A model cannot set options, and takes what it is told for something to do.
		outcomes: isTool(context.getNode()) ? all : all.map(withOptionsRemedy),
		forget() {
			// A node that continues on error is not run again, unless Retry On Fail is on.
			if (continues && !context.getNode().retryOnFail && !stop.isStopped()) completedItems.drop();
			else if (all.every(({ kind }) => kind === 'done')) completedItems.forget();
		},
	};
}

/** Hosts before 1.x have no signal; then an execution ends only after its items. */
function openStopSignal(context: Partial<IExecuteFunctions>, onStop: () => void) {
	const signal = context.getExecutionCancelSignal?.();
	signal?.addEventListener('abort', onStop);
	return {
		isStopped: () => signal?.aborted ?? false,
		forget: () => signal?.removeEventListener('abort', onStop),
	};
}
