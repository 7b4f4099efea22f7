import { sleep } from 'n8n-workflow';
import { HTML_BAD_GATEWAY, ORDER_STEP_ID, REQUEST_STEP_ID, startStandIn } from './index';
import type { FaultKind, StandIn } from './index';
import { TestClient } from './testClient';

let standIn: StandIn;
let client: TestClient;
/** Gives up before an answer comes that does not come, or too late. */
let hurried: TestClient;

beforeAll(async () => {
	standIn = await startStandIn();
	client = new TestClient(standIn);
	hurried = new TestClient(standIn, { timeout: 300 });
});
beforeEach(() => standIn.reset());
afterEach(() => expect(standIn.contractViolations).toEqual([]));
afterAll(async () => await standIn.close());

async function complete(id: number, by = client) {
	return await by.completeStep(id, { step_id: REQUEST_STEP_ID });
}

/** A busy machine may do the work only after the client has given up. */
async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await sleep(10);
}

function isCompleted(id: number): boolean {
	return REQUEST_STEP_ID in (standIn.getInstance(id)?.completedSteps ?? {});
}

describe('a fault', () => {
	it.each<[string, FaultKind, string, boolean]>([
		['reset before the work', { reset: 'before' }, 'ECONNRESET', false],
		['reset after the work', { reset: 'after' }, 'ECONNRESET', true],
		['hang before the work', { hang: 'before' }, 'ECONNABORTED', false],
		['hang after the work', { hang: 'after' }, 'ECONNABORTED', true],
		['break off midway', { truncate: true }, 'ERR_BAD_RESPONSE', true],
		['come too slowly', { slowBody: 5000 }, 'ECONNABORTED', true],
		['come too late', { delay: 1000, when: 'after' }, 'ECONNABORTED', true],
	])('can make an answer %s', async (_what, kind, code, worked) => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind });
		const by = code === 'ECONNABORTED' ? hurried : client;
		await expect(complete(id, by)).rejects.toMatchObject({ code });
		await until(() => standIn.log.length === 1 && isCompleted(id) === worked);
		expect(standIn.log.at(-1)?.effect).toBe(worked ? 'completed' : 'none');
	});

	it('is noted in the log as what the client saw of it', async () => {
		const { id } = standIn.createInstance();
		for (const kind of [{ reset: 'before' }, { hang: 'before' }, { status: 503 }] as const) {
			standIn.faults.add({ kind });
			const logged = standIn.log.length;
			await complete(id, 'hang' in kind ? hurried : client).catch(() => undefined);
			await until(() => standIn.log.length > logged);
		}
		expect(standIn.log.map(({ status }) => status)).toEqual(['reset', 'pending', 503]);
		expect(standIn.log.map(({ answeredAt }) => answeredAt !== undefined)).toEqual([
			true,
			false,
			true,
		]);
	});

	it('can answer complete HTTP with half the JSON', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { truncate: 'clean' } });
		const { status, data } = await complete(id);
		expect([status, typeof data, isCompleted(id)]).toEqual([200, 'string', true]);
	});

	it.each([
		['without the work', false],
		['in spite of the work', true],
	])('can answer another status %s', async (_what, afterProcessing) => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { status: 502, afterProcessing } });
		const { status, data, headers } = await complete(id);
		expect([status, data]).toEqual([502, HTML_BAD_GATEWAY]);
		expect(headers['content-type']).toMatch('text/html');
		expect(isCompleted(id)).toBe(afterProcessing);
	});

	it('can answer a status with a body and headers of its own', async () => {
		const { id } = standIn.createInstance();
		const headers = { 'Retry-After': '7' };
		standIn.faults.add({ kind: { status: 429, headers, body: { detail: 'Slow down.' } } });
		const { status, data, headers: answered } = await complete(id);
		expect([status, data, answered['retry-after']]).toEqual([429, { detail: 'Slow down.' }, '7']);
	});

	it('can replace a header of its usual answer, in any spelling', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { status: 429, headers: { 'retry-after': '7' } } });
		const answer = await complete(id);
		expect(answer.headers['retry-after']).toBe('7');
	});

	it('can redirect', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { redirect: { status: 307, location: 'https://example.org/' } } });
		const { status, headers } = await complete(id);
		expect([status, headers.location]).toEqual([307, 'https://example.org/']);
		expect(isCompleted(id)).toBe(false);
	});

	it('can answer whatever a test makes of the request', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({
			kind: {
				respond: ({ instanceId = 0, stepId = 0 }) => ({
					status: 418,
					body: { instanceId, stepId },
				}),
			},
		});
		const { status, data } = await complete(id);
		expect([status, data]).toEqual([418, { instanceId: id, stepId: REQUEST_STEP_ID }]);
	});

	it('can hold an answer back until the test has done something else', async () => {
		const { id } = standIn.createInstance();
		let release = (): void => undefined;
		const released = new Promise<void>((resolve) => (release = resolve));
		standIn.faults.add({ kind: { until: released } });
		const answer = complete(id);
		await until(() => isCompleted(id));
		expect(standIn.log.at(-1)?.status).toBe('pending');
		release();
		expect((await answer).status).toBe(200);
	});

	it('can delay, or trickle, without harm', async () => {
		for (const kind of [{ delay: 60 }, { slowBody: 60 }]) {
			const { id } = standIn.createInstance();
			standIn.faults.add({ kind });
			const begin = Date.now();
			const { status, data } = await complete(id);
			expect([status, data.id]).toEqual([200, id]);
			expect(Date.now() - begin).toBeGreaterThanOrEqual(50);
		}
	});
});

describe('a fault of what is true', () => {
	it('can process late', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { status: 504, processedAfter: 1000, afterProcessing: true } });
		expect((await complete(id)).status).toBe(504);
		expect(isCompleted(id)).toBe(false);
		await until(() => isCompleted(id));
		expect(standIn.log.at(-1)).toMatchObject({ status: 504, effect: 'completed' });
	});

	it('can claim success without the work', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { pretend: true }, times: 2 });
		expect(await complete(id)).toMatchObject({
			status: 200,
			data: { id, active_step_ids: [REQUEST_STEP_ID] },
		});
		const deletion = { method: 'POST', url: '/instances/bulk/delete', data: { ids: [id] } };
		const headers = { authorization: `Api-Key ${standIn.keys.admin}` };
		expect(await client.send({ ...deletion, headers })).toMatchObject({ status: 200, data: '' });
		expect(isCompleted(id)).toBe(false);
		expect(standIn.log.map(({ effect }) => effect)).toEqual(['none', 'none']);
	});

	it('can show an instance as it was before its last change, or some time ago', async () => {
		const { id } = standIn.createInstance();
		await sleep(30);
		await complete(id);
		const active = async (kind?: FaultKind) => {
			if (kind) standIn.faults.add({ kind });
			return (await client.read(id)).data.active_step_ids;
		};
		const now = await active();
		expect(now).not.toEqual([REQUEST_STEP_ID]);
		expect(await active({ stale: 'lastChange' })).toEqual([REQUEST_STEP_ID]);
		expect(await active({ stale: 60_000 })).toEqual([REQUEST_STEP_ID]);
		expect(await active({ stale: 0 })).toEqual(now);
		expect(await active()).toEqual(now);
	});

	it('can drip for ever', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { drip: 20 } });
		const answered = complete(id).then(
			() => 'ended',
			() => 'ended',
		);
		expect(await Promise.race([answered, sleep(1000).then(() => 'drips')])).toBe('drips');
		await until(() => isCompleted(id));
		standIn.reset();
		await answered;
	});

	it('can be much larger than it looks', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { gzipBomb: 1_000_000 } });
		const { data, headers } = await complete(id);
		expect(data).toMatchObject({ id });
		expect(Number(headers['content-length'] ?? 0)).toBeLessThan(10_000);
	});
});

describe('the plan of faults', () => {
	it.each([
		['method', { method: 'GET' }, false],
		['method in small letters', { method: 'post' }, true],
		['part of the path', { path: '/complete_step/' }, true],
		['expression', { path: /\/instances\/\d+\/$/ }, false],
		['step', { stepId: ORDER_STEP_ID }, false],
		['instance', { instanceId: 9002 }, false],
		['step and instance', { stepId: REQUEST_STEP_ID, instanceId: 9001 }, true],
	])('picks requests by %s', async (_what, match, strikes) => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ match, kind: { status: 503 } });
		expect((await complete(id)).status).toBe(strikes ? 503 : 200);
		expect(standIn.faults.remaining).toBe(strikes ? 0 : 1);
	});

	it('strikes in order, each as often as asked', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ times: 2, kind: { status: 502 } });
		standIn.faults.add({ kind: { status: 429 } });
		const statuses = [];
		for (let turn = 0; turn < 4; turn += 1) statuses.push((await complete(id)).status);
		expect(statuses).toEqual([502, 502, 429, 200]);
	});

	it('is forgotten when cleared', async () => {
		const { id } = standIn.createInstance();
		standIn.faults.add({ times: Infinity, kind: { status: 502 } });
		standIn.faults.random({ seed: 1, rate: 1, kinds: [{ status: 502 }] });
		standIn.faults.clear();
		expect((await complete(id)).status).toBe(200);
	});

	it('strikes by chance, but the same way for the same seed', async () => {
		const { id } = standIn.createInstance();
		const draw = async (seed: number, rate: number, times?: number) => {
			const kinds = [{ status: 502 }, { status: 503 }];
			standIn.faults.random({ seed, rate, kinds, times });
			const statuses = [];
			for (let turn = 0; turn < 40; turn += 1) statuses.push((await client.read(id)).status);
			return statuses;
		};
		const first = await draw(7, 0.5);
		expect(new Set(first)).toEqual(new Set([200, 502, 503]));
		expect(await draw(7, 0.5)).toEqual(first);
		expect(await draw(8, 0.5)).not.toEqual(first);
		expect(new Set(await draw(7, 0))).toEqual(new Set([200]));
		expect((await draw(7, 1, 3)).filter((status) => status !== 200)).toHaveLength(3);
	});
});
