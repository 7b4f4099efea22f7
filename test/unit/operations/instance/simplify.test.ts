import { simplifyInstance } from '../../../../nodes/NextMatter/operations/instance/simplify';

const instance = {
	id: 9001,
	url: 'https://core.nextmatter.com/api/instances/9001/',
	process: 'https://core.nextmatter.com/api/processes/3/',
	name: 'Offer 12',
	deadline: '2026-07-01T00:00:00Z',
	stage: 'Review',
	tags: ['new'],
	active_step_ids: [5002, '5003'],
	started_time: '2026-06-16T10:00:00Z',
	last_updated_time: '2026-06-17T10:00:00Z',
	completed_time: null,
	aborted_time: null,
	public_url: 'https://app.nextmatter.com/p/x',
};

describe('simplifyInstance', () => {
	it('keeps ten details, the most useful first', () => {
		const simple = simplifyInstance(instance);
		expect(simple).toEqual({
			id: 9001,
			name: 'Offer 12',
			status: 'running',
			active_step_ids: [5002, 5003],
			stage: 'Review',
			deadline: '2026-07-01T00:00:00Z',
			started_time: '2026-06-16T10:00:00Z',
			last_updated_time: '2026-06-17T10:00:00Z',
			ended_time: null,
			public_url: 'https://app.nextmatter.com/p/x',
		});
		expect(Object.keys(simple).slice(0, 4)).toEqual(['id', 'name', 'status', 'active_step_ids']);
	});

	it('has the same ten keys with null where the API said nothing', () => {
		const simple = simplifyInstance({});
		expect(Object.keys(simple)).toEqual(Object.keys(simplifyInstance(instance)));
		expect(Object.keys(simple)).toHaveLength(10);
		const { status, ...rest } = simple;
		expect(status).toBe('running');
		expect(Object.values(rest)).toEqual(Array(9).fill(null));
	});

	it('has the ID that only the URL tells', () => {
		expect(simplifyInstance({ url: instance.url })).toMatchObject({ id: 9001 });
		expect(simplifyInstance({ id: '9001', url: instance.url })).toMatchObject({ id: '9001' });
	});

	it.each<[string, string | null, string | null]>([
		['completed', '2026-06-18T10:00:00Z', null],
		['aborted', null, '2026-06-18T10:00:00Z'],
		['aborted', '2026-06-01T10:00:00Z', '2026-06-18T10:00:00Z'],
	])('says when an instance was %s', (status, completed_time, aborted_time) => {
		expect(simplifyInstance({ ...instance, completed_time, aborted_time })).toMatchObject({
			status,
			ended_time: '2026-06-18T10:00:00Z',
		});
	});

	it('does not change the instance', () => {
		const given = structuredClone(instance);
		simplifyInstance(given);
		expect(given).toEqual(instance);
	});
});
