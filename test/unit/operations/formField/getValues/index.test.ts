import { getValues } from '../../../../../nodes/NextMatter/operations/formField/getValues';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';

const planOf = (changes: Readonly<Record<string, unknown>> = {}, timeZone?: string) => {
	const parameters = {
		workflowId: '120',
		stepId: '5001',
		formFieldId: '50222',
		returnAll: false,
		limit: 50,
		filters: {},
		simplify: true,
	};
	return planFor(getValues, { ...parameters, ...changes }, timeZone);
};

describe('listing the values of a form field', () => {
	it('asks for as many as are wanted', () => {
		expect(planOf()).toEqual({
			simplify: true,
			limit: 50,
			request: {
				method: 'GET',
				path: '/processes/120/steps/5001/actions/50222/',
				query: { page_size: '50' },
			},
			idempotency: 'safe',
			action: 'list the values of form field 50222 of workflow 120',
			expects: 'list',
			howToVerify: '',
			expectedBody: 'a list of values',
			remedyByStatus: {
				400: 'Check the filters of this item',
				404: 'Check the IDs of the workflow, the step and the form field, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId: 120, stepId: 5001, formFieldId: 50222 },
		});
	});

	it('takes one link for all three', () => {
		const link = 'https://core.nextmatter.com/api/processes/120/steps/5001/actions/50222/';
		const plan = planOf({ workflowId: link, stepId: link, formFieldId: link });
		expect(plan.details).toEqual({ workflowId: 120, stepId: 5001, formFieldId: 50222 });
	});

	it('sends its filters, with dates in the zone of the workflow', () => {
		const filters = { startedAfter: '2026-06-16', tags: ['a', 'b'] };
		const plan = planOf({ filters, returnAll: true }, 'America/New_York');
		expect(plan).not.toHaveProperty('limit');
		expect(plan.request.query).toEqual({
			started_time_after: '2026-06-16T04:00:00Z',
			tags: 'a,b',
			ordering: 'started_time',
			page_size: '500',
		});
	});

	it.each<[string, unknown, string]>([
		['formFieldId', -1, '-1 is not the ID of a form field'],
		['simplify', 'x', '\'Simplify\' is "x", which is not one of its values'],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ [name]: value })).message).toContain(message);
	});
});

describe('the values of a page', () => {
	const entry = {
		instance_id: 9001,
		instance_name: 'Laptops',
		value: { inputValue: 'New' },
		settings: { type: 'text' },
	};

	it('are plain when simplified, with null for what the API left out', () => {
		expect(getValues.present(planOf(), { results: [entry, {}] })).toEqual([
			{ instance_id: 9001, instance_name: 'Laptops', value: 'New' },
			{ instance_id: null, instance_name: null, value: null },
		]);
	});

	it('are as the API sent them otherwise', () => {
		expect(getValues.present(planOf({ simplify: false }), { results: [entry] })).toEqual([entry]);
	});

	it.each<[unknown]>([[undefined], [{ value: 'x' }]])('are not in %j', (body) => {
		expect(getValues.present(planOf(), body)).toBeUndefined();
	});

	it('are followed by those of the page that is linked', () => {
		const plan = planOf({ filters: { status: 'running' } });
		expect(getValues.nextPage?.(plan, { next: '?page=2' })?.query).toEqual({
			status: 'running',
			page_size: '50',
			page: '2',
		});
		expect(getValues.nextPage?.(plan, { next: null })).toBeUndefined();
	});
});
