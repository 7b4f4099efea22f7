import { get } from '../../../../../nodes/NextMatter/operations/workflow/get';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';

const planOf = (changes: Readonly<Record<string, unknown>> = {}) =>
	planFor(get, { workflowId: '120', simplify: true, ...changes });

const STEP = {
	id: 5001,
	name: 'Describe',
	actions: [{ id: '7', label: 'Amount', type: 'number' }],
};
const STEPS = [
	{ id: 5001, name: 'Describe', form_fields: [{ id: 7, name: 'Amount', type: 'number' }] },
];

describe('reading a workflow', () => {
	it('asks for it, with the API’s exact slashes', () => {
		expect(planOf()).toEqual({
			workflowId: 120,
			simplify: true,
			request: { method: 'GET', path: '/processes/120/' },
			idempotency: 'safe',
			action: 'read workflow 120',
			subject: { kind: 'workflow', id: 120, isRead: true },
			howToVerify: '',
			expectedBody: 'the workflow',
			remedyByStatus: {
				404: 'Check the workflow ID, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId: 120 },
		});
	});

	it.each<[string, unknown, string]>([
		['workflowId', undefined, 'The ID of the workflow is missing'],
		['simplify', 2, "'Simplify' is 2, which is not one of its values"],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ [name]: value })).message).toContain(message);
	});
});

describe('the workflow that was read', () => {
	it.each<[string, object, object]>([
		['steps', { id: 120, name: 'Offer', steps: [STEP] }, { name: 'Offer', steps: STEPS }],
		[
			'an ID as text',
			{ id: '120', title: 'Offer', steps: [STEP] },
			{ name: 'Offer', steps: STEPS },
		],
		['no ID at all', { name: null, process_steps: [STEP] }, { name: null, steps: STEPS }],
		['nothing that is recognized', { id: 120, nodes: [STEP] }, { name: null, steps: [] }],
	])('is simplified: %s', (_what, body, expected) => {
		expect(get.present(planOf(), body)).toEqual({ id: 120, ...expected });
	});

	it('has null where names and types are not told', () => {
		expect(get.present(planOf(), { steps: [{ id: 1, fields: [{ id: 2 }] }] })).toMatchObject({
			steps: [{ id: 1, name: null, form_fields: [{ id: 2, name: null, type: null }] }],
		});
	});

	it('has what may be chosen, and what has to be filled in, as far as that is told', () => {
		const actions = [
			{ id: 7, required: true, options: ['Berlin', 'Rome'] },
			{ id: 8, required: false },
		];
		expect(get.present(planOf(), { steps: [{ id: 5001, actions }] })).toEqual({
			id: 120,
			name: null,
			steps: [
				{
					id: 5001,
					name: null,
					form_fields: [
						{ id: 7, name: null, type: null, required: true, options: ['Berlin', 'Rome'] },
						{ id: 8, name: null, type: null },
					],
				},
			],
		});
	});

	it('is as the API sent it without Simplify', () => {
		const body = { id: 120, steps: [STEP] };
		expect(get.present(planOf({ simplify: false }), body)).toBe(body);
	});

	it.each<[unknown]>([
		[undefined],
		[{ id: 121 }],
		[{ id: null }],
		[{ error: 'Not ready' }],
		[{ detail: 'No.', steps: [] }],
		[{}],
	])('is not %j', (body) => {
		expect(get.present(planOf(), body)).toBeUndefined();
		expect(get.present(planOf({ simplify: false }), body)).toBeUndefined();
	});
});
