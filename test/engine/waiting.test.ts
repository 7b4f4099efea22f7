/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a certificate; it never ships */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from 'n8n-workflow';
import { startStandIn, type FaultKind } from '../standIn';
import { readReports } from './faults/audit';
import { chainOptions, chainParameters, newChain, type Task } from './faults/chain';
import { HOST } from './host';
import { openTestBed, type TestBed } from './testBed';

const said = { detail: 'In their own words' };

describe('waiting, when nothing has been done yet', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed(chainOptions)));
	beforeEach(() => bed.standIn.reset());
	afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));
	afterAll(async () => await bed.standIn.close());

	const tasksFor = (count: number): Task[] =>
		Array.from({ length: count }, (_, index) => ({
			instance: bed.standIn.createInstance(newChain).id,
			place: 0,
			mode: 'complete',
			note: `item ${index}`,
		}));
	/** How long it took from each request to the next, in milliseconds. */
	const gaps = () =>
		bed.standIn.log.slice(1).map(({ at }, index) => at - bed.standIn.log[index].at);
	const throttled = (retryAfter: string | undefined, status = 429): FaultKind => ({
		status,
		body: said,
		...(retryAfter && { headers: { 'Retry-After': retryAfter } }),
	});

	it.each<[string, () => FaultKind, number]>([
		['429 with seconds', () => throttled('1'), 1000],
		['429 without', () => throttled(undefined), 240],
	])('sends again after %s', async (_, fault, leastMs) => {
		bed.standIn.faults.add({ kind: fault() });
		const result = await bed.run({ parameters: chainParameters(), items: tasksFor(1) });
		expect(result.error).toBeUndefined();
		expect(bed.standIn.log.map(({ effect }) => effect)).toEqual(['none', 'completed']);
		expect(gaps()[0]).toBeGreaterThanOrEqual(leastMs);
	});

	it.each<[Task['mode'], string[]]>([
		['save', ['POST', 'GET']],
		// A gateway also says so of a request that is at work behind it.
		['complete', ['POST', 'GET']],
	])('after 503 with seconds, of what is to be %sd: %j', async (mode, methods) => {
		const kind = { ...throttled('1', 503), afterProcessing: true };
		bed.standIn.faults.add({ kind });
		const items = tasksFor(1).map((task) => ({ ...task, mode }));
		const result = await bed.run({ parameters: chainParameters(), items });
		expect(result.error).toBeUndefined();
		expect(bed.standIn.log.map(({ method }) => method)).toEqual(methods);
		expect(gaps()[0]).toBeGreaterThanOrEqual(1000);
	});

	it('waits no longer than Maximum Wait allows, and says how long it was asked to', async () => {
		bed.standIn.faults.add({ kind: throttled('37') });
		const parameters = chainParameters({ maximumWait: 30, ifHourlyLimitReached: 'fail' });
		const { error } = await bed.run({ parameters, items: tasksFor(1) });
		expect(error?.message).toContain("isn't accepting requests right now (HTTP 429)");
		expect(error?.description).toContain('asks you to wait 37 seconds');
		expect(error).toMatchObject({
			context: { data: { certainty: 'rejected' } },
			...(HOST.readsCauses && { failure: { cause: 'rate-limited', retryAfterMs: 37_000 } }),
		});
		expect(bed.standIn.log).toHaveLength(1);
	});

	it('lets no other item run into a wall that one has found', async () => {
		const tasks = tasksFor(40);
		bed.standIn.faults.add({ kind: throttled('1') });
		const result = await bed.run({ parameters: chainParameters({ concurrency: 2 }), items: tasks });
		expect(result.error).toBeUndefined();
		const [first, ...later] = bed.standIn.log;
		// One was under way beside it; all the others waited.
		const early = later.filter(({ at }) => at - first.at < 900);
		expect(early.length).toBeLessThanOrEqual(1);
		expect(bed.standIn.log).toHaveLength(tasks.length + 1);
	});

	it('sends when the host is there again', async () => {
		const first = await startStandIn();
		await first.close();
		const later = sleep(300).then(
			async () => await startStandIn({ ...chainOptions, port: first.port }),
		);
		const { baseUrl } = first;
		const run = bed.run({
			parameters: chainParameters(),
			items: [{ instance: 9001, place: 0, mode: 'complete', note: 'late' }],
			credential: { baseUrl },
		});
		const standIn = await later;
		standIn.createInstance(newChain);
		try {
			expect((await run).error).toBeUndefined();
			expect(standIn.log.map(({ effect }) => effect)).toEqual(['completed']);
		} finally {
			await standIn.close();
		}
	});

	it('gives a host that stays away up once for all items', async () => {
		const begin = Date.now();
		const result = await bed.run({
			parameters: chainParameters({ maximumWait: 2, concurrency: 2 }),
			items: tasksFor(20),
			credential: { baseUrl: 'http://127.0.0.1:1/api' },
			node: { onError: 'continueErrorOutput' },
		});
		expect(new Set(readReports(result, 20))).toEqual(new Set(['not-sent']));
		// Each on its own, two at a time, would take ten times as long.
		expect(Date.now() - begin).toBeLessThan(10_000);
	});

	it('does not wait for an address that nobody can ever reach', async () => {
		const begin = Date.now();
		const [key, cert] = ['key.pem', 'cert.pem'].map((name) =>
			readFileSync(join(__dirname, '../standIn/tls', name), 'utf8'),
		);
		const untrusted = await startStandIn({ tls: { key, cert } });
		const { error } = await bed.run({
			parameters: chainParameters(),
			items: tasksFor(1),
			credential: { baseUrl: untrusted.baseUrl },
		});
		await untrusted.close();
		expect(error?.message).toContain('no trusted TLS connection can be made');
		expect(error).toMatchObject({
			context: { data: { certainty: 'not-sent' } },
			...(HOST.readsCauses && { failure: { cause: 'configuration-invalid' } }),
		});
		expect(Date.now() - begin).toBeLessThan(5000);
	});
});
