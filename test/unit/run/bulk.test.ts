import fc from 'fast-check';
import type { IdPlan } from '../../../nodes/NextMatter/operations/instance/several';
import { deleteInstance } from '../../../nodes/NextMatter/operations/instance/delete';
import { stop } from '../../../nodes/NextMatter/operations/instance/stop';
import type { Operation } from '../../../nodes/NextMatter/operations/types';
import { performTogether } from '../../../nodes/NextMatter/run/bulk';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { surroundingsIn } from '../surroundings';
import { fakeMeans } from './fakeMeans';
import { bulkServer, type BulkServer, type Fate } from './simulatedBulk';

const plansFor = ({ prepare }: Operation<IdPlan>, ids: readonly number[]): IdPlan[] =>
	ids.map((id) => prepare(() => id, surroundingsIn('UTC')));

async function run(operation: Operation<IdPlan>, ids: readonly number[], server: BulkServer) {
	const means = { ...fakeMeans([]), send: server.send };
	const plans = plansFor(operation, ids);
	return await means.clock.during(performTogether(operation, plans, means));
}

const fates = (entries: ReadonlyArray<readonly [number, Fate]>) => new Map(entries);
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const told = (outcomes: readonly Outcome[]) =>
	outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.json : outcome.failure.certainty));

describe('doing several at once', () => {
	it('takes one request when all goes well', async () => {
		const server = bulkServer(fates(range(500).map((id) => [id, 'running'])));
		const outcomes = await run(stop, range(500), server);
		expect(server.requests).toEqual([
			{ method: 'POST', path: '/instances/bulk/abort', body: { ids: range(500) } },
		]);
		expect(outcomes).toEqual(
			range(500).map((id) => ({ kind: 'done', json: { id, stopped: true } })),
		);
	});

	it('names each instance once, and tells all items of it', async () => {
		const server = bulkServer(fates([[7, 'running']]));
		expect(told(await run(deleteInstance, [7, 7], server))).toEqual([
			{ id: 7, deleted: true },
			{ id: 7, deleted: true },
		]);
		expect(server.requests.map(({ body }) => body)).toEqual([{ ids: [7] }]);
	});

	it('tells apart for which of them it was refused', async () => {
		const server = bulkServer(
			fates([
				[1, 'running'],
				[2, 'completed'],
				[3, 'running'],
				[4, 'aborted'],
			]),
		);
		const outcomes = await run(stop, [1, 2, 3, 4, 5], server);
		expect(told(outcomes)).toEqual([
			{ id: 1, stopped: true },
			'rejected',
			{ id: 3, stopped: true },
			{ id: 4, stopped: true, stop_outcome: 'already_stopped' },
			'rejected',
		]);
		expect(outcomes[1]).toMatchObject({
			failure: {
				message:
					'Instance 2 is completed, so it cannot be stopped. Next Matter said: This instance has ended.',
				facts: { instanceId: 2, instanceStatus: 'completed' },
			},
		});
	});

	it('needs few requests to find one among many', async () => {
		const server = bulkServer(
			fates(range(500).map((id) => [id, id === 77 ? 'completed' : 'running'])),
		);
		const outcomes = await run(stop, range(500), server);
		expect(outcomes.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
		expect(server.requests.length).toBeLessThan(25);
	});

	it('is not begun when another item has failed and the node stops there', async () => {
		const means = fakeMeans([]);
		means.isHalted = () => true;
		const outcomes = await means.clock.during(performTogether(stop, plansFor(stop, [1, 2]), means));
		expect(told(outcomes)).toEqual(['not-sent', 'not-sent']);
	});

	it('does not try them one by one when the key is refused', async () => {
		const means = fakeMeans([{ kind: 'answer', status: 401, body: { form: 'empty' } }]);
		const plans = plansFor(stop, [1, 2, 3]);
		const outcomes = await means.clock.during(performTogether(stop, plans, means));
		expect(told(outcomes)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(outcomes[2]).toMatchObject({
			failure: { message: expect.stringContaining('stop instance 3') },
		});
	});

	it('leaves it open whether an instance that is gone was deleted by the refused request', async () => {
		const server = bulkServer(fates([]), { isPartial: true });
		const outcomes = await run(deleteInstance, [1, 2], server);
		expect(told(outcomes)).toEqual(['unknown', 'unknown']);
		expect(outcomes[0]).toMatchObject({
			failure: {
				remedy: expect.stringMatching(/^It may have been done by the request for several/),
			},
			doubt: { since: expect.any(Number) },
		});
	});

	it('takes anything that could still be deleted for the proof that nothing had been', async () => {
		const server = bulkServer(fates([[1, 'running']]));
		const outcomes = await run(deleteInstance, [1, 2], server);
		expect(told(outcomes)).toEqual([{ id: 1, deleted: true }, 'rejected']);
	});
});

describe('whatever the instances, the server and the mishap', () => {
	const scenario = fc.record({
		fates: fc.array(fc.constantFrom<Fate>('running', 'completed', 'aborted', 'missing'), {
			minLength: 1,
			maxLength: 12,
		}),
		isPartial: fc.boolean(),
		at: fc.integer({ min: 1, max: 6 }),
		mishap: fc.constantFrom('none', 'lostBefore', 'lostAfter', 'loginPage'),
	});

	it.each([
		['stop', stop, 'aborted'],
		['delete', deleteInstance, 'missing'],
	] as const)('what is told of a %s is true', async (_name, operation, goal) => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ fates: drawn, ...options }) => {
				const ids = range(drawn.length);
				const server = bulkServer(fates(ids.map((id) => [id, drawn[id - 1]])), options);
				const outcomes = await run(operation, ids, server);
				for (const [place, outcome] of outcomes.entries()) {
					const id = ids[place];
					if (outcome.kind === 'done') expect(server.fateOf(id)).toBe(goal);
					else if (outcome.failure.certainty !== 'unknown') {
						expect(server.hadEffect(id)).toBe(false);
					}
				}
				// Whatever could be done has been done.
				for (const id of ids.filter((one) => drawn[one - 1] === 'running')) {
					expect(server.fateOf(id)).toBe(goal);
				}
			}),
		);
	});
});
