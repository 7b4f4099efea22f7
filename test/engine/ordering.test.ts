import { sleep, type IDataObject } from 'n8n-workflow';
import { findDiscrepancies, readReports } from './faults/audit';
import {
	CHAIN_LENGTH,
	chainOptions,
	chainParameters,
	newChain,
	stepId,
	type Task,
} from './faults/chain';
import { asSplit } from './host';
import { NODE, openTestBed, type TestBed } from './testBed';

/** Well above what an engine needs to send a request, so that those of all sequences are under way together. */
const LATENCY_MS = 60;

describe('the order of items', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed({ ...chainOptions, latencyMs: LATENCY_MS })));
	beforeEach(() => bed.standIn.reset());
	afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));
	afterAll(async () => await bed.standIn.close());

	/** The steps of each instance in order, the instances mixed. */
	const tasksFor = (instances: number, steps = 1): Task[] => {
		const ids = Array.from({ length: instances }, () => bed.standIn.createInstance(newChain).id);
		return Array.from({ length: instances * steps }, (_, index) => ({
			instance: ids[index % instances],
			place: Math.floor(index / instances),
			mode: 'complete',
			note: `item ${index}`,
		}));
	};
	const posts = () => bed.standIn.log.filter(({ method }) => method === 'POST');

	it('is kept within an instance, while instances go side by side', async () => {
		const tasks = tasksFor(5, CHAIN_LENGTH);
		bed.standIn.faults.add({ kind: { delay: 300 }, match: { method: 'POST' }, times: Infinity });
		const result = await bed.run({ parameters: chainParameters(), items: tasks });
		expect(result.error).toBeUndefined();
		expect(findDiscrepancies(bed.standIn, tasks, readReports(result, tasks.length))).toEqual([]);
		expect(posts()).toHaveLength(tasks.length);
		expect(bed.standIn.stats.maxInFlight).toBe(5);
		expect(result.output(NODE).map(({ pairedItem }) => pairedItem)).toEqual(
			tasks.map((_, item) => ({ item })),
		);
	});

	it.each([
		['10 unless told otherwise', {}, 30, [10]],
		['1', { concurrency: 1 }, 6, [1]],
		['100', { concurrency: 100 }, 30, Array.from({ length: 20 }, (__, index) => 11 + index)],
	])(
		'works on as many instances at a time as Concurrency says: %s',
		async (_, options, count, expected) => {
			// Long enough for a busy machine to send thirty requests before the first answer comes.
			bed.standIn.faults.add({ kind: { delay: 500 }, match: { method: 'POST' }, times: Infinity });
			await bed.run({ parameters: chainParameters(options), items: tasksFor(count) });
			bed.standIn.faults.clear();
			expect(expected).toContain(bed.standIn.stats.maxInFlight);
			expect(posts()).toHaveLength(count);
		},
	);

	it('refuses a wrong Concurrency before anything is sent', async () => {
		const parameters = chainParameters({ concurrency: '={{ "many" }}' });
		const { error } = await bed.run({ parameters, items: tasksFor(2) });
		expect(error?.message).toMatch(/^'Concurrency' .* \[item 0\]$/);
		expect(posts()).toEqual([]);
	});

	it('begins nothing after a failure, awaits what is under way, and tells the lowest item', async () => {
		const tasks = tasksFor(12);
		const refuse = (index: number, delay?: number) =>
			bed.standIn.faults.add({
				kind: delay ? { delay } : { status: 404 },
				match: { instanceId: tasks[index].instance, method: 'POST' },
			});
		// Long enough for a busy machine to send all three before the first answer comes.
		refuse(0, 3000);
		refuse(1, 2500);
		bed.standIn.faults.add({
			kind: { respond: () => ({ status: 404 }) },
			match: { instanceId: tasks[2].instance },
		});
		const result = await bed.run({
			parameters: chainParameters({ concurrency: 3 }),
			items: tasks,
		});
		expect(result.error).toMatchObject({
			message: expect.stringMatching(/was not found.* \[item 2\]$/),
			description: expect.stringContaining("Items 0 and 1 are already done. Don't run them again."),
			context: { itemIndex: 2, data: { itemsDone: [0, 1], itemsUnknown: [] } },
		});
		expect(posts()).toHaveLength(3);
	});

	it('reports other items of unknown outcome as well', async () => {
		const tasks = tasksFor(2);
		const match = (index: number) => ({ instanceId: tasks[index].instance });
		bed.standIn.faults.add({ kind: { status: 404 }, match: match(0), times: 2 });
		bed.standIn.faults.add({ kind: { reset: 'after' }, match: match(1) });
		bed.standIn.faults.add({ kind: { status: 404 }, match: match(1) });
		const parameters = chainParameters({ maximumWait: 0 });
		const { error } = await bed.run({ parameters, items: tasks });
		expect(error).toMatchObject({
			message: expect.stringMatching(/\[item 0\]$/),
			description: expect.stringContaining('Sent, outcome unknown: item 1.'),
			context: { data: { itemsUnknown: [1] } },
		});
	});

	describe('when an item fails and the node continues', () => {
		const run = async (options: IDataObject) => {
			const tasks = tasksFor(2, 3);
			bed.standIn.faults.add({
				kind: { status: 403 },
				match: { instanceId: tasks[0].instance, stepId: stepId(1), method: 'POST' },
			});
			const result = await bed.run({
				parameters: chainParameters(options),
				items: tasks,
				node: { onError: 'continueErrorOutput' },
			});
			return { tasks, result, reports: readReports(result, tasks.length) };
		};

		it('sends the later items of its instance nevertheless', async () => {
			const { reports, tasks } = await run({});
			expect(reports).toEqual(['done', 'done', 'rejected', 'done', 'rejected', 'done']);
			expect(posts()).toHaveLength(tasks.length);
		});

		it('skips them if told to, and each says so', async () => {
			const { reports, tasks, result } = await run({ ifItemFails: 'skipInstance' });
			expect(reports).toEqual(['done', 'done', 'rejected', 'done', 'not-sent', 'done']);
			expect(posts()).toHaveLength(tasks.length - 1);
			expect(asSplit(result.output(NODE, 1))[1].json).toMatchObject({
				error: expect.stringMatching(/item 2 of the same instance failed \[item 4\]$/),
				details: { instanceId: tasks[0].instance, stepId: stepId(2), certainty: 'not-sent' },
			});
		});

		it('skips them also when the item was refused before anything was sent', async () => {
			const [first, ...rest] = tasksFor(1, 3);
			const result = await bed.run({
				parameters: chainParameters({ ifItemFails: 'skipInstance' }),
				items: [{ ...first, place: 'x' }, ...rest],
				node: { onError: 'continueErrorOutput' },
			});
			expect(readReports(result, 3)).toEqual(['not-sent', 'not-sent', 'not-sent']);
			expect(posts()).toEqual([]);
		});
	});

	const someSent = async () => {
		while (posts().length < 3) await sleep(LATENCY_MS / 4);
	};

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'hands out no more work once the execution is stopped (%s)',
		async (onError) => {
			const tasks = tasksFor(50);
			await bed.run({
				parameters: chainParameters({ concurrency: 2 }),
				items: tasks,
				node: { onError },
				stop: someSent(),
			});
			// What was on its way when the execution was stopped may still arrive.
			await sleep(LATENCY_MS);
			const sent = posts().length;
			expect(sent).toBeGreaterThan(0);
			expect(sent).toBeLessThan(tasks.length / 2);
			await sleep(5 * LATENCY_MS);
			expect(posts()).toHaveLength(sent);
		},
	);

	it('ends its waits when the execution is stopped', async () => {
		const begin = Date.now();
		bed.standIn.faults.add({
			kind: { status: 429, headers: { 'Retry-After': '30' } },
			times: Infinity,
		});
		await bed.run({
			parameters: chainParameters(),
			items: tasksFor(3),
			stop: someSent(),
		});
		expect(Date.now() - begin).toBeLessThan(5000);
		expect(posts().length).toBeLessThanOrEqual(3);
	});
});
