import type { IDataObject } from 'n8n-workflow';
import type { StandInOptions, WorkflowDefinition } from '../../standIn';
import { completeStep } from '../testBed';

const WORKFLOW_ID = 900;
const FIRST_STEP_ID = 91_001;
const FIRST_NOTE_ID = 910_001;
const FIRST_ROUTING_ID = 920_001;

export const CHAIN_LENGTH = 4;

/** The n-th step of the chain, from 0. */
export const stepId = (place: number): number => FIRST_STEP_ID + place;

/** A workflow of steps one after another, each with a text and a routing field. */
const chain: WorkflowDefinition = {
	id: WORKFLOW_ID,
	name: 'Chain',
	steps: Array.from({ length: CHAIN_LENGTH }, (_, place) => ({
		id: stepId(place),
		name: `Step ${place}`,
		formFields: [
			{ id: FIRST_NOTE_ID + place, name: 'Note', kind: 'text' as const },
			{ id: FIRST_ROUTING_ID + place, name: 'Way', kind: 'routing' as const },
		],
	})),
};

export const chainOptions: StandInOptions = { workflows: [chain] };
export const newChain = { workflowId: WORKFLOW_ID };

/** One input item: what is to be done with which step of which instance. */
export interface Task extends IDataObject {
	readonly instance: number;
	/** Place in the chain. */
	readonly place: number;
	readonly mode: 'complete' | 'save';
	/** Tells the request of this item from all others. */
	readonly note: string;
	/** Completing it leads back to the same step, so that it could be completed again. */
	readonly leadsBack?: boolean;
}

/** Parameters of a node that does what its items say. */
export function chainParameters(options: IDataObject = {}): IDataObject {
	return completeStep('={{ $json.instance }}', `={{ $json.place + ${FIRST_STEP_ID} }}`, [], {
		mode: '={{ $json.mode }}',
		specifyFormFields: 'json',
		formFieldsJson: `={{ [${NOTE}].concat($json.leadsBack ? [${BACK}] : []) }}`,
		options,
	});
}

// n8n ends an expression at the first pair of closing braces, so the inner ones stand apart.
const NOTE = `{ action_id: $json.place + ${FIRST_NOTE_ID}, input_object: { inputValue: $json.note } }`;
const BACK = `{ action_id: $json.place + ${FIRST_ROUTING_ID}, input_object: { action: 'return', comment: '', label: '', returnToStep: String($json.place + ${FIRST_STEP_ID}) } }`;
