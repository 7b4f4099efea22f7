import {
	activeStepIds,
	idOfInstance,
	isInstance,
	lastUpdateOf,
	statusOf,
} from '../../../../nodes/NextMatter/api/instance/instance';

describe('isInstance', () => {
	it.each<[unknown]>([
		[{ id: 9001 }],
		[{ id: '9001' }],
		[{ process: 'https://h/processes/1/' }],
		[{ active_step_ids: [] }],
		[{ started_time: null }],
		[{ url: 'https://h/instances/9001/' }],
	])('accepts %j', (value) => {
		expect(isInstance(value, 9001)).toBe(true);
	});

	it.each<[unknown]>([
		[undefined],
		[{}],
		[{ id: 9002 }],
		[{ id: null, process: 'https://h/processes/1/' }],
		[{ id: [9001], active_step_ids: [] }],
		[{ id: 9001, url: 'https://h/instances/9002/' }],
		[{ url: 'https://h/instances/9001/steps/' }],
	])('does not accept %j', (value) => {
		expect(isInstance(value, 9001)).toBe(false);
	});

	it.each<[unknown, boolean]>([
		[{ id: 9001, process: 'https://h/processes/1/' }, true],
		[{ url: 'https://h/instances/9001/', started_time: null }, true],
		[{ url: 'https://h/instances/9001/' }, false],
	])('where no ID is known goes by what only an instance has: %j', (value, expected) => {
		expect(isInstance(value)).toBe(expected);
	});
});

describe('idOfInstance', () => {
	it.each<[unknown, number | undefined]>([
		[{ id: '9001', url: 'https://h/instances/9001/' }, 9001],
		[{ id: null, url: 'https://h/instances/9001' }, 9001],
		[{ id: 9001, url: 'https://h/instances/9002/' }, undefined],
		[{ id: 2 ** 53 }, undefined],
		[{ id: 0 }, undefined],
		[{ id: 1 }, 1],
		[{ id: '1e3' }, undefined],
		[{ url: ['https://h/instances/9001/'] }, undefined],
		[{ id: '', url: 'https://h/instances/9001/' }, undefined],
	])('of %j is %j', (instance, expected) => {
		expect(idOfInstance(JSON.parse(JSON.stringify(instance)))).toBe(expected);
	});
});

describe('statusOf', () => {
	const time = '2026-06-16T10:00:00Z';

	it.each<[Record<string, string | null>, string]>([
		[{}, 'running'],
		[{ completed_time: time, aborted_time: null }, 'completed'],
		[{ completed_time: null, aborted_time: time }, 'aborted'],
		[{ completed_time: time, aborted_time: time }, 'aborted'],
	])('of %j is %s', (instance, status) => {
		expect(statusOf(instance)).toBe(status);
	});
});

describe('activeStepIds', () => {
	it.each<[unknown, number[] | undefined]>([
		[
			[5001, 5002],
			[5001, 5002],
		],
		[[], []],
		[
			[{ id: 5001 }, { id: '5002', name: 'Decide' }],
			[5001, 5002],
		],
		// A step that is left out would count as not active.
		[[5001, 'x'], undefined],
		[undefined, undefined],
	])('reads %j as %j', (ids, expected) => {
		const instance = JSON.parse(JSON.stringify({ active_step_ids: ids }));
		expect(activeStepIds(instance)).toEqual(expected);
	});
});

describe('lastUpdateOf', () => {
	it.each<[unknown, number | undefined]>([['2026-06-16T10:00:00Z', Date.UTC(2026, 5, 16, 10)]])(
		'reads %j as %p',
		(time, expected) => {
			const instance = JSON.parse(JSON.stringify({ last_updated_time: time }));
			expect(lastUpdateOf(instance)?.time).toBe(expected);
		},
	);
});
