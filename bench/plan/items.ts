import { FIELD_IDS, REQUEST_STEP_ID } from '../../test/standIn';
import type { StepDefinition, WorkflowDefinition } from '../../test/standIn';

/** JSON of an input item: the step to complete, and the text for its one form field. */
export type BenchItem = {
	readonly instance: number;
	readonly step: number;
	readonly field: number;
	readonly note: string;
};

/** How many items there are, and over how many instances they are spread. */
export interface Load {
	readonly items: number;
	readonly instances: number;
}

const FIRST_INSTANCE_ID = 100_001;
const SEED = 20;

/** A workflow whose steps follow one another: each can only be completed after the one before. */
export function chainOf(length: number): WorkflowDefinition {
	const steps = Array.from(
		{ length },
		(_, position): StepDefinition => ({
			id: chainStepId(position),
			name: `Step ${position + 1}`,
			formFields: [{ id: chainFieldId(position), name: 'Note', kind: 'text' }],
		}),
	);
	return { id: CHAIN_WORKFLOW_ID, name: 'Chain', steps };
}

export const CHAIN_WORKFLOW_ID = 301;
export const MAX_CHAIN = 20;
const chainStepId = (position: number) => 30_001 + position;
const chainFieldId = (position: number) => 31_001 + position;

export function instanceIds({ instances }: Load): number[] {
	return Array.from({ length: instances }, (_, index) => FIRST_INSTANCE_ID + index);
}

/** Whether an instance has several items, each of them the next step of a chain. */
export function isChained({ items, instances }: Load): boolean {
	return items > instances;
}

/** The input items, the same ones each time. Those of chained instances come thoroughly mixed. */
export function itemsOf(load: Load): BenchItem[] {
	if (!isChained(load)) {
		return instanceIds(load).map((instance, index) => ({
			instance,
			step: REQUEST_STEP_ID,
			field: FIELD_IDS.text,
			note: `note ${index}`,
		}));
	}
	const next = new Map<number, number>();
	return shuffledOwners(load).map((instance, index) => {
		const position = next.get(instance) ?? 0;
		next.set(instance, position + 1);
		return {
			instance,
			step: chainStepId(position),
			field: chainFieldId(position),
			note: `note ${index}`,
		};
	});
}

/** For each item the instance it belongs to. */
function shuffledOwners(load: Load): number[] {
	const perInstance = load.items / load.instances;
	if (!Number.isInteger(perInstance) || perInstance > MAX_CHAIN) {
		throw new Error(`${load.items} items make no chains in ${load.instances} instances`);
	}
	const owners = instanceIds(load).flatMap((id) => Array<number>(perInstance).fill(id));
	const draw = createDraw(SEED);
	for (let last = owners.length - 1; last > 0; last -= 1) {
		const other = draw(last + 1);
		[owners[last], owners[other]] = [owners[other], owners[last]];
	}
	return owners;
}

/** @returns a function that draws an integer from 0 up to, not including, its argument */
function createDraw(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
