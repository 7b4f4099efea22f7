/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests of a real server; they never ship */
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

import { REQUEST_STEP_ID, startStandIn } from './index';
import type { StandIn, StandInOptions } from './index';
import { TestClient } from './testClient';

/** Systems other than Linux keep the queue of new connections short, whatever a server asks for. */
const CROWD = process.platform === 'linux' ? 1000 : 100;

let standIn: StandIn;

async function start(options: StandInOptions = {}): Promise<TestClient> {
	standIn = await startStandIn(options);
	return new TestClient(standIn);
}

afterEach(async () => {
	expect(standIn.contractViolations).toEqual([]);
	await standIn.close();
});

describe('a running stand-in', () => {
	it('adds latency to every answer and counts what is under way', async () => {
		const client = await start({ latencyMs: 1000 });
		const { id } = standIn.createInstance();
		const begin = Date.now();
		await Promise.all([client.read(id), client.read(id), client.read(id)]);
		expect(Date.now() - begin).toBeGreaterThanOrEqual(990);
		expect(standIn.stats).toEqual({ connections: 3, maxInFlight: 3 });
	});

	it('forgets everything on reset, and ends what hangs', async () => {
		const client = await start();
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { hang: 'before' } });
		const hanging = client.read(id).catch(({ code }: { code: string }) => code);
		while (standIn.log.length === 0) await nextTurn();
		standIn.faults.add({ kind: { status: 503 } });
		standIn.reset();

		expect(await hanging).toBe('ECONNRESET');
		expect([standIn.log, standIn.getInstance(id)]).toEqual([[], undefined]);
		expect(standIn.createInstance().id).toBe(id);
		expect((await client.read(id)).status).toBe(200);
	});

	it('lets nothing that was under way touch what comes after a reset', async () => {
		const client = await start();
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { delay: 40 } });
		const late = client.completeStep(id, { step_id: REQUEST_STEP_ID }).catch(String);
		while (standIn.log.length === 0) await nextTurn();
		standIn.reset();
		expect(standIn.createInstance().id).toBe(id);
		await late;
		await pause(80);
		expect(standIn.getInstance(id)?.activeStepIds).toEqual([REQUEST_STEP_ID]);
	});

	it('keeps connections open between requests', async () => {
		await start();
		const agent = new Agent({ keepAlive: true });
		const client = new TestClient(standIn, { httpAgent: agent });
		const { id } = standIn.createInstance();
		for (let turn = 0; turn < 3; turn += 1) await client.read(id);
		expect(standIn.stats).toEqual({ connections: 1, maxInFlight: 1 });
		agent.destroy();
	});

	it(`turns nobody away when ${CROWD} clients come at once`, async () => {
		await start();
		const sockets = Array.from({ length: CROWD }, () => connect(standIn.port, '127.0.0.1'));
		let turns = 0;
		// The system lets those who were turned away try again a second later, which is thousands of turns.
		while (sockets.some(({ connecting }) => connecting)) {
			await nextTurn();
			turns += 1;
		}
		for (const socket of sockets) socket.destroy();
		expect(turns).toBeLessThan(200);
	});

	it('closes at once, whatever is still open', async () => {
		const client = await start();
		const { id } = standIn.createInstance();
		standIn.faults.add({ kind: { hang: 'after' } });
		standIn.faults.add({ kind: { delay: 60_000 } });
		const open = [client.read(id), client.read(id)].map(
			async (answer) => await answer.catch(String),
		);
		while (standIn.log.length < 2) await nextTurn();
		await standIn.close();
		expect(await Promise.all(open)).toEqual([
			expect.stringMatching('socket hang up|ECONNRESET'),
			expect.stringMatching('socket hang up|ECONNRESET'),
		]);
	});
});
