import type { KeyDefinition, WorkflowDefinition } from './definitions';
import { FIELD_IDS, FIELD_KINDS } from './kinds';
import type { FieldKind } from './kinds';

export const DEFAULT_KEYS: readonly KeyDefinition[] = [
	{ name: 'admin', value: 'standin1.admin-key-for-tests', role: 'admin' },
	{ name: 'owner', value: 'standin2.owner-key-for-tests', role: 'member' },
	{ name: 'viewer', value: 'standin3.viewer-key-for-tests', role: 'member' },
	{ name: 'outsider', value: 'standin4.outsider-key-for-tests', role: 'outsider' },
	{ name: 'revoked', value: 'standin5.revoked-key-for-tests', role: 'revoked' },
];

/** Three steps, one after the other. */
export const PURCHASE_WORKFLOW_ID = 101;
/** Owned by `owner`; has a form field of every kind, none required. */
export const REQUEST_STEP_ID = 5001;
/** Owned by nobody, so for admins only; has a routing field. */
export const DECISION_STEP_ID = 5002;
/** Owned by `owner`; has one required text field. */
export const ORDER_STEP_ID = 5003;

/** Two parallel steps, then a last one. */
export const ONBOARDING_WORKFLOW_ID = 102;
export const LAPTOP_STEP_ID = 6001;
export const ACCOUNTS_STEP_ID = 6002;
export const FIRST_DAY_STEP_ID = 6003;

export const DECISION_FIELD_ID = 70101;
export const ORDER_NUMBER_FIELD_ID = 70201;
export const SERIAL_NUMBER_FIELD_ID = 80001;
export const ACCOUNTS_FIELD_ID = 80002;
export const WELCOME_FIELD_ID = 80003;

/** Somebody is asked, somebody decides, and an integration step tells the caller. */
export const REVIEW_WORKFLOW_ID = 103;
export const ASK_STEP_ID = 7001;
export const REVIEW_STEP_ID = 7002;
export const CALL_STEP_ID = 7003;
export const QUESTION_FIELD_ID = 71001;
export const RESUME_URL_FIELD_ID = 71002;
/** Takes a URL as well, by another type. */
export const RESUME_LINK_FIELD_ID = 71003;
export const APPROVAL_FIELD_ID = 71101;
export const COMMENT_FIELD_ID = 71102;

/** What may be chosen in the form fields of the request step. */
export const FIELD_OPTIONS = {
	checklist: ['Quote attached', 'Budget checked', 'Supplier known'],
	multiSelect: ['Hardware', 'Software', 'Services'],
	radio: ['Standard', 'Express'],
	singleSelect: ['Berlin', 'Lisbon', 'Toronto'],
} as const;

/** What people call them; for a kind without an entry a name is made up. */
const REQUEST_FIELD_NAMES: Partial<Record<FieldKind, string>> = {
	address: 'Delivery address',
	checklist: 'Before you send',
	date: 'Needed by',
	drawing: 'Signature',
	email: 'Contact of the supplier',
	fileUpload: 'Quote',
	imageUpload: 'Photos',
	instruction: 'How to fill this in',
	multiSelect: 'Categories',
	number: 'Amount',
	radio: 'Delivery',
	routing: 'Shortcut',
	singleSelect: 'Office',
	table: 'Items',
	text: 'Reason',
	url: 'Product page',
	userSelection: 'Requested for',
};

export function nameOfField(kind: FieldKind): string {
	return REQUEST_FIELD_NAMES[kind] ?? `Field of the type ${kind}`;
}

const optionsByKind: Partial<Record<FieldKind, readonly string[]>> = FIELD_OPTIONS;

export const DEFAULT_WORKFLOWS: readonly WorkflowDefinition[] = [
	{
		id: PURCHASE_WORKFLOW_ID,
		name: 'Purchase approval',
		steps: [
			{
				id: REQUEST_STEP_ID,
				name: 'Describe the purchase',
				owners: ['owner'],
				formFields: FIELD_KINDS.map((kind) => ({
					id: FIELD_IDS[kind],
					name: nameOfField(kind),
					kind,
					options: optionsByKind[kind],
				})),
			},
			{
				id: DECISION_STEP_ID,
				name: 'Decide',
				formFields: [{ id: DECISION_FIELD_ID, name: 'Decision', kind: 'routing' }],
			},
			{
				id: ORDER_STEP_ID,
				name: 'Place the order',
				owners: ['owner'],
				formFields: [
					{ id: ORDER_NUMBER_FIELD_ID, name: 'Order number', kind: 'text', required: true },
				],
			},
		],
	},
	{
		id: ONBOARDING_WORKFLOW_ID,
		name: 'Welcome a colleague',
		steps: [
			{
				id: LAPTOP_STEP_ID,
				name: 'Prepare the laptop',
				group: 'Preparation',
				owners: ['owner'],
				formFields: [{ id: SERIAL_NUMBER_FIELD_ID, name: 'Serial number', kind: 'text' }],
			},
			{
				id: ACCOUNTS_STEP_ID,
				name: 'Create accounts',
				group: 'Preparation',
				owners: ['owner'],
				formFields: [
					{
						id: ACCOUNTS_FIELD_ID,
						name: 'Accounts created',
						kind: 'checklist',
						options: ['E-mail', 'Calendar', 'Chat'],
					},
				],
			},
			{
				id: FIRST_DAY_STEP_ID,
				name: 'First day',
				owners: ['owner'],
				formFields: [{ id: WELCOME_FIELD_ID, name: 'Notes', kind: 'text' }],
			},
		],
	},
	{
		id: REVIEW_WORKFLOW_ID,
		name: 'Approval for n8n',
		steps: [
			{
				id: ASK_STEP_ID,
				name: 'Question',
				formFields: [
					{ id: QUESTION_FIELD_ID, name: 'Question', kind: 'text' },
					{ id: RESUME_URL_FIELD_ID, name: 'Resume URL', kind: 'text' },
					{ id: RESUME_LINK_FIELD_ID, name: 'Resume link', kind: 'url' },
				],
			},
			{
				id: REVIEW_STEP_ID,
				name: 'Decision',
				formFields: [
					{
						id: APPROVAL_FIELD_ID,
						name: 'Decision',
						kind: 'radio',
						options: ['Approve', 'Decline'],
					},
					{ id: COMMENT_FIELD_ID, name: 'Comment', kind: 'text' },
				],
			},
			{
				id: CALL_STEP_ID,
				name: 'Tell n8n',
				formFields: [],
				callsUrlIn: [RESUME_URL_FIELD_ID, RESUME_LINK_FIELD_ID],
			},
		],
	},
];
