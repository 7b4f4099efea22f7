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

const send = async (method: string, url: string, data: JsonValue, key = 'admin') =>
	await client.send({
		method,
		url,
		data: JSON.stringify(data),
		headers: {
			authorization: `Api-Key ${standIn.keys[key]}`,
			'content-type': 'application/json',
		},
	});
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
		[{ process: 101 }, { process: ['Incorrect type. Expected URL string.'] }],
		[
			{ process: 'https://h/api/processes/101' },
			{ process: ['Invalid hyperlink - No URL match.'] },
		],
		[
			{ process: 'https://h/api/processes/4711/' },
			{ process: ['Invalid hyperlink - Object does not exist.'] },
		],
		[
			{ process: 'https://h/api/processes/101/', priority: 'L' },
			{ priority: ['"L" is not a valid choice.'] },
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
		['outsider', { process: 'https://h/api/processes/101/' }, 404],
	])('refuses %s who sends %j with %i', async (key, body, expected) => {
		const { id } = standIn.createInstance();
		const { status } = await send('PUT', `/instances/${id}/`, body, key);
		expect(status).toBe(expected);
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});
});

describe.each([
	['abort', 201, 'aborted'],
	['delete', 204, 'deleted'],
] as const)('a request to %s several instances', (verb, good, effect) => {
	const url = `/instances/bulk/${verb}`;
	const isThere = (id: number) => standIn.getInstance(id)?.abortedTime === null;

	it('does all of them', async () => {
		await start();
		const ids = [standIn.createInstance().id, standIn.createInstance().id];
		const { status } = await send('POST', url, { ids });
		expect(status).toBe(good);
		expect(ids.some(isThere)).toBe(false);
		expect(standIn.log.at(-1)).toMatchObject({ effect, contractErrors: [] });
	});

	it('does none of them when one is not there', async () => {
		await start();
		const { id } = standIn.createInstance();
		const { status } = await send('POST', url, { ids: [id, 4711] });
		expect(status).toBe(404);
		expect(isThere(id)).toBe(true);
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});

	it('does what it can when it is told to, and refuses all the same', async () => {
		await start({ bulk: 'partial' });
		const { id } = standIn.createInstance();
		const { status } = await send('POST', url, { ids: [id, 4711] });
		expect(status).toBe(404);
		expect(isThere(id)).toBe(false);
		expect(standIn.log.at(-1)?.effect).toBe(effect);
	});

	it.each([
		['admin', { ids: ['1'] }, 400],
		['admin', {}, 400],
		['viewer', { ids: [9001] }, 403],
		['outsider', { ids: [9001] }, 404],
	])('is refused to %s who sends %j with %i', async (key, body, expected) => {
		await start();
		standIn.createInstance();
		expect((await send('POST', url, body, key)).status).toBe(expected);
	});

	it('is not found with a slash at the end', async () => {
		await start();
		expect((await send('POST', `${url}/`, { ids: [1] })).status).toBe(404);
	});
});

it('refuses to abort what has ended', async () => {
	await start();
	const { id } = standIn.createInstance();
	await send('POST', '/instances/bulk/abort', { ids: [id] });
	expect((await send('POST', '/instances/bulk/abort', { ids: [id] })).status).toBe(400);
});
