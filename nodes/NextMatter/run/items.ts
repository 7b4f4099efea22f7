import type { IExecuteFunctions } from 'n8n-workflow';
import { createSend } from '../api/client';
import { explainReply } from '../api/failures';
import { caught } from './caught';
import { hostClock } from './requests/clock';
import { runLanes, type Unit } from './lanes';
import { openMemory } from './memory';
import { failedAt, type Failed, type Outcome } from './outcomes';
import { createPace } from './requests/rateLimiter';
import type { Job, Prepared } from './prepare';
import { createWorker, type Standing } from './worker';

/** Sends all items, each in its lane and in its turn. @returns what became of each, by index */
export async function runItems(
	context: IExecuteFunctions,
	job: Job,
	prepared: readonly Prepared[],
): Promise<Outcome[]> {
	const { operation, settings } = job;
	const memory = openMemory(context.getContext('node'), readRunIndex(context));
	const standing: Standing = (index) => {
		const { item } = prepared[index];
		return item.kind === 'failed' ? item : memory.recall(index, item.plan);
	};
	const connection = await caught('not-sent', async () => ({
		kind: 'connected' as const,
		send: await createSend(context, settings.timeoutMs),
	}));
	if (connection.kind === 'failed') {
		return prepared.map((_, index) => standing(index) ?? connection);
	}

	const continues = context.continueOnFail();
	const outcomes = new Map<number, Outcome>();
	let isHalted = false;
	const isStopped = openStopSignal(context);
	const worker = createWorker(job, prepared, standing, memory, {
		send: connection.send,
		clock: hostClock,
		pace: createPace(settings.concurrency, hostClock),
		maximumWaitMs: settings.maximumWaitMs,
		isStopped,
		isHalted: () => isHalted,
	});

	async function workOff(unit: Unit): Promise<void> {
		const found = await worker.work(unit);
		for (const [place, outcome] of found.entries()) {
			outcomes.set(unit[place], outcome);
			isHalted ||= !continues && outcome.kind === 'failed';
		}
	}

	function notBegun({ item }: Prepared): Failed {
		if (item.kind === 'failed') return item;
		const reason = isStopped() ? 'stopped' : 'halted';
		return failedAt(item.plan, explainReply({ kind: 'heldBack', reason }, item.plan));
	}

	// Those who only wait and look now and then do not keep others from doing so.
	const width = operation.watch ? prepared.length : settings.concurrency;
	await runLanes(worker.lanes, width, workOff, () => isHalted || isStopped());
	const all = prepared.map(
		(item, index) => outcomes.get(index) ?? standing(index) ?? notBegun(item),
	);
	if (all.every(({ kind }) => kind === 'done')) memory.forget();
	return all;
}

function readRunIndex(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}

/** Hosts before 1.x have no signal; then an execution ends only after its items. */
function openStopSignal(context: Partial<IExecuteFunctions>): () => boolean {
	const signal = context.getExecutionCancelSignal?.();
	return () => signal?.aborted ?? false;
}
