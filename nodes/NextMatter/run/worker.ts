import type { Failure } from '../api/types';
import type { Bulk, Plan } from '../operations/types';
import { performTogether } from './bulk';
import { caught } from './caught';
import { completeOutput } from './followUp';
import type { RunMeans } from './requests/retryingClient';
import { groupByLane, groupForBulk, type LaneState, type Unit } from './lanes';
import type { Memory } from './memory';
import { replay } from './replay';
import { isAbout } from './sightings';
import type { Failed, Outcome } from './outcomes';
import { perform } from './perform';
import { resume } from './preliminaries';
import type { Job, Prepared } from './prepare';
import { read } from './read';

/** What an item is unless something is sent for it: refused, or settled by an earlier run. */
export type Standing = (index: number) => Outcome | undefined;

/** Does the work of items, one by one or several by one request. */
export interface Worker {
	/** All work, in lanes: a unit holds items that are done together. */
	readonly lanes: ReadonlyArray<readonly Unit[]>;
	/** Never throws. @returns what became of the items of a unit, in its order */
	work(unit: Unit): Promise<Outcome[]>;
}

export function createWorker(
	{ operation, settings }: Job,
	prepared: readonly Prepared[],
	standing: Standing,
	memory: Memory,
	means: RunMeans,
): Worker {
	const laneStates = new Map<string, LaneState>();
	for (const [index, one] of prepared.entries()) {
		const { item } = one;
		const recalled = item.kind === 'ready' ? memory.recall(index, item.plan) : undefined;
		if (item.kind === 'failed' || !recalled) continue;
		const isDone = recalled.outcome.kind === 'done';
		const sent = { plan: item.plan, ...(isDone && { doneAt: recalled.at }) };
		(laneOf(one).sent ??= []).push(sent);
	}

	function laneOf({ lane: name }: Prepared): LaneState {
		const lane = (name !== undefined && laneStates.get(name)) || {};
		if (name !== undefined) laneStates.set(name, lane);
		return lane;
	}

	async function alone(index: number): Promise<Outcome> {
		const { item } = prepared[index];
		if (item.kind === 'failed') return item;
		// After it is remembered: what follows is read again, whatever runs the node again.
		return await completeOutput(operation, item.plan, await settled(index, item.plan), means);
	}

	async function settled(index: number, given: Plan): Promise<Outcome> {
		const notes = memory.notes(index, given);
		const plan = resume(operation, given, notes);
		const recalled = memory.recall(index, given);
		const known =
			recalled && (await caught('unknown', () => replay(operation, plan, recalled, means)));
		const doubt = known?.kind === 'failed' ? known.doubt : undefined;
		// What was asked for then is not what this item is about now, so nothing of now tells of it.
		const isOther = doubt?.facts !== undefined && !isAbout(doubt.facts, plan);
		if (known && (!doubt || isOther)) return known;
		const lane = laneOf(prepared[index]);
		if (lane.brokenBy !== undefined && settings.ifItemFails === 'skipInstance') {
			return known ?? skipped(plan, lane.brokenBy);
		}
		const outcome = await caught('unknown', () =>
			plan.idempotency === 'safe'
				? read(operation, plan, means)
				: perform(operation, plan, means, doubt, lane, notes),
		);
		memory.remember(index, given, outcome);
		return outcome;
	}

	/** For items of which none is refused or settled. */
	async function together(bulk: Bulk<Plan>, unit: Unit): Promise<Outcome[]> {
		const items = unit.flatMap((index) => {
			const { item } = prepared[index];
			const known = standing(index);
			const doubt = known?.kind === 'failed' ? known.doubt : undefined;
			return item.kind === 'ready' ? [{ plan: item.plan, ...(doubt && { doubt }) }] : [];
		});
		const job = { ...operation, bulk };
		const found = await caught('unknown', () => performTogether(job, items, means));
		const outcomes = Array.isArray(found) ? found : items.map(() => found);
		for (const [place, { plan }] of items.entries()) {
			memory.remember(unit[place], plan, outcomes[place]);
		}
		return outcomes;
	}

	/** Refused, or settled by an earlier run; what that left in doubt is settled together. */
	function isSettled(index: number): boolean {
		const known = standing(index);
		return known !== undefined && !(known.kind === 'failed' && known.doubt);
	}

	return {
		lanes: operation.bulk
			? groupForBulk(prepared.length, operation.bulk.most, (index) => !isSettled(index)).map(
					(unit) => [unit],
				)
			: groupByLane(prepared.length, (index) => prepared[index].lane).map((lane) =>
					lane.map((index) => [index]),
				),
		async work(unit) {
			const { bulk } = operation;
			const isBulk = bulk && !isSettled(unit[0]);
			const outcomes = isBulk ? await together(bulk, unit) : [await alone(unit[0])];
			for (const [place, { kind }] of outcomes.entries()) {
				if (kind === 'failed') laneOf(prepared[unit[place]]).brokenBy ??= unit[place];
			}
			return outcomes;
		},
	};
}

function skipped({ action, facts }: Plan, brokenBy: number): Failed {
	const failure: Failure = {
		message: `Not sent to ${action}: item ${brokenBy} of the same instance failed`,
		remedy:
			'Solve what that item failed with, then run this one again. The option "If an Item Fails" is set to skip the rest of its instance.',
		certainty: 'not-sent',
		facts,
	};
	return { kind: 'failed', failure };
}
