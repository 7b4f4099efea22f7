import type { IExecuteFunctions } from 'n8n-workflow';
import { createSend } from '../api/client';
import { explainReply } from '../api/failures';
import type { Failure, HoldBack } from '../api/types';
import type { Plan } from '../operations/types';
import { caught, type Failed } from './caught';
import { hostClock } from './clock';
import type { RunMeans } from './exchange';
import { groupByLane, runLanes, type LaneState } from './lanes';
import { openMemory } from './memory';
import type { Outcome } from './outcomes';
import { createPace } from './pace';
import { perform } from './perform';
import type { Job, Prepared } from './prepare';

/** Sends all items, each in its lane and in its turn. @returns what became of each, by index */
export async function runItems(
	context: IExecuteFunctions,
	{ operation, settings }: Job,
	prepared: readonly Prepared[],
): Promise<Outcome[]> {
	const memory = openMemory(context.getContext('node'), readRunIndex(context));
	/** What an item is unless something is sent for it: refused, or settled by an earlier run. */
	const standing = (index: number): Outcome | undefined => {
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
	const lanes = new Map<string, LaneState>();
	let isHalted = false;
	const isStopped = openStopSignal(context);
	const means: RunMeans = {
		send: connection.send,
		clock: hostClock,
		pace: createPace(settings.concurrency, hostClock),
		maximumWaitMs: settings.maximumWaitMs,
		isStopped,
		isHalted: () => isHalted,
	};

	async function workOff(index: number): Promise<void> {
		const outcome = await outcomeOf(prepared[index], index);
		outcomes.set(index, outcome);
		if (outcome.kind === 'done') return;
		isHalted ||= !continues;
		laneOf(prepared[index]).brokenBy ??= index;
	}

	function laneOf({ lane: name }: Prepared): LaneState {
		const lane = (name !== undefined && lanes.get(name)) || {};
		if (name !== undefined) lanes.set(name, lane);
		return lane;
	}

	async function outcomeOf(one: Prepared, index: number): Promise<Outcome> {
		const { item } = one;
		if (item.kind === 'failed') return item;
		const { plan } = item;
		const known = standing(index);
		const doubt = known?.kind === 'failed' ? known.doubt : undefined;
		if (known && !doubt) return known;
		const lane = laneOf(one);
		if (lane.brokenBy !== undefined && settings.ifItemFails === 'skipInstance') {
			return known ?? skipped(plan, lane.brokenBy);
		}
		const outcome = await caught('unknown', () => perform(operation, plan, means, doubt, lane));
		memory.remember(index, plan, outcome);
		return outcome;
	}

	function notBegun({ item }: Prepared): Failed {
		if (item.kind === 'failed') return item;
		return heldBack(item.plan, isStopped() ? 'stopped' : 'halted');
	}

	await runLanes(
		groupByLane(prepared.length, (index) => prepared[index].lane),
		settings.concurrency,
		workOff,
		() => isHalted || isStopped(),
	);
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

function skipped({ phrase, facts }: Plan, brokenBy: number): Failed {
	const failure: Failure = {
		message: `Not sent to ${phrase}: item ${brokenBy} of the same instance failed`,
		remedy:
			'Solve what that item failed with, then run this one again. The option "If an Item Fails" is set to skip the rest of its instance.',
		certainty: 'not-sent',
		facts,
	};
	return { kind: 'failed', failure };
}

function heldBack(plan: Plan, reason: HoldBack): Failed {
	const failure = explainReply({ kind: 'heldBack', reason }, plan);
	return { kind: 'failed', failure: { ...failure, facts: plan.facts } };
}
