import {
	ACCOUNTS_FIELD_ID,
	ACCOUNTS_STEP_ID,
	DECISION_FIELD_ID,
	DECISION_STEP_ID,
	FIELD_IDS,
	LAPTOP_STEP_ID,
	ORDER_NUMBER_FIELD_ID,
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
	/** Steps whose routing stops the instance, by its place; the stop leaves them uncompleted. */
	readonly stoppedAt?: Readonly<Record<number, number>>;
	/** The instances that it starts, in this order. */
	readonly after: readonly InstanceAfter[];
	/** Status of every request, in order. */
	readonly statuses: readonly number[];
	/** Items that came out of each last node. */
	readonly out: Readonly<Record<string, number>>;
	/** Words that nodes of other services are told, by the names of the nodes. */
	readonly told?: Readonly<Record<string, readonly string[]>>;
	/** Items that took the error output. */
	readonly failed: number;
}

const { date, email, fileUpload, number, radio, singleSelect, text, userSelection } = FIELD_IDS;
const requestOnly = { completed: [REQUEST_STEP_ID], active: [DECISION_STEP_ID] };

export const EXPECTATIONS: readonly Expectation[] = [
	{
		file: 'all-field-kinds.json',
		// In the order of the IDs, which is not that of the kinds.
		after: [{ ...requestOnly, answered: Object.values(FIELD_IDS).sort((a, b) => a - b) }],
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
	{
		file: 'sheet-rows-to-approvals.json',
		after: twice({ ...requestOnly, answered: [number, singleSelect, text] }),
		statuses: [201, 200, 201, 200],
		out: { 'Write Back': 2 },
		told: {
			'Read New Rows': ['ID of your sheet'],
			'Write Back': ['"row_number":2', '"row_number":3', '/status/'],
		},
		failed: 0,
	},
	{
		file: 'slack-asks-for-decision.json',
		after: [{ ...requestOnly, answered: [number, text] }],
		statuses: [201, 200, 200],
		out: { 'Ask in Slack': 1 },
		told: { 'Ask in Slack': ['Kim asks for Desks for the new office (4200 EUR)', '/status/'] },
		failed: 0,
	},
	{
		file: 'email-invoice-into-approval.json',
		after: [{ ...requestOnly, answered: [email, fileUpload, text] }],
		statuses: [201, 201, 200],
		out: { Answer: 1 },
		told: { Answer: ['"messageId":"m1"', 'under the number 9'] },
		failed: 0,
	},
	{
		file: 'attachment-in-and-out.json',
		after: [{ ...requestOnly, answered: [email, fileUpload, text] }],
		statuses: [201, 201, 200, 200],
		out: { 'Send to Accountants': 1 },
		told: { 'Send to Accountants': ['2026-118.pdf is attached', 'under the number 9'] },
		failed: 0,
	},
	{
		file: 'decide-by-amount.json',
		after: [
			{
				completed: [REQUEST_STEP_ID, DECISION_STEP_ID],
				active: [ORDER_STEP_ID],
				answered: [number, text, DECISION_FIELD_ID],
			},
			{
				completed: [REQUEST_STEP_ID],
				active: [],
				answered: [number, text, DECISION_FIELD_ID],
			},
		],
		stoppedAt: { 1: DECISION_STEP_ID },
		statuses: [201, 200, 201, 200, 200, 200, 200, 200],
		out: { 'Continue Here': 2 },
		failed: 0,
	},
	{
		file: 'onboard-new-colleagues.json',
		after: twice({
			completed: [ACCOUNTS_STEP_ID],
			active: [LAPTOP_STEP_ID],
			answered: [ACCOUNTS_FIELD_ID],
		}),
		statuses: [201, 201, 200, 200],
		out: { 'Send Welcome': 2 },
		told: {
			'Create Account': ['"firstName":"Ada"', '"username":"sam"'],
			'Send Welcome': ['ada@home.example.org', 'sam@home.example.org', '/status/'],
		},
		failed: 0,
	},
	{
		file: 'answers-into-sheet.json',
		after: twice({ ...requestOnly, answered: [date, number, text] }),
		statuses: [201, 200, 201, 200, 200, 200],
		out: { 'Append Rows': 2 },
		told: { 'Append Rows': ['"Reason":"A second screen","Amount":289,"Needed by":"2031-'] },
		failed: 0,
	},
	{
		file: 'finished-answers-into-sheet.json',
		after: twice({
			completed: [REQUEST_STEP_ID, DECISION_STEP_ID, ORDER_STEP_ID],
			active: [],
			answered: [date, number, text, DECISION_FIELD_ID, ORDER_NUMBER_FIELD_ID],
		}),
		statuses: [201, 200, 201, 200, 200, 200, 200, 200, 200, 200, 200],
		out: { 'Append Rows': 2 },
		told: { 'Append Rows': ['"Reason":"A second screen","Amount":289', '"Order number":"PO-9'] },
		failed: 0,
	},
];

function twice(instance: InstanceAfter): InstanceAfter[] {
	return [instance, instance];
}
