import fc from 'fast-check';
import type { IdPlan } from '../../../../nodes/NextMatter/operations/instance/byIds';
import { deleteInstance } from '../../../../nodes/NextMatter/operations/instance/delete';
import { stop } from '../../../../nodes/NextMatter/operations/instance/stop';
import type { Bulk, Operation } from '../../../../nodes/NextMatter/operations/types';
import type { Failure } from '../../../../nodes/NextMatter/api/types';
import { batchWrite } from '../../../../nodes/NextMatter/run/writes/batchWrite';
import type { Outcome } from '../../../../nodes/NextMatter/run/outcomes';
import { itemContextIn } from '../../itemContext';
import { answer, silence, text } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { bulkServer, type BulkServer, type Fate } from './simulatedBulk';

type BulkOperation = Operation<IdPlan> & { readonly bulk: Bulk<IdPlan> };

const plansFor = ({ prepare }: Operation<IdPlan>, ids: readonly number[]): IdPlan[] =>
	ids.map((id) => prepare(() => id, itemContextIn('UTC')));

async function run(operation: BulkOperation, ids: readonly number[], server: BulkServer) {
	const runContext = { ...fakeRunContext([]), send: server.send };
	const items = plansFor(operation, ids).map((plan) => ({ plan }));
	return await runContext.clock.during(batchWrite(operation, items, runContext));
}

const itemsFor = (ids: readonly number[]) => plansFor(stop, ids).map((plan) => ({ plan }));
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

	it('names each instance once, and reports to all its items', async () => {
		const server = bulkServer(fates([[7, 'running']]));
		expect(told(await run(deleteInstance, [7, 7], server))).toEqual([
			{ id: 7, deleted: true },
			{ id: 7, deleted: true },
		]);
		expect(server.requests.map(({ body }) => body)).toEqual([{ ids: [7] }]);
	});

	it('does not treat a 503 with Retry-After as proof that nothing was done', async () => {
		const server = bulkServer(fates([[7, 'running']]), { mishap: 'busyAfter' });
		const [outcome] = await run(deleteInstance, [7], server);
		expect(outcome).toMatchObject({ failure: { certainty: 'unknown' } });
		expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	it('finds out which items a batch was rejected for', async () => {
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
			{ id: 4, stopped: true, stop_outcome: 'confirmed_by_read' },
			'rejected',
		]);
		expect(outcomes[1]).toMatchObject({
			failure: {
				message:
					'Instance 2 is completed, so it cannot be stopped. Next Matter said: This instance has ended.',
				details: { instanceId: 2, instanceStatus: 'completed' },
			},
		});
	});

	/** The IDs of each request that stops or deletes. */
	const postsTo = ({ requests }: Pick<BulkServer, 'requests'>) =>
		requests.filter(({ method }) => method === 'POST').map(({ body }) => body?.ids);

	it('resends the rest of a rejected batch without the items a read explains', async () => {
		const server = bulkServer(
			fates([
				[1, 'running'],
				[2, 'completed'],
				[3, 'running'],
				[4, 'running'],
			]),
		);
		await run(stop, range(4), server);
		expect(postsTo(server)).toEqual([
			[1, 2, 3, 4],
			[1, 3, 4],
		]);
	});

	it('bisects a rejected batch until the unexplained items are isolated', async () => {
		const server = bulkServer(fates(range(4).map((id) => [id, 'running'])));
		const send: typeof server.send = async (request) => {
			const ids = request.method === 'POST' ? request.body?.ids : [];
			const isForbidden = Array.isArray(ids) && ids.includes(3);
			if (isForbidden) forbidden.push(ids);
			return isForbidden ? answer(403) : await server.send(request);
		};
		const forbidden: unknown[] = [];
		const outcomes = await run(stop, range(4), { ...server, send });
		expect(told(outcomes)).toEqual(
			range(4).map((id) => (id === 3 ? 'rejected' : { id, stopped: true })),
		);
		expect(forbidden).toEqual([range(4), [3, 4], [3]]);
		expect(postsTo(server)).toEqual([[1, 2], [4]]);
	});

	it('sends items separately that no read shows', async () => {
		const server = bulkServer(fates(range(4).map((id) => [id, 'running'])));
		const posts: unknown[] = [];
		const send: typeof server.send = async (request) => {
			if (request.method === 'POST') {
				posts.push(request.body?.ids);
				return posts.length === 1 ? answer(403) : await server.send(request);
			}
			const reply = await server.send(request);
			if (request.path === '/instances/2/') return answer(403);
			return request.path.startsWith('/processes/') ? answer(403) : reply;
		};
		const outcomes = await run(stop, range(4), { ...server, send });
		expect(posts).toEqual([range(4), [1, 3, 4], [2]]);
		expect(told(outcomes)).toEqual(range(4).map((id) => ({ id, stopped: true })));
	});

	it('does not resend unresolved items that no read shows', async () => {
		const server = bulkServer(fates(range(3).map((id) => [id, 'running'])));
		const send: typeof server.send = async (request) =>
			request.method === 'GET' ? silence : await server.send(request);
		const failure: Failure = { message: 'Lost', remedy: 'Look', certainty: 'unknown' };
		const [one, other, fresh] = itemsFor(range(3));
		const unresolved = { failure, since: 1 };
		const items = [{ ...one, unresolved }, { ...other, unresolved }, fresh];
		const runContext = { ...fakeRunContext([]), send };
		const outcomes = await runContext.clock.during(batchWrite(stop, items, runContext));
		expect(told(outcomes)).toEqual(['unknown', 'unknown', { id: 3, stopped: true }]);
		expect(postsTo(server)).toEqual([[3]]);
	});

	it('does not resend what may have been done once no read shows it any more', async () => {
		const server = bulkServer(fates(range(2).map((id) => [id, 'running'])));
		const posts: unknown[] = [];
		const send: typeof server.send = async (request) => {
			if (request.method === 'POST') posts.push(request.body?.ids);
			if (request.method === 'POST' && posts.length === 1) return answer(400);
			const isHidden = posts.length > 0 && request.path === '/instances/1/';
			return isHidden ? answer(403) : await server.send(request);
		};
		const failure: Failure = { message: 'Lost', remedy: 'Look', certainty: 'unknown' };
		const [one, fresh] = itemsFor(range(2));
		const items = [{ ...one, unresolved: { failure, since: 1 } }, fresh];
		const runContext = { ...fakeRunContext([]), send };
		const outcomes = await runContext.clock.during(batchWrite(stop, items, runContext));
		expect(posts).toEqual([[1, 2], [2]]);
		expect(told(outcomes)).toEqual(['unknown', { id: 2, stopped: true }]);
	});

	it('sends at most three times, with pauses, when no response is usable', async () => {
		const server = bulkServer(fates([[1, 'running']]), { mishap: 'lostBefore', times: 99 });
		const times: number[] = [];
		const runContext = fakeRunContext([]);
		const send: typeof server.send = async (request) => {
			if (request.method === 'POST') times.push(runContext.clock.now());
			return await server.send(request);
		};
		await runContext.clock.during(batchWrite(stop, itemsFor([1]), { ...runContext, send }));
		expect(times.map((time) => time - times[0])).toEqual([0, 3000, 6000]);
	});

	it('reserves requests for resending, however many items there are to read', async () => {
		const server = bulkServer(fates(range(40).map((id) => [id, 'running'])), {
			mishap: 'lostBefore',
			workflows: 40,
		});
		await run(stop, range(40), server);
		// Of the 24 beyond the first, five.
		expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(19);
		expect(postsTo(server)).toHaveLength(2);
	});

	it('bisects a rejected batch even if no read shows anything', async () => {
		const server = bulkServer(fates(range(4).map((id) => [id, 'running'])));
		const posts: unknown[] = [];
		const send: typeof server.send = async (request) => {
			if (request.method === 'GET') return answer(403);
			posts.push(request.body?.ids);
			return posts.length === 1 ? answer(403) : await server.send(request);
		};
		await run(stop, range(4), { ...server, send });
		expect(posts).toEqual([range(4), [1, 2], [3, 4]]);
	});

	it('needs few requests to find one among many', async () => {
		const server = bulkServer(
			fates(range(500).map((id) => [id, id === 77 ? 'completed' : 'running'])),
		);
		const outcomes = await run(stop, range(500), server);
		expect(outcomes.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
		expect(server.requests.length).toBeLessThan(25);
	});

	it('does not try them one by one when the key is refused', async () => {
		const runContext = fakeRunContext([{ kind: 'answer', status: 401, body: { form: 'empty' } }]);
		const outcomes = await runContext.clock.during(
			batchWrite(stop, itemsFor([1, 2, 3]), runContext),
		);
		expect(told(outcomes)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(outcomes[2]).toMatchObject({
			failure: { message: expect.stringContaining('stop instance 3') },
		});
	});

	it('leaves it open whether the rejected request deleted an instance that is gone', async () => {
		const server = bulkServer(
			fates(range(30).map((id) => [id, id === 30 ? 'missing' : 'running'])),
			{
				isPartial: true,
			},
		);
		const outcomes = await run(deleteInstance, range(30), server);
		expect(new Set(told(outcomes))).toEqual(new Set(['unknown']));
		expect(range(29).every((id) => server.hadEffect(id))).toBe(true);
		expect(outcomes[0]).toMatchObject({
			failure: { details: { instanceId: 1 }, remedy: expect.stringContaining('in part') },
			unresolved: { since: expect.any(Number) },
		});
	});

	it('does not treat what can still be deleted as proof that nothing was', async () => {
		const server = bulkServer(fates([[1, 'running']]));
		expect(told(await run(deleteInstance, [1, 2], server))).toEqual([
			{ id: 1, deleted: true },
			'unknown',
		]);
	});

	it('knows that a single deletion that is refused has deleted nothing', async () => {
		const server = bulkServer(fates([]));
		expect(told(await run(deleteInstance, [1], server))).toEqual(['rejected']);
	});

	it('does not believe an answer that is not the documented one', async () => {
		const all = fates(range(20).map((id) => [id, 'running']));
		const lied = bulkServer(all, { mishap: 'lie', times: 99 });
		expect(new Set(told(await run(deleteInstance, range(20), lied)))).toEqual(new Set(['unknown']));
		const onceLied = bulkServer(all, { mishap: 'lie' });
		expect(told(await run(deleteInstance, range(20), onceLied))).toEqual(
			range(20).map((id) => ({ id, deleted: true })),
		);
	});

	it('treats a deletion as done if a read showed the instance before and not after', async () => {
		const all = fates([[1, 'running']]);
		const server = bulkServer(all, { mishap: 'lostBefore' });
		let posts = 0;
		const send: typeof server.send = async (request) => {
			const reply = await server.send(request);
			return request.method === 'POST' && (posts += 1) === 2 ? silence : reply;
		};
		expect(told(await run(deleteInstance, [1], { ...server, send }))).toEqual([
			{ id: 1, deleted: true, delete_outcome: 'confirmed_by_read' },
		]);
	});

	it.each([
		['an HTML page', text(404, '<html>Not here</html>')],
		['an empty body', { kind: 'answer', status: 404, body: { form: 'empty' } } as const],
	])('does not take a 404 with %s for the word of the API', async (_what, reply) => {
		const server = bulkServer(fates([[1, 'running']]), { mishap: 'lostBefore', times: 9 });
		let reads = 0;
		const send: typeof server.send = async (request) =>
			request.method === 'GET' && (reads += 1) > 1 ? reply : await server.send(request);
		expect(told(await run(deleteInstance, [1], { ...server, send }))).toEqual(['unknown']);
	});

	it('does not treat a rejected key as proof that the request before it did nothing', async () => {
		const server = bulkServer(fates([[1, 'running']]), { mishap: 'lostBefore' });
		let posts = 0;
		const send: typeof server.send = async (request) =>
			request.method === 'POST' && (posts += 1) === 2 ? answer(401) : await server.send(request);
		const [outcome] = await run(deleteInstance, [1], { ...server, send });
		expect(outcome).toMatchObject({
			failure: { certainty: 'unknown' },
			unresolved: { since: expect.any(Number) },
		});
		expect(posts).toBe(2);
	});

	it('repeats a read without a response, but not forever', async () => {
		const readsUntil = async (answered: number) => {
			const server = bulkServer(fates([[1, 'running']]), { mishap: 'lostAfter' });
			let reads = 0;
			const send: typeof server.send = async (request) =>
				request.method === 'GET' && (reads += 1) < answered ? silence : await server.send(request);
			const outcomes = await run(stop, [1], { ...server, send });
			return { reads, told: told(outcomes) };
		};
		const confirmed = { id: 1, stopped: true, stop_outcome: 'confirmed_by_read' };
		expect(await readsUntil(2)).toEqual({ reads: 2, told: [confirmed] });
		expect(await readsUntil(3)).toEqual({ reads: 3, told: [confirmed] });
		expect(await readsUntil(99)).toEqual({ reads: 3, told: ['unknown'] });
	});

	it('reads each instance itself where the list of them does not show their status', async () => {
		const server = bulkServer(fates(range(4).map((id) => [id, 'running'])), {
			mishap: 'lostAfter',
		});
		const results = range(4).map((id) => ({ id }));
		const send: typeof server.send = async (request) => {
			const reply = await server.send(request);
			return request.path.startsWith('/processes/') ? answer(200, { results }) : reply;
		};
		const outcomes = await run(stop, range(4), { ...server, send });
		expect(told(outcomes)).toEqual(
			range(4).map((id) => ({ id, stopped: true, stop_outcome: 'confirmed_by_read' })),
		);
		const paths = server.requests.map(({ path }) => path);
		expect(paths).toEqual(expect.arrayContaining(range(4).map((id) => `/instances/${id}/`)));
	});

	it('reconciles what an earlier run left unresolved in one go', async () => {
		const server = bulkServer(
			fates(range(200).map((id) => [id, id > 150 ? 'running' : 'aborted'])),
		);
		const failure: Failure = { message: 'Lost.', remedy: 'Look.', certainty: 'unknown' };
		const items = itemsFor(range(200)).map((item) => ({
			...item,
			unresolved: { failure, since: 1 },
		}));
		const runContext = { ...fakeRunContext([]), send: server.send };
		const outcomes = await runContext.clock.during(batchWrite(stop, items, runContext));
		expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
		expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
	});
});

describe('what 200 instances cost beyond their one request', () => {
	const running = () => fates(range(200).map((id) => [id, 'running']));

	it.each([
		['one answer lost before it was processed', { mishap: 'lostBefore' }, 3],
		['one answer lost after it', { mishap: 'lostAfter' }, 2],
		['answers lost for ever', { mishap: 'lostBefore', times: 99 }, 8],
		['three workflows', { mishap: 'lostBefore', workflows: 3 }, 7],
	] as const)('stop: %s', async (_what, options, most) => {
		const server = bulkServer(running(), options);
		const outcomes = await run(stop, range(200), server);
		expect(server.requests.length - 1).toBeLessThanOrEqual(most);
		const isLasting = 'times' in options;
		expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(
			new Set([isLasting ? 'failed' : 'done']),
		);
	});

	it.each([
		['one answer lost before it was processed', { mishap: 'lostBefore' }, 3],
		['one answer lost after it', { mishap: 'lostAfter' }, 8],
		['a workflow for each', { mishap: 'lostBefore', workflows: 200 }, 40],
		['a refusal that was processed in part', { isPartial: true }, 40],
	] as const)('delete: %s', async (_what, options, most) => {
		const all = running();
		if ('isPartial' in options) all.set(7, 'missing');
		const server = bulkServer(all, options);
		await run(deleteInstance, range(200), server);
		expect(server.requests.length - 1).toBeLessThanOrEqual(most);
	});

	it('rejects all of what nobody may stop, without asking for each', async () => {
		const server = bulkServer(running());
		const send: typeof server.send = async (request) =>
			request.method === 'POST' ? answer(403) : await server.send(request);
		let sent = 0;
		const counting: typeof send = async (request) => {
			sent += 1;
			return await send(request);
		};
		const outcomes = await run(stop, range(200), { ...server, send: counting });
		expect(new Set(told(outcomes))).toEqual(new Set(['rejected']));
		expect(sent - 1).toBeLessThanOrEqual(40);
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
		times: fc.constantFrom(1, 2, 99),
		workflows: fc.integer({ min: 1, max: 4 }),
		mishap: fc.constantFrom('none', 'lostBefore', 'lostAfter', 'busyAfter', 'loginPage', 'lie'),
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
					if (options.times === 1) expect(server.fateOf(id)).toBe(goal);
				}
				expect(server.requests.length).toBeLessThanOrEqual(1 + 20 + Math.ceil(ids.length / 10));
			}),
		);
	});
});
