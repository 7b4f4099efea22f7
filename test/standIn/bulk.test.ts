import { ORDER_NUMBER_FIELD_ID, ORDER_STEP_ID, PURCHASE_WORKFLOW_ID, startStandIn } from './index';
import type { StandIn, StandInOptions } from './index';
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

const send = async (...args: Parameters<TestClient['sendJson']>) => await client.sendJson(...args);

const ABORT = '/instances/bulk/abort';
const isThere = (id: number) => standIn.getInstance(id)?.abortedTime === null;

describe.each([
	['abort', 201, 'aborted'],
	['delete', 204, 'deleted'],
] as const)('a request to %s several instances', (verb, good, effect) => {
	const url = `/instances/bulk/${verb}`;

	it('does all of them', async () => {
		await start();
		const ids = [standIn.createInstance().id, standIn.createInstance().id];
		const { status } = await send('POST', url, { ids });
		expect(status).toBe(good);
		expect(ids.some(isThere)).toBe(false);
		expect(standIn.log.at(-1)).toMatchObject({ effect, ids, contractErrors: [] });
	});

	it('is refused to who is no admin', async () => {
		await start();
		const { id } = standIn.createInstance();
		expect((await send('POST', url, { ids: [id] }, 'viewer')).status).toBe(403);
		expect(isThere(id)).toBe(true);
	});
});

describe('a request for several instances', () => {
	it('does none of them when one is not there', async () => {
		await start();
		const { id } = standIn.createInstance();
		const { status } = await send('POST', ABORT, { ids: [id, 4711] });
		expect(status).toBe(404);
		expect(isThere(id)).toBe(true);
		expect(standIn.log.at(-1)?.effect).toBe('none');
	});

	it('does what it can when it is told to, and refuses all the same', async () => {
		await start({ bulk: 'partial' });
		const { id } = standIn.createInstance();
		const { status } = await send('POST', ABORT, { ids: [id, 4711] });
		expect(status).toBe(404);
		expect(isThere(id)).toBe(false);
		expect(standIn.log.at(-1)).toMatchObject({ effect: 'aborted', ids: [id], contractErrors: [] });
	});

	it.each([
		['admin', { ids: ['1'] }, 400],
		['admin', {}, 400],
		['outsider', { ids: [9001] }, 404],
	])('is refused to %s who sends %j with %i', async (key, body, expected) => {
		await start();
		standIn.createInstance();
		expect((await send('POST', ABORT, body, key)).status).toBe(expected);
	});

	it('is not found with a slash at the end', async () => {
		await start();
		expect((await send('POST', `${ABORT}/`, { ids: [1] })).status).toBe(404);
	});
});

describe('aborting what has ended', () => {
	it.each([
		['refused', 400],
		['accepted', 201],
	] as const)('is %s with %i, if told so', async (abortAgain, status) => {
		await start({ abortAgain });
		const { id } = standIn.createInstance();
		await send('POST', ABORT, { ids: [id] });
		const before = standIn.getInstance(id);
		expect((await send('POST', ABORT, { ids: [id] })).status).toBe(status);
		expect(standIn.getInstance(id)).toEqual(before);
	});

	it('is refused for a completed instance, whatever it is told', async () => {
		await start({ abortAgain: 'accepted' });
		const { id } = standIn.createInstance({ startAtStepId: ORDER_STEP_ID });
		const input = { inputValue: 'PO-17' };
		await client.answerField(id, ORDER_STEP_ID, ORDER_NUMBER_FIELD_ID, input);
		expect((await send('POST', ABORT, { ids: [id] })).status).toBe(400);
		expect(standIn.getInstance(id)?.abortedTime).toBeNull();
	});
});

describe('a fault', () => {
	it('can break one operation and leave the others alone', async () => {
		await start();
		const { id } = standIn.createInstance();
		standIn.faults.add({ match: { operationId: 'updateInstance' }, kind: { status: 503 } });
		standIn.faults.add({ match: { operationId: 'deleteInstances' }, kind: { reset: 'after' } });
		expect((await client.read(id)).status).toBe(200);
		const process = `${standIn.baseUrl}/processes/${PURCHASE_WORKFLOW_ID}/`;
		const update = await send('PUT', `/instances/${id}/`, { process });
		expect(update.status).toBe(503);
		const reset = send('POST', '/instances/bulk/delete', { ids: [id] });
		await expect(reset).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(standIn.log.map(({ operationId }) => operationId)).toEqual([
			'readInstance',
			'updateInstance',
			'deleteInstances',
		]);
		expect(standIn.log.at(-1)).toMatchObject({ status: 'reset', effect: 'deleted', ids: [id] });
		expect(standIn.getInstance(id)).toBeUndefined();
	});
});
