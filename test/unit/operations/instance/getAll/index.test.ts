import { getAll } from '../../../../../nodes/NextMatter/operations/instance/getAll';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';
import { instance } from '../../../replies';

const planOf = (changes: Readonly<Record<string, unknown>> = {}, timeZone?: string) => {
	const parameters = {
		workflowId: '120',
		returnAll: false,
		limit: 50,
		filters: {},
		options: {},
		simplify: true,
	};
	return planFor(getAll, { ...parameters, ...changes }, timeZone);
};
const queryOf = (changes: Readonly<Record<string, unknown>>, timeZone?: string) =>
	planOf(changes, timeZone).request.query;

describe('listing the instances of a workflow', () => {
	it('asks for as many as are wanted', () => {
		expect(planOf()).toEqual({
			simplify: true,
			limit: 50,
			request: { method: 'GET', path: '/processes/120/instances/', query: { page_size: '50' } },
			idempotency: 'safe',
			action: 'list the instances of workflow 120',
			subject: { kind: 'workflow', id: 120 },
			expects: 'list',
			howToVerify: '',
			expectedBody: 'a list of instances',
			remedyByStatus: {
				400: 'Check the filters of this item',
				404: 'Check the workflow ID, and that the user of the API key can see the workflow',
			},
			fieldLabels: [],
			details: { workflowId: 120 },
		});
	});

	it('has no limit when all are wanted', () => {
		const plan = planOf({ returnAll: true, limit: 'broken' });
		expect(plan).not.toHaveProperty('limit');
		expect(plan.request.query).toEqual({ ordering: 'started_time', page_size: '500' });
	});

	it('sends filters and order beside the size of a page', () => {
		const filters = { status: 'running', startedAfter: '2026-06-16T10:00:00' };
		const options = { sortBy: 'name' };
		expect(queryOf({ filters, options, limit: 7 }, 'Asia/Kolkata')).toEqual({
			status: 'running',
			started_time_after: '2026-06-16T04:30:00Z',
			ordering: 'name',
			page_size: '7',
		});
	});

	it.each<[unknown, string | undefined]>([
		['', undefined],
		[{ sortDirection: 'descending' }, undefined],
		[{ sortBy: 'started_time', sortDirection: 'ascending' }, 'started_time'],
		[{ sortBy: 'total_runtime', sortDirection: 'descending' }, '-total_runtime'],
	])('with the options %j asks for the order %j', (options, ordering) => {
		expect(queryOf({ options })?.ordering).toBe(ordering);
	});

	it('has the values read afterwards if they are wanted', () => {
		const plan = planOf({ formFieldValues: 'byName' });
		expect(plan.keying).toBe('byName');
		expect(plan.request.query).toEqual({ page_size: '50' });
	});

	it('knows every order that the editor offers', () => {
		const [sortBy] = getAll.options;
		const offered = (sortBy.options ?? []).flatMap((option) =>
			'value' in option ? [String(option.value)] : [],
		);
		expect(offered).toHaveLength(9);
		for (const one of offered) expect(queryOf({ options: { sortBy: one } })?.ordering).toBe(one);
	});

	it.each<[string, unknown, string]>([
		['workflowId', null, 'The ID of the workflow is missing'],
		['options', { sortBy: 'id' }, '\'Sort By\' is "id", which is not one of its values'],
		[
			'options',
			{ sortBy: 'name', sortDirection: 'down' },
			'\'Sort Direction\' is "down", which is not one of its values',
		],
		['simplify', '', '\'Simplify\' is "", which is not one of its values'],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ [name]: value })).message).toContain(message);
	});
});

describe('the instances of a page', () => {
	/** As the second version of the list has them. */
	const brief = { id: 9002, name: 'B', status: 'aborted', public_url: null };

	it.each<[string, (results: unknown[]) => unknown]>([
		['a page', (results) => ({ count: 2, next: null, previous: null, results })],
		['a bare list', (results) => results],
	])('are simplified one by one, in %s', (_what, pageOf) => {
		expect(getAll.present(planOf(), pageOf([instance, brief]))).toEqual([
			simplifyInstance(instance),
			{ ...simplifyInstance(brief), status: 'aborted' },
		]);
	});

	it('have the status that their times tell where none is given', () => {
		const ended = { ...instance, completed_time: '2026-06-16T10:00:00Z', status: null };
		expect(getAll.present(planOf(), [ended])).toEqual([
			{ ...simplifyInstance(ended), status: 'completed' },
		]);
	});

	it('are as the API sent them without Simplify', () => {
		expect(getAll.present(planOf({ simplify: false }), { results: [brief] })).toEqual([brief]);
	});

	it('are not in what is no list', () => {
		expect(getAll.present(planOf(), { detail: 'x' })).toBeUndefined();
	});

	it('are followed by those of the page that is linked, with the filters as they were', () => {
		const plan = planOf({ filters: { status: 'running' } });
		const next = 'http://elsewhere.example/api/processes/120/instances/?cursor=cD0y';
		expect(getAll.nextPage?.(plan, { next, results: [] })).toEqual({
			method: 'GET',
			path: '/processes/120/instances/',
			query: { status: 'running', page_size: '50', cursor: 'cD0y' },
		});
		expect(getAll.nextPage?.(plan, { next: null, results: [] })).toBeUndefined();
	});
});
