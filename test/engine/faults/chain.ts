import type { IDataObject } from 'n8n-workflow';
import type { StandInOptions, WorkflowDefinition } from '../../standIn';
import { completeStep, row } from '../testBed';

const WORKFLOW_ID = 900;
const FIRST_STEP_ID = 91_001;
const FIRST_NOTE_ID = 910_001;
const FIRST_ROUTING_ID = 920_001;
const FIRST_TIMESTAMP_ID = 930_001;

export const CHAIN_LENGTH = 4;

/** The n-th step of the chain, from 0, and its form fields. */
export const stepId = (place: number): number => FIRST_STEP_ID + place;
export const noteId = (place: number): number => FIRST_NOTE_ID + place;
export const routingId = (place: number): number => FIRST_ROUTING_ID + place;

/** A workflow of steps one after another, each with two texts and a routing field. */
const chain = (comesBackAfterMs?: number): WorkflowDefinition => ({
	id: WORKFLOW_ID,
	name: 'Chain',
	steps: Array.from({ length: CHAIN_LENGTH }, (_, place) => ({
		id: stepId(place),
		name: `Step ${place}`,
		formFields: [
			{ id: noteId(place), name: 'Note', kind: 'text' as const },
			{ id: routingId(place), name: 'Way', kind: 'routing' as const },
			{ id: FIRST_TIMESTAMP_ID + place, name: 'Timestamp', kind: 'text' as const },
		],
		...(place === 0 && comesBackAfterMs !== undefined && { comesBackAfterMs }),
	})),
});

export const chainOptions: StandInOptions = { workflows: [chain()] };
/** The chain leads back to its first step, so long after each completion of it. */
export const loopOptions = (ms: number): StandInOptions => ({ workflows: [chain(ms)] });
export const newChain = { workflowId: WORKFLOW_ID };

/** One input item: what is to be done with which step of which instance. */
export interface Task extends IDataObject {
	readonly instance: number;
	/** Place in the chain. */
	readonly place: number;
	readonly mode: 'complete' | 'save';
	/** Tells the request of this item from all others. */
	readonly note: string;
	/** Soon after, the instance comes back to this step, so that it could be completed again. */
	readonly comesBack?: boolean;
}

/** An expression that gives something else in each try of n8n. */
const TIMESTAMP = row(`={{ $json.place + ${FIRST_TIMESTAMP_ID} }}`, 'text', {
	text: '={{ $now }}',
});

/**
 * Parameters of a node that does what its items say.
 *
 * @param changes whether what is sent changes with each try of n8n
 */
export function chainParameters(options: IDataObject = {}, changes = false): IDataObject {
	const note = row(`={{ $json.place + ${FIRST_NOTE_ID} }}`, 'text', { text: '={{ $json.note }}' });
	return completeStep(
		'={{ $json.instance }}',
		`={{ $json.place + ${FIRST_STEP_ID} }}`,
		changes ? [note, TIMESTAMP] : [note],
		{
			mode: '={{ $json.mode }}',
			options,
		},
	);
}
