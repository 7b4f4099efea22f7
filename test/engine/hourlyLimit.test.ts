import { sleep } from 'n8n-workflow';
import type { FaultKind } from '../standIn';
import { readReports } from './faults/audit';
import { chainOptions, chainParameters, newChain, type Task } from './faults/chain';
import { openTestBed, type TestBed } from './testBed';
import { scale } from '../scale';

const NODE = 'Next Matter';
const throttled = (retryAfter: string): FaultKind => ({
	status: 429,
	headers: { 'Retry-After': retryAfter },
});

/** How the limit is scaled: so many requests in each window, which slides. */
const WINDOW = { limit: 5, windowMs: 250 };

describe('many items', () => {
	async function complete(count: number) {
		const begin = Date.now();
		const isMet = () => bed.standIn.log.some(({ status }) => status === 429);
		// Until the limit is met, no time goes by, or a slow machine would never meet it.
		const throttle = { ...WINDOW, now: () => (isMet() ? Date.now() : begin) };
		const bed: TestBed = await openTestBed({ ...chainOptions, throttle, validate: false });
		try {
			const items = Array.from({ length: count }, (_, index): Task => {
				const { id } = bed.standIn.createInstance(newChain);
				return { instance: id, place: 0, mode: 'complete', note: `item ${index}` };
			});
			const result = await bed.run({ parameters: chainParameters(), items });
			expect(result.error).toBeUndefined();
			return bed.standIn.log.map(({ effect, status }) => ({ effect, status }));
		} finally {
			await bed.standIn.close();
		}
	}

	it('meet a scaled limit with few of their requests', async () => {
		const items = scale(30, 150);
		const log = await complete(items);
		expect(log.filter(({ effect }) => effect === 'completed')).toHaveLength(items);
		const refused = log.filter(({ status }) => status === 429).length;
		expect(refused).toBeGreaterThan(0);
		// Every item once, if the node did not learn the pace; a sixth of that if it does, and more on a
		// machine that stalls. The pace itself is simulated in the unit tests of the rate limiter.
		expect(refused).toBeLessThan(items * 0.8);
	});
});

describe('the hourly limit', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed(chainOptions)));
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => await bed.standIn.close());

	const tasksFor = (count: number): Task[] =>
		Array.from({ length: count }, (_, index) => ({
			instance: bed.standIn.createInstance(newChain).id,
			place: 0,
			mode: 'complete',
			note: `item ${index}`,
		}));
	const failing = { ifHourlyLimitReached: 'fail' };

	it('is waited for, apart from Maximum Wait, and then the items go on', async () => {
		const tasks = tasksFor(40);
		bed.standIn.faults.add({ kind: throttled('1'), times: 3 });
		const parameters = chainParameters({ maximumWait: 0 });
		const result = await bed.run({ parameters, items: tasks });
		expect(result.error).toBeUndefined();
		expect(bed.standIn.log.filter(({ effect }) => effect === 'completed')).toHaveLength(40);
		expect(bed.standIn.log).toHaveLength(43);
	});

	it('ends the run for all with the same time, when nobody is to wait', async () => {
		const tasks = tasksFor(200);
		bed.standIn.faults.add({ kind: throttled('1800'), times: Infinity });
		const result = await bed.run({
			parameters: chainParameters({ ...failing, concurrency: 3 }),
			items: tasks,
			node: { onError: 'continueRegularOutput' },
		});
		expect(bed.standIn.log.length).toBeLessThanOrEqual(4);
		const details = result.output(NODE).map(({ json }) => json.details as Record<string, unknown>);
		const unsent = details.filter(({ certainty }) => certainty === 'not-sent');
		expect(unsent.length).toBeGreaterThanOrEqual(196);
		expect(new Set(unsent.map(({ retryAt }) => retryAt)).size).toBe(1);
		const [{ retryAt, retryAfterSeconds }] = unsent;
		expect(Date.parse(String(retryAt))).toBeGreaterThan(Date.now() + 1_700_000);
		expect(retryAfterSeconds).toBeGreaterThan(1700);
		expect(result.output(NODE)[0].json.error).toContain('try again at 20');
	});

	it('of a single instance costs the others nothing', async () => {
		const tasks = tasksFor(100);
		const { instance } = tasks[8];
		bed.standIn.faults.add({
			kind: throttled('61'),
			times: Infinity,
			match: { instanceId: instance, method: 'POST' },
		});
		const result = await bed.run({
			parameters: chainParameters(failing),
			items: tasks,
			node: { onError: 'continueErrorOutput' },
		});
		const failed = readReports(result, tasks.length).filter((report) => report !== 'done');
		expect(failed).toEqual(['rejected']);
		expect(bed.standIn.log.filter(({ effect }) => effect === 'completed')).toHaveLength(99);
	});

	it('is no longer waited for when the execution is stopped', async () => {
		const begin = Date.now();
		bed.standIn.faults.add({ kind: throttled('1800'), times: Infinity });
		await bed.run({ parameters: chainParameters(), items: tasksFor(50), stop: sleep(1500) });
		expect(Date.now() - begin).toBeLessThan(60_000);
		expect(bed.standIn.log.length).toBeLessThanOrEqual(12);
	});

	it('can be left alone by Requests per Hour', async () => {
		const begin = Date.now();
		const parameters = chainParameters({ requestsPerHour: 36_000 });
		await bed.run({ parameters, items: tasksFor(40) });
		expect(bed.standIn.log).toHaveLength(40);
		// Ten at once, the others one in 100 ms.
		expect(Date.now() - begin).toBeGreaterThanOrEqual(2900);
	});
});
