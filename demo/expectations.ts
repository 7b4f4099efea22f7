import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_NUMBER_FIELD_ID,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
	type CreateInstanceInput,
} from '../test/standIn';

/** What the stand-in has to hold about an instance after the run. */
export interface InstanceAfter {
	readonly id: number;
	readonly completed: readonly number[];
	readonly active: readonly number[];
	/** Form fields that have an answer. */
	readonly answered: readonly number[];
}

/** What must be true of an example. The demo and the tests hold it against the same. */
export interface Expectation {
	readonly file: string;
	/** Instances that are there before the run; they get their IDs from 9001 on, before those it starts. */
	readonly before: readonly CreateInstanceInput[];
	readonly after: readonly InstanceAfter[];
	/** Status of every request, in order. */
	readonly statuses: readonly number[];
	/** Items that came out of each last node. */
	readonly out: Readonly<Record<string, number>>;
	/** Items that took the error output. */
	readonly failed: number;
}

const { date, fileUpload, number, radio, singleSelect, text, userSelection } = FIELD_IDS;
const requestOnly = { completed: [REQUEST_STEP_ID], active: [DECISION_STEP_ID] };

export const EXPECTATIONS: readonly Expectation[] = [
	{
		file: 'all-field-kinds.json',
		before: [{}],
		after: [{ id: 9001, ...requestOnly, answered: Object.values(FIELD_IDS) }],
		statuses: [200],
		out: { 'Continue Here': 1 },
		failed: 0,
	},
	{
		file: 'save-then-complete.json',
		before: [{}, {}],
		after: [9001, 9002].map((id) => ({
			id,
			completed: [REQUEST_STEP_ID, DECISION_STEP_ID],
			active: [ORDER_STEP_ID],
			answered: [number, text, userSelection, DECISION_FIELD_ID],
		})),
		statuses: [200, 200, 200, 200, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'json-form-fields.json',
		before: [{}, {}],
		after: [
			{ id: 9001, ...requestOnly, answered: [number, radio, text] },
			{ id: 9002, ...requestOnly, answered: [text] },
		],
		statuses: [200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'start-wait-complete.json',
		before: [],
		after: [9001, 9002].map((id) => ({ id, ...requestOnly, answered: [text] })),
		statuses: [201, 201, 200, 200, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'rows-by-field-name.json',
		before: [{}, {}],
		after: [
			{ id: 9001, ...requestOnly, answered: [date, number, singleSelect, text] },
			{ id: 9002, ...requestOnly, answered: [number, singleSelect, text] },
		],
		statuses: [200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'upload-invoice-into-step.json',
		before: [{}],
		after: [{ id: 9001, ...requestOnly, answered: [fileUpload, text] }],
		statuses: [201, 200],
		out: { 'Continue Here': 1 },
		failed: 0,
	},
	{
		file: 'error-branch.json',
		before: [{ startAtStepId: ORDER_STEP_ID }, {}],
		after: [
			{
				id: 9001,
				completed: [REQUEST_STEP_ID, DECISION_STEP_ID, ORDER_STEP_ID],
				active: [],
				answered: [ORDER_NUMBER_FIELD_ID],
			},
			{ id: 9002, completed: [], active: [REQUEST_STEP_ID], answered: [] },
		],
		// The last one reads the instance to tell why the step was refused.
		statuses: [200, 400, 200],
		out: { 'Continue Here': 1, 'Look Into It': 2 },
		failed: 2,
	},
];
