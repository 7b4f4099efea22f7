import { readDuration } from './durations';
import { select } from './filters';
import {
	DECISION_STEP_ID,
	DEFAULT_WORKFLOWS,
	FIELD_IDS,
	ONBOARDING_WORKFLOW_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
	startStandIn,
} from './index';
import type { StandIn, StandInOptions } from './index';
import type { JsonObject } from './json';
import { startInstance } from './state';
import { TestClient } from './testClient';

let standIn: StandIn;
let client: TestClient;

async function start(options: StandInOptions = {}): Promise<void> {
	standIn = await startStandIn(options);
	client = new TestClient(standIn);
}

afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	await standIn.close();
});

const list = async (query = '') =>
	(await client.send({ url: `/processes/${PURCHASE_WORKFLOW_ID}/instances/${query}` })).data;
const idsIn = ({ results }: JsonObject) => (results as JsonObject[]).map(({ id }) => id);

describe('the list of instances', () => {
	it('holds those of its workflow, by page, with the address of the next one', async () => {
		await start();
		standIn.createInstance({ workflowId: ONBOARDING_WORKFLOW_ID });
		const ids = Array.from({ length: 5 }, () => standIn.createInstance().id);
		const first = await list('?page_size=3');
		expect(first).toMatchObject({ count: 5, previous: null });
		expect(idsIn(first)).toEqual(ids.slice(0, 3));
		const second = (await client.send({ baseURL: '', url: String(first.next) })).data;
		expect(idsIn(second)).toEqual(ids.slice(3));
		expect(second.next).toBeNull();
		expect(standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	});

	it('can be asked for by cursor, and then tells no count', async () => {
		await start({ pagination: 'cursor' });
		const ids = Array.from({ length: 3 }, () => standIn.createInstance().id);
		const first = await list('?page_size=2');
		expect(first).not.toHaveProperty('count');
		expect(first.next).toContain('cursor=c2');
		expect(idsIn((await client.send({ baseURL: '', url: String(first.next) })).data)).toEqual(
			ids.slice(2),
		);
	});

	it.each([
		['?name=DESK', [2]],
		['?status=aborted', [3]],
		['?priority=V', [2]],
		['?tags=a,c', [1, 3]],
		['?active_step_id=5001', [1, 2]],
		['?started_time_after=2100-01-01T00:00:00Z', []],
		['?deadline_before=2031-01-01T00:00:00Z', [1]],
		['?ended_time_after=2020-01-01T00:00:00Z', [3]],
		['?progress_min=1', [3]],
		['?progress_max=0', [1, 2]],
		['?instance_ids=1,3', [1, 3]],
		['?lead_user=31', []],
		['?ordering=name', [3, 2, 1]],
		['?ordering=-started_time', [3, 2, 1]],
		['?ordering=status', [3, 1, 2]],
	])('filtered by %s holds %j', async (query, expected) => {
		await start();
		standIn.createInstance({
			id: 1,
			name: 'Laptop',
			tags: ['a'],
			deadline: '2030-06-16T10:00:00Z',
		});
		standIn.createInstance({ id: 2, name: 'Desk', tags: ['b'], priority: 'V' });
		standIn.createInstance({
			id: 3,
			name: 'Chair',
			tags: ['c', 'd'],
			startAtStepId: DECISION_STEP_ID,
		});
		await client.send({
			method: 'POST',
			url: '/instances/bulk/abort',
			data: { ids: [3] },
		});
		expect(idsIn(await list(query))).toEqual(expected);
	});

	it('can be short', async () => {
		await start({ listEntries: 'short' });
		standIn.createInstance();
		const { results } = await list();
		expect(results).toEqual([
			{
				id: 9001,
				name: 'Purchase approval 9001',
				status: 'running',
				public_url: expect.any(String),
			},
		]);
	});

	it.each([
		['?page_size=501', 400],
		['?status=done', 400],
		['?progress_min=half', 400],
		['?started_time_after=yesterday', 400],
		['?total_runtime_min=long', 400],
		['?page=2', 404],
		['?page=x', 404],
	])('refuses %s with %i', async (query, status) => {
		await start();
		const url = `/processes/${PURCHASE_WORKFLOW_ID}/instances/${query}`;
		expect((await client.send({ url })).status).toBe(status);
	});
});

describe('the newer list of instances', () => {
	const url = `/v2/processes/${PURCHASE_WORKFLOW_ID}/instances/`;

	it('is short and goes on by cursor', async () => {
		await start();
		const ids = Array.from({ length: 3 }, () => standIn.createInstance().id);
		const first = (await client.send({ url: `${url}?page_size=2` })).data;
		const second = (await client.send({ baseURL: '', url: String(first.next) })).data;
		expect([...idsIn(first), ...idsIn(second)]).toEqual(ids);
		expect(second).toEqual({
			next: null,
			previous: expect.stringContaining('/api/v2/processes/'),
			results: [
				{
					id: ids[2],
					name: expect.any(String),
					status: 'running',
					public_url: expect.any(String),
				},
			],
		});
		expect(standIn.log.flatMap(({ contractErrors }) => contractErrors)).toEqual([]);
	});

	it('knows nothing of pages by number', async () => {
		await start();
		await client.send({ url: `${url}?page=1` });
		expect(standIn.log[0].contractErrors).not.toEqual([]);
	});
});

describe('the runtime of an instance', () => {
	it.each([
		['00:50', 50_000],
		['02:30:00', 9_000_000],
		['01 09:30', 86_970_000],
		['PT1H30S', 3_630_000],
		['50', undefined],
	])('is read from %s', (text, expected) => {
		expect(readDuration(text)).toBe(expected);
	});

	it('is what a list can be filtered and ordered by', () => {
		const [workflow] = DEFAULT_WORKFLOWS;
		const end = Date.parse('2031-01-01T00:00:00Z');
		const instances = [1, 3, 2].map((minutes) => ({
			...startInstance({ id: minutes, workflow }, new Date(end - minutes * 60_000).toISOString()),
			completedTime: new Date(end).toISOString(),
		}));
		const idsBy = (query: string) =>
			select(instances, new URLSearchParams(query)).map(({ id }) => id);
		expect(idsBy('total_runtime_min=02:00')).toEqual([2, 3]);
		expect(idsBy('total_runtime_max=02:00')).toEqual([1, 2]);
		expect(idsBy('ordering=-total_runtime')).toEqual([3, 2, 1]);
	});
});

describe('the values of a form field', () => {
	it('are listed by instance', async () => {
		await start();
		const { id } = standIn.createInstance();
		await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.text, { inputValue: 'New' }, 'save');
		const url = `/processes/${PURCHASE_WORKFLOW_ID}/steps/${REQUEST_STEP_ID}/actions/${FIELD_IDS.text}/`;
		expect((await client.send({ url })).data.results).toEqual([
			{
				value: { inputValue: 'New' },
				instance_id: id,
				instance_name: 'Purchase approval 9001',
				settings: { type: 'text' },
			},
		]);
	});

	it.each([
		['/processes/101/steps/5001/actions/1/'],
		['/processes/101/steps/1/actions/70001/'],
		['/processes/1/'],
	])('or anything else of what is not there is a 404: %s', async (url) => {
		await start();
		expect((await client.send({ url })).status).toBe(404);
	});
});

describe('a workflow', () => {
	it.each<[NonNullable<StandInOptions['snapshotShape']>, string]>([
		[
			'nested',
			'"form_fields":[{"id":"70001","label":"Delivery address","field_type":"ADDRESS_FIELD"',
		],
		['unrecognizable', '"blob"'],
	])('is shown with its structure: %s', async (snapshotShape, part) => {
		await start({ snapshotShape });
		const { data } = await client.send({ url: `/processes/${PURCHASE_WORKFLOW_ID}/` });
		expect(data.id).toBe(PURCHASE_WORKFLOW_ID);
		expect(JSON.stringify(data)).toContain(part);
	});
});
