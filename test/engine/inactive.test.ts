import { sleep, type IDataObject } from 'n8n-workflow';
import { chainOptions, chainParameters, newChain, stepId, type Task } from './faults/chain';
import { NODE, openTestBed, type TestBed } from './testBed';

describe('a step that is not active', () => {
	let bed: TestBed;
	beforeAll(async () => (bed = await openTestBed(chainOptions)));
	beforeEach(() => bed.standIn.reset());
	afterEach(() => expect(bed.standIn.contractViolations).toEqual([]));
	afterAll(async () => await bed.standIn.close());

	const task = (place: number, startAt = 1): Task => ({
		instance: bed.standIn.createInstance({ ...newChain, startAtStepId: stepId(startAt) }).id,
		place,
		mode: 'complete',
		note: `step ${place}`,
	});
	const run = async (item: Task, options: IDataObject) =>
		await bed.run({ parameters: chainParameters(options), items: [item] });
	const until = async (holds: () => boolean): Promise<void> => {
		while (!holds()) await sleep(20);
	};
	const posts = () => bed.standIn.log.filter(({ method }) => method === 'POST');

	it.each<[string, number, string, boolean]>([
		['has been completed', 0, 'it has already been completed. Active steps: 91002.', true],
		['has not been reached', 2, 'it has not been completed yet. Active steps: 91002.', false],
	])('fails unless told otherwise, and says that it %s', async (_, place, what, completed) => {
		const { error } = await run(task(place), {});
		expect(error?.message).toContain(
			`Step ${stepId(place)} is not active in instance 9001: ${what}`,
		);
		expect(error).toMatchObject({
			context: {
				data: { certainty: 'rejected', stepCompleted: completed, activeStepIds: [91_002] },
			},
		});
		expect(posts()).toHaveLength(1);
	});

	describe('treated as done', () => {
		const options = { ifStepNotActive: 'treatAsDone' };

		it('puts out the instance, marked', async () => {
			const { error, output } = await run(task(0), options);
			expect(error).toBeUndefined();
			expect(output(NODE)).toEqual([
				{
					json: expect.objectContaining({
						id: 9001,
						active_step_ids: [stepId(1)],
						step_outcome: 'already_completed',
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(bed.standIn.log.filter(({ effect }) => effect !== 'none')).toEqual([]);
		});

		it('does not cover up a step that the workflow has not reached', async () => {
			const { error } = await run(task(2), options);
			expect(error?.message).toContain(`Step ${stepId(2)} is not active`);
		});

		it('does not cover up another refusal', async () => {
			bed.standIn.faults.add({ kind: { status: 400 }, match: { method: 'POST' } });
			const { error } = await run(task(1), options);
			expect(error?.message).toContain('(HTTP 400)');
		});
	});

	describe('waited for', () => {
		const wait = (waitUntilActive: number) => ({ ifStepNotActive: 'wait', waitUntilActive });

		it('is completed when its turn comes, after gentle polling', async () => {
			const item = task(2);
			const earlier = { ...item, place: 1, note: 'by hand' };
			void sleep(2500).then(async () => await run(earlier, {}));
			const { error, output } = await run(item, wait(30));
			expect(error).toBeUndefined();
			expect(output(NODE)[0].json).toMatchObject({ active_step_ids: [stepId(3)] });
			expect(output(NODE)[0].json).not.toHaveProperty('step_outcome');
			const completed = bed.standIn.log.filter(({ effect }) => effect === 'completed');
			expect(completed.map(({ stepId: step }) => step)).toEqual([stepId(1), stepId(2)]);
			expect(bed.standIn.log.filter(({ method }) => method === 'GET').length).toBeLessThan(5);
		});

		it('fails when its turn does not come in time', async () => {
			const { error } = await run(task(2), wait(2.5));
			expect(error?.message).toContain('it has not been completed yet');
			expect(error?.description).toContain('Waited 3 seconds for it to become active');
			expect(posts()).toHaveLength(1);
		});

		it('is not waited for in vain where it is behind', async () => {
			const begin = Date.now();
			const { error } = await run(task(0), wait(30));
			expect(error?.message).toContain(`Step ${stepId(0)} is not active`);
			expect(Date.now() - begin).toBeLessThan(25_000);
		});

		it('is given up when the execution is stopped', async () => {
			const stop = until(() => posts().length > 0);
			const stopped = stop.then(() => Date.now());
			await bed.run({ parameters: chainParameters(wait(300)), items: [task(2)], stop });
			// In vain it would be waited for five minutes.
			expect(Date.now() - (await stopped)).toBeLessThan(60_000);
			expect(posts()).toHaveLength(1);
		});
	});
});
