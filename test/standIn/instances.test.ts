import { PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID, startStandIn } from './index';
import type { StandIn, StandInOptions } from './index';
import type { JsonValue } from './json';
import { TestClient } from './testClient';

const AUTOMATIC_ID = 300;
const STEP_ID = 3001;
const workflows: StandInOptions['workflows'] = [
	{
		id: AUTOMATIC_ID,
		name: 'Named by itself',
		automaticNaming: true,
		steps: [{ id: STEP_ID, name: 'Only', formFields: [], assignedAtStart: true }],
	},
];

let standIn: StandIn;
let client: TestClient;

async function start(options: StandInOptions = {}): Promise<void> {
	standIn = await startStandIn({ workflows, ...options });
	client = new TestClient(standIn);
}

afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	await standIn.close();
});

const send = async (...args: Parameters<TestClient['sendJson']>) => await client.sendJson(...args);
const processUrl = (id = PURCHASE_WORKFLOW_ID) => `${standIn.baseUrl}/processes/${id}/`;

describe('starting an instance', () => {
	beforeEach(async () => await start());

	it('answers 201 with the instance at its first step', async () => {
		const { status, data } = await send('POST', '/instances/', { process: processUrl() });
		expect(status).toBe(201);
		expect(data).toMatchObject({ active_step_ids: [REQUEST_STEP_ID], tags: [] });
		expect(standIn.log.at(-1)).toMatchObject({ effect: 'created', contractErrors: [] });
	});

	it.each<[JsonValue, object]>([
		[{}, { process: ['This field is required.'] }],
		[{ process: null }, { process: ['This field may not be null.'] }],
		[{ process: 101 }, { process: ['Incorrect type. Expected URL string, received int.'] }],
		[
			{ process: 'https://h/api/processes/101' },
			{ process: ['Invalid hyperlink - No URL match.'] },
		],
		[
			{ process: 'https://h/api/processes/4711/' },
			{ process: ['Invalid hyperlink - Object does not exist.'] },
		],
		[
			{
				process: 'https://h/api/processes/101/',
				name: 'x'.repeat(256),
				deadline: 'soon',
				tags: 'a',
			},
			{
				name: [expect.any(String)],
				deadline: [expect.any(String)],
				tags: [expect.any(String)],
			},
		],
		[
			{ process: 'https://h/api/processes/300/', name: 'Mine' },
			{ name: [expect.any(String)], step_assignments: ['Step 3001 needs an assignment.'] },
		],
		[
			{
				process: 'https://h/api/processes/300/',
				step_assignments: [{ step_id: 1, user_id: 31 }],
			},
			{ step_assignments: [{ step_id: ['This step is not part of the workflow.'] }] },
		],
		[
			{
				process: 'https://h/api/processes/300/',
				step_assignments: [{ step_id: STEP_ID, user_id: '31' }, 'Kim'],
			},
			{
				step_assignments: [
					{ user_id: ['A valid integer is required.'] },
					{ non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] },
				],
			},
		],
		[
			{
				process: 'https://h/api/processes/101/',
				name: 7,
				priority: '',
				tags: [1],
				step_assignments: {},
			},
			{
				name: ['Not a valid string.'],
				priority: ['"" is not a valid choice.'],
				tags: ['Not a valid string.'],
				step_assignments: {
					non_field_errors: ['Expected a list of items but got type "dict".'],
				},
			},
		],
		[[], { non_field_errors: ['Invalid data. Expected a dictionary.'] }],
	])('refuses %j', async (body, errors) => {
		const { status, data } = await send('POST', '/instances/', body);
		expect(status).toBe(400);
		expect(data).toEqual(errors);
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});

	it('takes the assignments that a workflow needs', async () => {
		const { status } = await send('POST', '/instances/', {
			process: processUrl(AUTOMATIC_ID),
			step_assignments: [{ step_id: STEP_ID, user_id: 31 }],
		});
		expect(status).toBe(201);
		const [{ id, stepAssignments }] = standIn.listInstances(AUTOMATIC_ID);
		expect(stepAssignments).toEqual([{ step_id: STEP_ID, user_id: 31 }]);
		expect(standIn.log.at(-1)?.ids).toEqual([id]);
		expect((await client.read(id)).data.step_assignments).toEqual(stepAssignments);
	});

	it('never gives the ID of a deleted instance again', async () => {
		const { id } = standIn.createInstance();
		await send('POST', '/instances/bulk/delete', { ids: [id] });
		expect(standIn.createInstance().id).toBe(id + 1);
		standIn.reset();
		expect(standIn.createInstance().id).toBe(id);
	});

	it('refuses who sees nothing', async () => {
		const { status } = await send('POST', '/instances/', { process: processUrl() }, 'outsider');
		expect(status).toBe(403);
	});
});

describe('updating an instance', () => {
	beforeEach(async () => await start());

	it('puts back what is left out', async () => {
		const { id } = standIn.createInstance({ name: 'Old', priority: 'V', tags: ['a'] });
		const body = { process: processUrl(), tags: ['b'] };
		const { status, data } = await send('PUT', `/instances/${id}/`, body);
		expect(status).toBe(200);
		expect(data).toMatchObject({ name: '', priority: null, tags: ['b'] });
		expect(standIn.log.at(-1)).toMatchObject({ effect: 'updated', instanceId: id });
	});

	it.each([
		['admin', {}, 400],
		['admin', { process: 'https://h/api/processes/101/', priority: 'L' }, 400],
		['viewer', { process: 'https://h/api/processes/101/' }, 403],
	])('refuses %s who sends %j with %i', async (key, body, expected) => {
		const { id } = standIn.createInstance();
		const { status } = await send('PUT', `/instances/${id}/`, body, key);
		expect(status).toBe(expected);
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});
});

describe('an update', () => {
	it('that names no workflow is taken, if told so', async () => {
		await start({ putProcess: 'ignored' });
		const { id } = standIn.createInstance();
		const { status } = await send('PUT', `/instances/${id}/`, { name: 'New' });
		expect(status).toBe(200);
		expect(standIn.getInstance(id)?.name).toBe('New');
	});

	it('forgets assignments it leaves out, and keeps those it repeats', async () => {
		await start();
		const stepAssignments = [{ step_id: REQUEST_STEP_ID, user_id: 31 }];
		const { id } = standIn.createInstance({ stepAssignments });
		const body = { process: processUrl(), step_assignments: stepAssignments };
		const kept = await send('PUT', `/instances/${id}/`, body);
		expect(kept.data.step_assignments).toEqual(stepAssignments);
		const forgotten = await send('PUT', `/instances/${id}/`, { process: processUrl() });
		expect(forgotten.data.step_assignments).toEqual([]);
	});
});
