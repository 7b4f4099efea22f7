import type { IExecuteFunctions } from 'n8n-workflow';
import { createSend } from '../api/client';
import { CREDENTIAL_TYPE } from '../api/credential';
import { explainReply } from '../api/failures';
import { caught } from './caught';
import { createHostClock } from './requests/clock';
import { isTool } from './isTool';
import { runLanes, type Unit } from './lanes';
import { connectionOf, readIdentity } from './identity';
import { openMemory } from './memory';
import { failedAt, type Failed, type Outcome } from './outcomes';
import { createRateLimiter } from './requests/rateLimiter';
import type { Job, Prepared } from './prepare';
import { createWorker, type Standing } from './worker';

/** Sends all items, each in its lane and in its turn. @returns what became of each, by index */
export async function runItems(
	context: IExecuteFunctions,
	job: Job,
	prepared: readonly Prepared[],
): Promise<Outcome[]> {
	const { operation, settings } = job;
	const connection = await caught('not-sent', async () => {
		const data = await context.getCredentials(CREDENTIAL_TYPE);
		const send = await createSend(context, settings.timeoutMs, data);
		return { kind: 'connected' as const, send, identity: connectionOf(data) };
	});
	const identity = connection.kind === 'failed' ? undefined : connection.identity;
	const store = context.getContext('node');
	const memory = openMemory(store, readIdentity(context, identity), operation);
	const standing: Standing = (index) => {
		const { item } = prepared[index];
		if (item.kind === 'failed') return item;
		const recalled = memory.recall(index, item.plan);
		return recalled?.needs === 'proof' ? undefined : recalled?.outcome;
	};
	if (connection.kind === 'failed') {
		return prepared.map((_, index) => standing(index) ?? connection);
	}

	const continues = context.continueOnFail();
	const outcomes = new Map<number, Outcome>();
	const clock = createHostClock();
	let hasSiblingFailed = false;
	let isEnded = false;
	const stop = openStopSignal(context, clock.recheck);
	const isStopped = () => isEnded || stop.isStopped();
	// Whom an AI agent talks to is told when to try again: nobody sits there for an hour.
	const mayWaitForLimit = settings.ifLimitReached === 'wait' && !isTool(context.getNode());
	const worker = createWorker(job, prepared, standing, memory, {
		send: connection.send,
		clock,
		limiter: createRateLimiter(settings, clock),
		maximumWaitMs: settings.maximumWaitMs,
		...(mayWaitForLimit && { limitWaitMs: settings.limitWaitMs }),
		isStopped,
		hasSiblingFailed: () => hasSiblingFailed,
	});

	async function workOff(unit: Unit): Promise<void> {
		const found = await worker.work(unit);
		for (const [place, outcome] of found.entries()) {
			outcomes.set(unit[place], outcome);
			hasSiblingFailed ||= !continues && outcome.kind === 'failed';
		}
		if (hasSiblingFailed) clock.recheck();
	}

	function notBegun({ item }: Prepared): Failed {
		if (item.kind === 'failed') return item;
		const reason = isStopped() ? 'stopped' : 'siblingFailed';
		return failedAt(item.plan, explainReply({ kind: 'skipped', reason }, item.plan));
	}

	// Those who only wait and look now and then do not keep others from doing so.
	const width = operation.watch ? prepared.length : settings.concurrency;
	try {
		await runLanes(worker.lanes, width, workOff, () => hasSiblingFailed || isStopped());
	} finally {
		stop.forget();
	}
	const all = prepared.map(
		(item, index) => outcomes.get(index) ?? standing(index) ?? notBegun(item),
	);
	// What continues is over with this try, unless n8n is told to try again.
	if (continues && !context.getNode().retryOnFail && !isStopped()) memory.drop();
	else if (all.every(({ kind }) => kind === 'done')) memory.forget();
	// Timers that nobody waits for any more.
	isEnded = true;
	clock.recheck();
	return all;
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
