import {
	digestOf,
	readStarted,
} from '../../../../../nodes/NextMatter/operations/instance/create/started';

describe('the answer to the start of an instance', () => {
	it.each<[unknown, ReturnType<typeof readStarted>]>([
		[
			{ id: '7', active_step_ids: null },
			{ instanceId: 7, activeStepIds: [] },
		],
		[
			{ url: 'https://h/api/instances/7/', process: 'p', active_step_ids: [1] },
			{ instanceId: 7, activeStepIds: [1] },
		],
		[
			{ id: 7, process: 'https://h/api/processes/120/', active_step_ids: [1] },
			{ instanceId: 7, activeStepIds: [1] },
		],
		[{ active_step_ids: [1] }, undefined],
		[{ id: 0, active_step_ids: [1] }, undefined],
		[{ id: 7, detail: 'something else' }, undefined],
		['[]', undefined],
	])('reports the instance and its active steps: %j', (body, expected) => {
		expect(readStarted(body)).toEqual(expected);
		const digest = digestOf(body);
		expect(digest === undefined ? undefined : readStarted(digest)).toEqual(expected);
	});

	it.each([
		['https://h/api/processes/120/', true],
		['http://n8n-2:8080/processes/120/', true],
		[undefined, true],
		['a workflow', true],
		['https://h/api/processes/7/', false],
		[7, false],
	])('of the workflow %j tells the start of one of workflow 120: %j', (process, isIt) => {
		expect(readStarted({ id: 9, process, active_step_ids: [] }, 120) !== undefined).toBe(isIt);
	});
});
