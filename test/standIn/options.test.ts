import { sleep } from 'n8n-workflow';
import { DECISION_STEP_ID, FIELD_IDS, REQUEST_STEP_ID, startStandIn } from './index';
import type { StandIn, StandInOptions } from './index';
import type { JsonObject } from './json';
import { STANDARD_SAMPLES, WRAPPED_SAMPLES } from './samples';
import { Store } from './store';
import { TestClient } from './testClient';
import { Throttle } from './throttle';

let standIn: StandIn;

async function start(options: StandInOptions = {}): Promise<TestClient> {
	standIn = await startStandIn(options);
	return new TestClient(standIn);
}

afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	await standIn.close();
});

describe('the pace', () => {
	it('is limited per key, and the answer says how long to wait', async () => {
		const client = await start({ throttle: { limit: 2, windowMs: 60_000 } });
		const { id } = standIn.createInstance();
		const answers = [await client.read(id), await client.read(id), await client.read(id)];

		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		const { 'retry-after': seconds } = answers[2].headers;
		expect(Math.abs(Number(seconds) - 55)).toBeLessThanOrEqual(5);
		expect(answers[2].data).toEqual({
			detail: `Request was throttled. Expected available in ${seconds} seconds.`,
		});
		expect((await client.read(id, 'owner')).status).toBe(200);
		standIn.reset();
		expect((await client.read(standIn.createInstance().id)).status).toBe(200);
	});

	it('counts only the requests of the last window, and no refused ones', () => {
		const throttle = new Throttle({ limit: 1, windowMs: 1000 });
		const waits = [0, 1, 999, 1000, 1001].map((now) => throttle.take('admin', now));
		expect(waits).toEqual([0, 1, 1, 0, 1]);
	});
});

describe('an instance', () => {
	type Snapshot = { steps: Array<{ completed_time?: string; actions: JsonObject[] }> };

	it('hides answers and times in its snapshot unless they are asked for', async () => {
		const client = await start();
		const { id } = standIn.createInstance();
		await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.number, STANDARD_SAMPLES.number);
		const bare = (await client.read(id)).data.process_snapshot as unknown as Snapshot;
		const query = '?inject_values=true&steps_time_frame=true';
		const full = (await client.read(id, 'admin', query)).data
			.process_snapshot as unknown as Snapshot;
		const field = ({ steps }: Snapshot) =>
			steps[0].actions.find((action) => action.id === FIELD_IDS.number);

		expect(bare.steps[0]).not.toHaveProperty('completed_time');
		expect(field(bare)).toEqual({
			id: FIELD_IDS.number,
			name: 'Amount',
			type: 'number',
			required: false,
		});
		expect(full.steps[0].completed_time).toEqual(expect.any(String));
		expect(field(full)).toMatchObject({ value: STANDARD_SAMPLES.number });
	});

	it('can show computed parts as texts, as the reference has it', async () => {
		const client = await start({ snapshotShape: 'string' });
		const { id } = standIn.createInstance({ deadline: '2031-01-01T00:00:00Z' });
		const { data } = await client.read(id);
		expect(JSON.parse(String(data.process_snapshot))).toMatchObject({ id: 101 });
		expect(JSON.parse(String(data.step_deadlines))).toEqual([
			{ step_id: REQUEST_STEP_ID, deadline: '2031-01-01T00:00:00Z' },
		]);
	});

	it('shows what it was created with', async () => {
		const client = await start();
		const input = { id: 77, name: 'Desk', priority: 'V', tags: ['office'] } as const;
		standIn.createInstance(input);
		expect((await client.read(77)).data).toMatchObject({
			...input,
			url: `${standIn.baseUrl}/instances/77/`,
			process: `${standIn.baseUrl}/processes/101/`,
		});
	});

	it('never shows the same time twice', async () => {
		await start();
		const store = new Store([]);
		const times = Array.from({ length: 50 }, () => store.now());
		expect(new Set(times).size).toBe(50);
		expect([...times].sort()).toEqual(times);
	});

	it('cannot be created in a workflow, or at a step, that is not there', async () => {
		await start();
		expect(() => standIn.createInstance({ workflowId: 1 })).toThrow('no workflow 1');
		expect(() => standIn.createInstance({ startAtStepId: 1 })).toThrow('no step 1');
	});
});

describe('a stand-in', () => {
	it('can be told to accept one shape only', async () => {
		const client = await start({ formats: ['standard'] });
		const { id } = standIn.createInstance();
		const send = async (input: JsonObject) =>
			(await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.address, input, 'save')).status;
		expect(await send(WRAPPED_SAMPLES.address)).toBe(400);
		expect(await send(STANDARD_SAMPLES.address)).toBe(200);
	});

	it.each<['exact' | 'seconds' | 'noZone' | 'missing', RegExp]>([
		['exact', /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/],
		['seconds', /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"$/],
		['noZone', /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}"$/],
		['missing', /^null$/],
	])('writes times: %s', async (times, written) => {
		const client = await start({ times, validate: false });
		const { id } = standIn.createInstance({ startAtStepId: DECISION_STEP_ID });
		const { data } = await client.read(id, 'admin', '?steps_time_frame=true');
		const { steps } = data.process_snapshot as unknown as { steps: JsonObject[] };
		expect(JSON.stringify(data.last_updated_time)).toMatch(written);
		expect(JSON.stringify(steps[0].completed_time)).toMatch(written);
	});

	it.each([0, 50])('leads back to a step %d ms after its completion', async (ms) => {
		const steps = [
			{ id: 1, name: 'First', formFields: [], comesBackAfterMs: ms },
			{ id: 2, name: 'Second', formFields: [] },
		];
		const client = await start({ workflows: [{ id: 900, name: 'Loop', steps }] });
		const { id } = standIn.createInstance({ workflowId: 900 });
		const { data } = await client.completeStep(id, { step_id: 1 });
		expect(data.active_step_ids).toEqual([ms === 0 ? 1 : 2]);
		await sleep(ms + 20);
		expect((await client.read(id)).data.active_step_ids).toEqual([1]);
	});

	it('can have a list whose cursor is always new', async () => {
		const client = await start({ pagination: 'endless' });
		standIn.createInstance();
		const next = async (url: string) =>
			(await client.send({ url, headers: { authorization: `Api-Key ${standIn.keys.admin}` } }))
				.data as { next: string; results: unknown[] };
		let page = await next(`/processes/101/instances/`);
		for (let turn = 0; turn < 5; turn += 1) {
			page = await next(page.next.slice(page.next.indexOf('/api') + 4));
			expect(page.results).toEqual([]);
		}
		expect(page.next).toContain('cursor=c7');
	});

	it('takes workflows and keys of a test, led by whom the test says', async () => {
		const workflow = { id: 900, name: 'Tiny', steps: [{ id: 1, name: 'Only', formFields: [] }] };
		const client = await start({
			workflows: [{ ...workflow, leads: ['lead'] }],
			keys: [
				{ name: 'lead', value: 'standin8.lead', role: 'member' },
				{ name: 'admin', value: 'standin8.admin', role: 'admin' },
			],
		});
		const { id } = standIn.createInstance({ workflowId: 900 });
		expect((await client.read(id)).status).toBe(200);
		const answer = await client.completeStep(id, { step_id: 1 }, 'lead');
		expect(answer.data.completed_time).toEqual(expect.any(String));
		const authorization = 'Api-Key standin1.admin-key-for-tests';
		expect((await client.send({ url: '/', headers: { authorization } })).status).toBe(404);
		const replaced = await client.send({ url: `/instances/${id}/`, headers: { authorization } });
		expect(replaced.status).toBe(401);
	});

	it('logs requests with the name of the key, never the key', async () => {
		const client = await start();
		const { id } = standIn.createInstance();
		const { keys, log } = standIn;
		await client.answerField(id, REQUEST_STEP_ID, FIELD_IDS.text, STANDARD_SAMPLES.text, 'save');
		for (const authorization of [`bearer ${keys.owner}`, keys.owner, 'Api-Key x.secret', '']) {
			await client.send({ url: `/instances/${id}/?a=1`, headers: { authorization } });
		}

		expect(log.map(({ headers }) => headers.authorization)).toEqual([
			'Api-Key [admin]',
			'bearer [owner]',
			'[owner]',
			'Api-Key [unknown key]',
			'[unknown key]',
		]);
		expect(JSON.stringify(log)).not.toMatch(/for-tests|x\.secret/);
		expect(log[0]).toMatchObject({
			method: 'POST',
			path: `/api/instances/${id}/complete_step/`,
			query: {},
			body: { step_id: REQUEST_STEP_ID, mode: 'save' },
			status: 200,
			effect: 'saved',
			instanceId: id,
			stepId: REQUEST_STEP_ID,
			contractErrors: [],
		});
		expect(log[1]).toMatchObject({ query: { a: '1' }, status: 401, body: undefined });
		expect(log[1].contractErrors).not.toEqual([]);
	});

	it('does not hold requests against the contract if told so', async () => {
		const client = await start({ validate: false });
		const { id } = standIn.createInstance();
		const answer = await client.completeStep(id, { step_id: REQUEST_STEP_ID, surplus: 1 });
		expect(answer.status).toBe(200);
		expect(standIn.log[0].contractErrors).toEqual([]);
	});
});
