import { completeStep } from '../../../nodes/NextMatter/operations/instance/completeStep';
import { uploadOf } from '../../../nodes/NextMatter/operations/file/requests';
import { openCompletedItems } from '../../../nodes/NextMatter/run/completedItems';
import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/NextMatter/api/types';
import type { Identity } from '../../../nodes/NextMatter/run/identity';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { planOf } from '../completeStepPlan';

const done: Outcome = { kind: 'done', json: { id: 9001 } };
const failed = (certainty: 'not-sent' | 'rejected' | 'unknown'): Outcome => ({
	kind: 'failed',
	failure: { message: 'm', remedy: 'r', certainty },
});
const plan = planOf();
const identity = (runIndex = 0) => ({
	runIndex,
	parameters: 'p',
	item: (index: number) => `i${index}`,
	connection: { server: 's', key: 'k' },
});
const open = (store: IDataObject, runIndex: number, changes: Partial<Identity> = {}) =>
	openCompletedItems(store, { ...identity(runIndex), ...changes });

describe('the memory of a run', () => {
	it('keeps what is done, also when n8n stores and reloads it', () => {
		const store = {};
		open(store, 0).set(1, plan, done);
		const reloaded = JSON.parse(JSON.stringify(store)) as IDataObject;
		expect(open(reloaded, 0).get(1, plan)?.outcome).toEqual(done);
		expect(open(reloaded, 0).get(0, plan)).toBeUndefined();
	});

	it.each([
		['unknown', 'nonIdempotent', true],
		['unknown', 'idempotent', true],
		['rejected', 'nonIdempotent', false],
		['not-sent', 'nonIdempotent', false],
	] as const)('of a failure that is %s and may be sent %s: %s', (certainty, idempotency, kept) => {
		const completedItems = open({}, 0);
		completedItems.set(0, { ...plan, idempotency }, failed(certainty));
		expect(completedItems.get(0, plan) !== undefined).toBe(kept);
	});

	it('keeps since when an outcome is unresolved', () => {
		const store = {};
		const unresolvedItems = {
			...failed('unknown'),
			unresolved: {
				failure: { message: 'm', remedy: 'r', certainty: 'unknown' as const },
				since: 1_781_604_000_000,
			},
		};
		open(store, 0).set(0, plan, unresolvedItems);
		const reloaded = JSON.parse(JSON.stringify(store)) as IDataObject;
		expect(open(reloaded, 0).get(0, plan)?.outcome).toEqual(unresolvedItems);
	});

	it('replaces an unresolved outcome by the final one', () => {
		const completedItems = open({}, 0);
		completedItems.set(0, plan, failed('unknown'));
		completedItems.set(0, plan, done);
		expect(completedItems.get(0, plan)?.outcome).toEqual(done);
	});

	const other = { ...plan, request: { ...plan.request, path: '/instances/9002/complete_step/' } };
	it.each<[string, Partial<Identity>, typeof plan, boolean]>([
		['another evaluation of the same parameters', {}, other, true],
		['the same evaluation of other parameters', { parameters: 'q' }, plan, true],
		['another of both', { parameters: 'q' }, other, false],
		['another item', { item: () => 'x' }, plan, false],
		['another server', { connection: { server: 't', key: 'k' } }, plan, false],
		['no credential that can be read', { connection: undefined }, plan, true],
	])('recognizes %s: %#', (_what, changes, now, isKnown) => {
		const store = {};
		open(store, 0).set(0, plan, done);
		expect(open(store, 0, changes).get(0, now) !== undefined).toBe(isKnown);
	});

	describe('under another API key for the same server', () => {
		const under = (way: 'counts' | 'isToBeProven' | 'isNew', outcome: Outcome) => {
			const store = {};
			const work = { underAnotherKey: way };
			openCompletedItems(store, identity(), work).set(0, plan, outcome);
			openCompletedItems(store, identity(), work)
				.checkpoints(0, plan)
				.write(0, { kind: 'answered', body: '/a' });
			const connection = { server: 's', key: 'l' };
			return openCompletedItems(store, { ...identity(), connection }, work);
		};

		it.each([
			['counts', undefined],
			['isToBeProven', 'proof'],
		] as const)('what is done: %s', (way, needs) => {
			expect(under(way, done).get(0, plan)?.needs).toBe(needs);
		});

		it('is no question where no credential can be read', () => {
			const store = {};
			const work = { underAnotherKey: 'isToBeProven' } as const;
			openCompletedItems(store, identity(), work).set(0, plan, done);
			const without = { ...identity(), connection: undefined };
			expect(openCompletedItems(store, without, work).get(0, plan)).toEqual({
				outcome: done,
				at: expect.any(Number),
			});
		});

		it('is to be done anew where that does little harm', () => {
			expect(under('isNew', done).get(0, plan)).toBeUndefined();
		});

		it('stays unknown where no read can tell', () => {
			const unresolved = { failure: { message: 'm', remedy: 'r', certainty: 'unknown' }, since: 1 };
			const unsettled = { ...failed('unknown'), unresolved } as Outcome;
			expect(under('isToBeProven', unsettled).get(0, plan)?.outcome).toEqual({
				kind: 'failed',
				failure: {
					message: 'm',
					remedy:
						'It was sent with another API key, and it is unclear whether both keys belong to the same workspace. r',
					certainty: 'unknown',
				},
			});
		});

		it('uses no file that was uploaded in the name of the other', () => {
			const completedItems = under('counts', done);
			expect(completedItems.checkpoints(0, plan).read(0)).toBeUndefined();
			completedItems.set(0, plan, done);
			expect(completedItems.checkpoints(0, plan).read(0)).toBeUndefined();
		});
	});

	describe('of outputs that can be read again', () => {
		const large = (id: number): Outcome => ({
			kind: 'done',
			json: { id, process: 'p', process_snapshot: 'x'.repeat(30_000), name: `n${id}` },
		});

		it('keeps the first as they are and of the rest the gist: 1,000 of 30 kB take less than 1 MB', () => {
			const store: IDataObject = {};
			const completedItems = openCompletedItems(store, identity(), completeStep);
			for (let index = 0; index < 1000; index += 1)
				completedItems.set(index, plan, large(index + 1));
			expect(JSON.stringify(store).length).toBeLessThan(1_000_000);
			expect(completedItems.get(0, plan)?.outcome).toEqual(large(1));
			expect(completedItems.get(999, plan)).toMatchObject({
				needs: 'reading',
				outcome: { kind: 'done', json: { id: 1000, name: 'n1000', status: 'running' } },
			});
		});
	});

	describe('of a tool, of which n8n makes another run for each try', () => {
		/** The memory of a call with one item, told apart by what is in it. */
		const call = (store: IDataObject, runIndex: number, item = 'a') =>
			open(store, runIndex, { isTool: true, item: () => item });

		it('goes on with a call that is open', () => {
			const store = {};
			call(store, 0).set(0, plan, failed('unknown'));
			expect(call(store, 1).get(0, plan)?.outcome).toEqual(failed('unknown'));
			expect(call(store, 1, 'b').get(0, plan)).toBeUndefined();
		});

		it('takes the same call for another one once it is done', () => {
			const store = {};
			call(store, 0).set(0, plan, done);
			expect(call(store, 1).get(0, plan)).toBeUndefined();
			expect(call(store, 0).get(0, plan)?.outcome).toEqual(done);
		});

		it.each(['forget', 'drop'] as const)('keeps what other calls have left: %s', (way) => {
			const store = {};
			call(store, 0).set(0, plan, failed('unknown'));
			call(store, 1, 'b').set(0, plan, done);
			const last = call(store, 2, 'c');
			last.set(0, plan, done);
			last[way]();
			expect(call(store, 3).get(0, plan)?.outcome).toEqual(failed('unknown'));
			expect(call(store, 1, 'b').get(0, plan)?.outcome).toEqual(done);
			expect(call(store, 2, 'c').get(0, plan)).toBeUndefined();
		});

		it('keeps what is open when it is dropped', () => {
			const store = {};
			const completedItems = call(store, 0);
			completedItems.set(0, plan, failed('unknown'));
			completedItems.drop();
			expect(call(store, 1).get(0, plan)?.outcome).toEqual(failed('unknown'));
		});

		it('goes on with an upload of a call that was cut short', () => {
			const store = {};
			const found = { kind: 'answered', body: '/a' } as const;
			call(store, 0).checkpoints(0, plan).write(0, found);
			const next = call(store, 1);
			expect(next.checkpoints(0, plan).read(0)).toEqual(found);
			next.drop();
			expect(call(store, 2).checkpoints(0, plan).read(0)).toEqual(found);
		});

		it('is not emptied where n8n tries again within the same run', () => {
			const store = {};
			call(store, 0).set(0, plan, failed('unknown'));
			call(store, 1, 'b').set(0, plan, done);
			call(store, 1, 'b').forget();
			expect(call(store, 1, 'b').get(0, plan)?.outcome).toEqual(done);
		});
	});

	it('ends with the run', () => {
		const store = {};
		open(store, 0).set(0, plan, done);
		expect(open(store, 1).get(0, plan)).toBeUndefined();
		expect(open(store, 0).get(0, plan)).toBeUndefined();
	});

	it('can be emptied', () => {
		const store = {};
		const completedItems = open(store, 0);
		completedItems.set(0, plan, done);
		completedItems.forget();
		expect(store).toEqual({});
	});

	it('is not emptied by a good try after a bad one, since old versions of n8n go on trying', () => {
		const store = {};
		open(store, 0).set(0, plan, done);
		open(store, 0).forget();
		expect(open(store, 0).get(0, plan)?.outcome).toEqual(done);
	});

	it('knows when an item was done, if that was kept', () => {
		const store: IDataObject = {};
		const before = Date.now();
		open(store, 0).set(0, plan, done);
		const { at = 0 } = open(store, 0).get(0, plan) ?? {};
		expect(at).toBeGreaterThanOrEqual(before);
		expect(at).toBeLessThanOrEqual(Date.now());
		const reloaded = JSON.parse(JSON.stringify(store), (key, value: unknown) =>
			key === 'at' ? undefined : value,
		) as IDataObject;
		expect(open(reloaded, 0).get(0, plan)).toEqual({ outcome: done, at: 0 });
	});

	it.each([
		[{ settledItems: { runIndex: 0, items: { 0: 'x' } } }],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { item: 'i0', parameters: 'p', server: 's', key: 'k', outcome: 1 } },
				},
			},
		],
		[
			{
				settledItems: {
					runIndex: 0,
					items: {
						0: { item: 'i0', parameters: 'p', server: 's', key: 'k', outcome: { kind: 'done' } },
					},
				},
			},
		],
		[{ settledItems: { runIndex: 0, items: { 0: { outcome: done } } } }],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { item: 'i0', parameters: 'p', server: 's', key: 'k', outcome: null } },
				},
			},
		],
	])('takes nothing from a store that holds %j, and keeps what comes', (store) => {
		expect(open(store, 0).get(0, plan)).toBeUndefined();
		open(store, 0).set(0, plan, done);
		expect(open(store, 0).get(0, plan)?.outcome).toEqual(done);
	});

	it('keeps several outputs of an item', () => {
		const store = {};
		const several: Outcome = { kind: 'done', json: [{ id: 1 }, { id: 2 }] };
		open(store, 0).set(0, plan, several);
		expect(open(store, 0).get(0, plan)?.outcome).toEqual(several);
	});

	it.each([['x'], [{ kind: 'answered', body: { id: 1 } }], [{ kind: 'failed', failure: 'x' }]])(
		'takes no checkpoint from a store that holds %j',
		(found) => {
			const store: IDataObject = {};
			const start: ApiRequest = { method: 'POST', path: '/instances/' };
			const checkpoints = open(store, 0).checkpoints(0, plan);
			checkpoints.write(0, found as never);
			checkpoints.write(1, found as never, start);
			const { read } = open(store, 0).checkpoints(0, plan);
			expect([read(0), read(1, start)]).toEqual([undefined, undefined]);
		},
	);

	it('keeps what came before a request, also when n8n stores and reloads it', () => {
		const store = {};
		const failure = { message: 'm', remedy: 'r', certainty: 'unknown' as const };
		const checkpoints = open(store, 0).checkpoints(1, plan);
		checkpoints.write(0, { kind: 'answered', body: '/a' });
		checkpoints.write(2, { kind: 'failed', failure });
		open(store, 0).set(1, plan, failed('unknown'));
		const reloaded = JSON.parse(JSON.stringify(store)) as IDataObject;
		const found = open(reloaded, 0).checkpoints(1, plan);
		expect([0, 1, 2].map((place) => found.read(place))).toEqual([
			{ kind: 'answered', body: '/a' },
			undefined,
			{ kind: 'failed', failure },
		]);
		expect(open(reloaded, 0).checkpoints(0, plan).read(0)).toBeUndefined();
	});

	describe('of an instance that was started', () => {
		const start: ApiRequest = { method: 'POST', path: '/instances/', body: { name: 'a' } };
		const named: ApiRequest = { ...start, body: { name: 'b' } };
		const found = { kind: 'answered', body: '{"id":7}' } as const;
		const mended = { ...plan, request: { ...plan.request, body: { step_id: 1 } } };
		it.each<[string, Partial<Identity>, ApiRequest, boolean]>([
			['the same', {}, start, true],
			[
				'other parameters that start the same, such as a mended form',
				{ parameters: 'q' },
				start,
				true,
			],
			['another evaluation of the same parameters', {}, named, true],
			['another start by other parameters', { parameters: 'q' }, named, false],
			['another key', { connection: { server: 's', key: 'l' } }, start, true],
			['another server', { connection: { server: 't', key: 'k' } }, start, false],
			['another item', { item: () => 'x' }, start, false],
		])('goes on with %s: %#', (_what, changes, now, isKnown) => {
			const store: IDataObject = {};
			open(store, 0).checkpoints(0, plan).write(1, found, start);
			// What else is kept under other parameters does not push it out.
			const other = open(store, 0, changes);
			other.checkpoints(0, mended).write(0, { kind: 'answered', body: '/a' });
			const reloaded = JSON.parse(JSON.stringify(store)) as IDataObject;
			const read = open(reloaded, 0, changes).checkpoints(0, mended).read(1, now);
			expect(read).toEqual(isKnown ? found : undefined);
		});
	});

	it('holds of files which they are, never their content', () => {
		const store = {};
		const file = { itemIndex: 0, property: 'data', fileName: 'a', mimeType: 'b', size: 1 };
		const prerequisites = [{ ...uploadOf(file, 'file'), apply: () => plan.request }];
		open(store, 0).set(0, { ...plan, prerequisites }, done);
		expect(open(store, 0, { parameters: 'q' }).get(0, { ...plan, prerequisites })?.outcome).toEqual(
			done,
		);
		expect(open(store, 0, { parameters: 'q' }).get(0, plan)).toBeUndefined();
	});

	it('is gone when it is dropped', () => {
		const store = {};
		open(store, 0).set(0, plan, done);
		open(store, 0).drop();
		expect(store).toEqual({});
	});
});
