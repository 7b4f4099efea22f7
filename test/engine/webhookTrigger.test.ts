import Ajv from 'ajv';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import schema from '../../nodes/NextMatter/__schema__/v1.0.0.json';
import { startStandIn, REQUEST_STEP_ID, type StandIn } from '../standIn';
import { openTrigger, type TestCall, type TestTrigger } from './webhookCalls';

const SECRET = 'correct horse battery staple';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn()));
beforeEach(() => standIn.reset());
afterEach(() => expect(standIn.contractViolations).toEqual([]));
afterAll(async () => await standIn.close());

const open = async (
	parameters: INodeParameters = {},
	credential: IDataObject = {},
): Promise<TestTrigger> =>
	await openTrigger({
		parameters,
		credential: {
			apiKey: standIn.keys.admin,
			baseUrl: standIn.baseUrl,
			headerName: 'X-Secret',
			secret: SECRET,
			...(credential as Record<string, string>),
		},
	});
const about = (id: unknown, rest: IDataObject = {}): TestCall => ({
	body: { instance_id: String(id), event: 'approved', ...rest },
});

const strict = new Ajv({ strict: false }).compile({ ...schema, additionalProperties: false });

describe('a call of Next Matter', () => {
	it('starts the workflow with the instance as the API has it, whatever the body says', async () => {
		const { id } = standIn.createInstance({ name: 'Laptops' });
		const { call } = await open();

		const { started, status } = await call(about(id, { name: 'Forged', status: 'completed' }));

		expect(status).toBe(200);
		expect(started).toMatchObject({
			id,
			name: 'Laptops',
			status: 'running',
			active_step_ids: [REQUEST_STEP_ID],
			event: 'approved',
			event_time: expect.stringMatching(/^\d{4}-.+Z$/),
			call: { name: 'Forged', status: 'completed' },
		});
		expect(strict(started)).toBe(true);
		expect(standIn.log.map(({ method, path }) => [method, path])).toEqual([
			['GET', `/api/instances/${id}/`],
		]);
	});

	it('gives the whole instance, with the values of its form fields, if asked to', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open({ simplify: false, options: { includeValues: true } });

		const { started } = await call(about(id));

		expect(started).toHaveProperty('process');
		expect(standIn.log[0].query).toMatchObject({ inject_values: 'true' });
	});

	it('gives the values of the form fields by name, if asked to', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open({ formFieldValues: 'byName' });
		expect((await call(about(id))).started).toHaveProperty('fields');
	});

	it.each<[number, string, TestCall]>([
		[405, 'another method', { method: 'GET' }],
		[413, 'a body that is too long', { rawBody: Buffer.alloc(70_000) }],
		[400, 'a body that is no call', { body: { event: 'approved' } }],
	])('is answered with %i for %s, and nothing is read or started', async (status, _what, given) => {
		const { call } = await open();
		const answer = await call(given);
		expect(answer).toMatchObject({
			status,
			body: { ok: false, error: expect.any(String), hint: expect.any(String) },
		});
		expect(answer.started).toBeUndefined();
		expect(standIn.log).toEqual([]);
	});

	it('is answered with 404 if there is no such instance', async () => {
		const { call } = await open();
		const answer = await call(about(999_999));
		expect(answer).toMatchObject({ status: 404, body: { ok: false } });
		expect(answer.started).toBeUndefined();
	});

	it.each<[number, number]>([
		[401, 502],
		[429, 503],
	])('is answered, when Next Matter itself answers %i, with %i', async (status, expected) => {
		const { id } = standIn.createInstance();
		standIn.faults.add({
			kind: { status, headers: status === 429 ? { 'retry-after': '3600' } : {} },
			times: 9,
		});
		const { call } = await open();

		const answer = await call(about(id));

		expect(answer).toMatchObject({ status: expected, body: { ok: false } });
		expect(answer.started).toBeUndefined();
		expect(JSON.stringify(answer)).not.toContain(standIn.keys.admin);
		standIn.faults.clear();
	});
});

describe('who may call', () => {
	const secured = { authentication: 'secretHeader' };

	it('is whoever sends the secret', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open(secured);
		const rejected = [
			await call(about(id)),
			await call({ ...about(id), headers: { 'x-secret': 'wrong' } }),
		];
		expect(rejected.map(({ status, started }) => [status, started])).toEqual([
			[401, undefined],
			[401, undefined],
		]);
		expect(standIn.log).toEqual([]);
		const { started } = await call({ ...about(id), headers: { 'x-secret': SECRET } });
		expect(started).toMatchObject({ id });
		expect(JSON.stringify(started)).not.toContain(SECRET);
	});

	it('is whoever calls from an address of the list', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open({ options: { ipWhitelist: '203.0.113.0/24' } });
		expect((await call({ ...about(id), ip: '198.51.100.7' })).status).toBe(403);
		expect((await call({ ...about(id), ip: '203.0.113.7' })).started).toMatchObject({ id });
	});

	it.each<[string, INodeParameters, IDataObject]>([
		['the secret', secured, { secret: 'short' }],
		['an expression in an option', { options: { ipWhitelist: '={{ undefined }}' } }, {}],
		['the API key', {}, { apiKey: '' }],
	])('is reported when publishing if %s cannot be used, and nobody may then', async (...given) => {
		const [, parameters, credential] = given;
		const { id } = standIn.createInstance();
		const { call, publish } = await open(parameters, credential);
		await expect(publish()).rejects.toThrow(/./);
		const answer = await call(about(id));
		expect(answer.status).toBeGreaterThanOrEqual(500);
		expect(answer.started).toBeUndefined();
	});

	it('is nothing that has to be registered', async () => {
		const { publish } = await open(secured);
		expect(await publish()).toBe(true);
		expect(standIn.log).toEqual([]);
	});
});

describe('a repeated call', () => {
	const statuses = async (trigger: TestTrigger, calls: TestCall[]) => {
		const started: boolean[] = [];
		for (const given of calls) started.push((await trigger.call(given)).started !== undefined);
		return started;
	};

	it('starts nothing again, and says so', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open();
		expect((await call(about(id))).started).toBeDefined();
		const again = await call(about(id));
		expect(again).toMatchObject({ status: 200, body: { ok: true, repeated: true } });
		expect(again.started).toBeUndefined();
	});

	it('starts nothing either while the first one is under way', async () => {
		const { id } = standIn.createInstance();
		const { call } = await open();
		const answers = await Promise.all([1, 2, 3, 4].map(async () => await call(about(id))));
		expect(answers.filter(({ started }) => started)).toHaveLength(1);
		expect(answers.map(({ body }) => body.repeated ?? false).sort()).toEqual([
			false,
			true,
			true,
			true,
		]);
	});

	it('is distinguished from one with another instance, event or call ID', async () => {
		const [{ id }, other] = [standIn.createInstance(), standIn.createInstance()];
		const calls = [
			about(id),
			about(other.id),
			about(id, { event: 'declined' }),
			about(id, { call_id: 'second round' }),
			about(id, { call_id: 'third round' }),
			about(id, { call_id: 'second round' }),
		];
		expect(await statuses(await open(), calls)).toEqual([true, true, true, true, true, false]);
	});

	it('is known after a restart of n8n', async () => {
		const { id } = standIn.createInstance();
		const trigger = await open();
		await trigger.call(about(id));
		const restarted = await trigger.restart();
		expect((await restarted.call(about(id))).started).toBeUndefined();
	});

	it('is known after a restart of n8n also when it was not the first call of all', async () => {
		const calls = [1, 2, 3].map(() => about(standIn.createInstance().id));
		const trigger = await open();
		for (const call of calls) await trigger.call(call);
		const restarted = await trigger.restart();
		for (const call of calls) expect((await restarted.call(call)).started).toBeUndefined();
	});

	it('is known after a restart of n8n also when several came at the same time', async () => {
		const calls = Array.from({ length: 5 }, () => about(standIn.createInstance().id));
		const trigger = await open();
		await Promise.all(calls.map(async (call) => await trigger.call(call)));
		const restarted = await trigger.restart();
		for (const call of calls) expect((await restarted.call(call)).started).toBeUndefined();
	});

	it('starts the workflow if the window is over, or there is none', async () => {
		const { id } = standIn.createInstance();
		const trigger = await open({ options: { repeatWindow: 3600 } });
		expect(await statuses(trigger, [about(id), about(id)])).toEqual([true, false]);
		const now = Date.now.bind(Date);
		const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
		expect(await statuses(trigger, [about(id)])).toEqual([true]);
		later.mockRestore();
		const none = await open({ options: { repeatWindow: 0 } });
		expect(await statuses(none, [about(id), about(id)])).toEqual([true, true]);
		expect(none.staticData).toEqual({});
	});

	it.each(['lastNode', 'onReceived'])(
		'starts the workflow if the first one was answered with a failure (%s)',
		async (responseMode) => {
			const { id } = standIn.createInstance();
			standIn.faults.add({ kind: { status: 403 }, times: 1 });
			const trigger = await open({ responseMode });
			expect((await trigger.call(about(id))).status).toBe(502);
			// n8n may fail to start the workflow that the node wants started.
			expect((await trigger.call({ ...about(id), serverStatus: 500 })).started).toBeDefined();
			expect((await trigger.call(about(id))).started).toBeDefined();
			expect((await trigger.call(about(id))).started).toBeUndefined();
		},
	);

	it('starts the workflow each time while it is tested', async () => {
		const { id } = standIn.createInstance();
		const test = { ...about(id), mode: 'manual' as const };
		expect(await statuses(await open(), [test, test])).toEqual([true, true]);
	});
});
