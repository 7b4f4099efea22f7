import {
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_STEP_ID,
	REQUEST_STEP_ID,
} from '../test/standIn';

/** What the stand-in has to hold about an instance after the run. */
export interface InstanceAfter {
	readonly completed: readonly number[];
	readonly active: readonly number[];
	/** Form fields that have an answer. */
	readonly answered: readonly number[];
}

/** What must be true of an example. The demo and the tests hold it against the same. */
export interface Expectation {
	readonly file: string;
	/** The instances that it starts, in this order. */
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
		after: [{ ...requestOnly, answered: Object.values(FIELD_IDS) }],
		statuses: [201, 200],
		out: { 'Continue Here': 1 },
		failed: 0,
	},
	{
		file: 'save-then-complete.json',
		after: twice({
			completed: [REQUEST_STEP_ID, DECISION_STEP_ID],
			active: [ORDER_STEP_ID],
			answered: [number, text, userSelection, DECISION_FIELD_ID],
		}),
		statuses: [201, 201, 200, 200, 200, 200, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'json-form-fields.json',
		after: [
			{ ...requestOnly, answered: [number, radio, text] },
			{ ...requestOnly, answered: [text] },
		],
		statuses: [201, 201, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'start-wait-complete.json',
		after: twice({ ...requestOnly, answered: [text] }),
		statuses: [201, 201, 200, 200, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'rows-by-field-name.json',
		after: [
			{ ...requestOnly, answered: [date, number, singleSelect, text] },
			{ ...requestOnly, answered: [number, singleSelect, text] },
		],
		statuses: [201, 201, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'rows-start-instances.json',
		after: [
			{ ...requestOnly, answered: [date, number, singleSelect, text] },
			{ ...requestOnly, answered: [number, singleSelect, text] },
		],
		statuses: [201, 200, 201, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'upload-invoice-into-step.json',
		after: [{ ...requestOnly, answered: [fileUpload, text] }],
		statuses: [201, 201, 200],
		out: { 'Continue Here': 1 },
		failed: 0,
	},
	{
		file: 'error-branch.json',
		after: [
			{ ...requestOnly, answered: [text] },
			...twice({ completed: [], active: [REQUEST_STEP_ID], answered: [] }),
		],
		// The last one reads the instance to tell why the step was refused.
		statuses: [201, 201, 201, 200, 400, 200],
		out: { 'Continue Here': 1, 'Look Into It': 2 },
		failed: 2,
	},
];

function twice(instance: InstanceAfter): InstanceAfter[] {
	return [instance, instance];
}
