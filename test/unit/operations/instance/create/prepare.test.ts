import { create } from '../../../../../nodes/NextMatter/operations/instance/create';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';

const planOf = (additionalFields: unknown = {}, workflowId: unknown = 120) =>
	planFor(create, { workflowId, additionalFields, simplify: true });
const bodyOf = (additionalFields: unknown) => planOf(additionalFields).request.body;

describe('starting an instance', () => {
	it('sends nothing but the workflow when nothing else is said', () => {
		expect(planOf()).toMatchObject({
			request: {
				method: 'POST',
				path: '/instances/',
				body: { process: '/processes/120/' },
				addresses: ['process'],
			},
			idempotency: 'nonIdempotent',
			action: 'start an instance of workflow 120',
			howToVerify:
				'Check in Next Matter whether workflow 120 has a new instance before you run this item again.',
			remedyByStatus: {
				400: "Check the workflow and the additional fields: a workflow that names its instances itself does not accept a name, and one with a step whose assignee is selected at the start needs step assignments. If the base URL leads through a gateway, set the option 'Workflow URL'.",
				403: 'In Next Matter, allow this user to start the workflow, or use the API key of someone who may',
			},
			fieldLabels: [],
			details: { workflowId: 120 },
			simplify: true,
		});
	});

	it('sends what is said about it', () => {
		const fields = {
			name: 'Laptops',
			deadline: '2026-06-16T12:00:00',
			priority: 'veryHigh',
			tags: ['hardware', 'urgent'],
			stepAssignments: { assignment: [{ stepId: '5001', userId: 31 }] },
		};
		expect(bodyOf(fields)).toEqual({
			process: '/processes/120/',
			name: 'Laptops',
			deadline: '2026-06-16T10:00:00Z',
			priority: 'V',
			tags: ['hardware', 'urgent'],
			step_assignments: [{ step_id: 5001, user_id: 31 }],
		});
		expect(planOf(fields).howToVerify).toContain('a new instance named "Laptops" before');
	});

	it.each([[''], [null]])('leaves the name out for automatic naming: %j', (name) => {
		expect(bodyOf({ name })).toEqual({ process: '/processes/120/' });
	});

	it('needs no additional fields', () => {
		expect(bodyOf(undefined)).toEqual({ process: '/processes/120/' });
	});

	// All that n8n leaves of one expression for all rows is {}.
	it.each<[unknown]>([[null], [{}]])(
		'refuses step assignments without a row: %j',
		(stepAssignments) => {
			const refusal = refusalOf(() => planOf({ stepAssignments }));
			expect(refusal.message).toBe("'Step Assignments' has no rows");
			expect(refusal.remedy).toContain('use expressions inside the rows instead');
		},
	);

	it('names the workflow by its URL if the options say so', () => {
		const options = { workflowUrl: 'nextMatter' };
		const parameters = { workflowId: 120, additionalFields: {}, simplify: true, options };
		const { body, addresses } = planFor(create, parameters).request;
		expect({ body, addresses }).toEqual({
			body: { process: 'https://core.nextmatter.com/api/processes/120/' },
		});
	});

	it('refuses another Workflow URL than those two', () => {
		const parameters = { workflowId: 120, simplify: true, options: { workflowUrl: 'https://h/' } };
		expect(refusalOf(() => planFor(create, parameters)).message).toBe(
			'\'Workflow URL\' is "https://h/", which is not one of its values',
		);
	});

	it('takes a bare list of step assignments from an expression', () => {
		expect(bodyOf({ stepAssignments: [{ stepId: 5001, userId: '31' }] })).toMatchObject({
			step_assignments: [{ step_id: 5001, user_id: 31 }],
		});
	});

	it('says what to do about step assignments that are no rows', () => {
		const refusal = refusalOf(() => planOf({ stepAssignments: 'abc' }));
		expect(refusal.remedy).toBe('Add a row for each step assignment');
	});

	it('refuses anything but yes or no for Simplify', () => {
		const parameters = { workflowId: 120, additionalFields: {}, simplify: 'maybe' };
		expect(refusalOf(() => planFor(create, parameters)).message).toBe(
			'\'Simplify\' is "maybe", which is not one of its values',
		);
	});

	it('sends a priority as the API has it', () => {
		expect(bodyOf({ priority: 'high' })).toMatchObject({ priority: 'H' });
	});

	it('takes a link to the workflow', () => {
		const plan = planOf({}, 'https://core.nextmatter.com/api/processes/120/');
		expect(plan.details).toEqual({ workflowId: 120 });
	});

	it.each<[string, unknown, string | RegExp]>([
		['a name that is too long', { name: 'x'.repeat(256) }, /^'Name' has 256 characters: "x+…$/],
		[
			'a step assignment without a user',
			{
				stepAssignments: {
					assignment: [
						{ stepId: 1, userId: 2 },
						{ stepId: 1, userId: '' },
					],
				},
			},
			'Step Assignment 2: The ID of the user is missing',
		],
		[
			'a step assignment that is no row',
			{ stepAssignments: { assignment: ['x'] } },
			'Step Assignment 1: The ID of the step is missing',
		],
		[
			'step assignments that are no rows',
			{ stepAssignments: 'abc' },
			'\'Step Assignments\' is "abc", which is not a list of rows',
		],
	])('refuses %s', (_what, fields, message) => {
		const refusal = refusalOf(() => planOf(fields));
		if (typeof message === 'string') expect(refusal.message).toBe(message);
		else expect(refusal.message).toMatch(message);
	});

	it('takes a name of 255 characters', () => {
		expect(bodyOf({ name: 'x'.repeat(255) })).toMatchObject({ name: 'x'.repeat(255) });
	});

	it('refuses no workflow', () => {
		expect(refusalOf(() => planOf({}, '')).message).toBe('The ID of the workflow is missing');
	});
});

it('an instance that another API key has started counts only if this one can read it', () => {
	expect(create.underAnotherKey).toBe('isToBeProven');
});

describe('the answer to starting an instance', () => {
	it('is put out when it is an instance, whatever its ID', () => {
		const whole = { id: 9001, process: 'https://h/processes/120/' };
		expect(create.present({ ...planOf(), simplify: false }, whole)).toBe(whole);
		expect(create.present(planOf(), whole)).toMatchObject({ id: 9001, status: 'running' });
	});

	it.each([[{ detail: 'x' }], [{ process: 'https://h/processes/120/' }]])(
		'is not taken for one: %j',
		(body) => {
			expect(create.present(planOf(), body)).toBeUndefined();
		},
	);
});
