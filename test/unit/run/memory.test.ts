import { uploadOf } from '../../../nodes/NextMatter/operations/file/requests';
import { openMemory } from '../../../nodes/NextMatter/run/memory';
import type { Outcome } from '../../../nodes/NextMatter/run/outcomes';
import { planOf } from '../completeStepPlan';

const done: Outcome = { kind: 'done', json: { id: 9001 } };
const failed = (certainty: 'not-sent' | 'rejected' | 'unknown'): Outcome => ({
	kind: 'failed',
	failure: { message: 'm', remedy: 'r', certainty },
});
const plan = planOf();

describe('the memory of a run', () => {
	it('keeps what is done, also when n8n stores and reloads it', () => {
		const store = {};
		openMemory(store, 0).remember(1, plan, done);
		const reloaded = JSON.parse(JSON.stringify(store)) as object;
		expect(openMemory(reloaded, 0).recall(1, plan)).toEqual(done);
		expect(openMemory(reloaded, 0).recall(0, plan)).toBeUndefined();
	});

	it.each([
		['unknown', 'once', true],
		['unknown', 'repeatable', true],
		['rejected', 'once', false],
		['not-sent', 'once', false],
	] as const)('of a failure that is %s and may be sent %s: %s', (certainty, nature, kept) => {
		const memory = openMemory({}, 0);
		memory.remember(0, { ...plan, nature }, failed(certainty));
		expect(memory.recall(0, plan) !== undefined).toBe(kept);
	});

	it('keeps since when an outcome is in doubt', () => {
		const store = {};
		const doubtful = {
			...failed('unknown'),
			doubt: {
				failure: { message: 'm', remedy: 'r', certainty: 'unknown' as const },
				since: 1_781_604_000_000,
			},
		};
		openMemory(store, 0).remember(0, plan, doubtful);
		const reloaded = JSON.parse(JSON.stringify(store)) as object;
		expect(openMemory(reloaded, 0).recall(0, plan)).toEqual(doubtful);
	});

	it('replaces an outcome in doubt by the one that stands', () => {
		const memory = openMemory({}, 0);
		memory.remember(0, plan, failed('unknown'));
		memory.remember(0, plan, done);
		expect(memory.recall(0, plan)).toEqual(done);
	});

	it('answers the very same request only', () => {
		const memory = openMemory({}, 0);
		memory.remember(0, plan, done);
		const other = { ...plan, request: { ...plan.request, path: '/instances/9002/complete_step/' } };
		expect(memory.recall(0, other)).toBeUndefined();
	});

	it('ends with the run', () => {
		const store = {};
		openMemory(store, 0).remember(0, plan, done);
		expect(openMemory(store, 1).recall(0, plan)).toBeUndefined();
		expect(openMemory(store, 0).recall(0, plan)).toBeUndefined();
	});

	it('can be emptied', () => {
		const store = {};
		const memory = openMemory(store, 0);
		memory.remember(0, plan, done);
		memory.forget();
		expect(store).toEqual({});
	});

	it.each([
		[{ settledItems: 'x' }],
		[{ settledItems: { runIndex: 0, items: [] } }],
		[{ settledItems: { runIndex: 0, items: { 0: 'x' } } }],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { request: JSON.stringify(plan.request), outcome: 1 } },
				},
			},
		],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { request: JSON.stringify(plan.request), outcome: { kind: 'done' } } },
				},
			},
		],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { request: JSON.stringify(plan.request), outcome: { kind: 'failed' } } },
				},
			},
		],
		[{ settledItems: { runIndex: 0, items: { 0: { outcome: done } } } }],
		[
			{
				settledItems: {
					runIndex: 0,
					items: { 0: { request: JSON.stringify(plan.request), outcome: null } },
				},
			},
		],
	])('takes nothing from a store that holds %j', (store) => {
		expect(openMemory(store, 0).recall(0, plan)).toBeUndefined();
	});

	it('keeps what came before a request, also when n8n stores and reloads it', () => {
		const store = {};
		const failure = { message: 'm', remedy: 'r', certainty: 'unknown' as const };
		const notes = openMemory(store, 0).notes(1, plan);
		notes.write(0, { kind: 'answered', body: '/a' });
		notes.write(2, { kind: 'failed', failure });
		openMemory(store, 0).remember(1, plan, failed('unknown'));
		const reloaded = JSON.parse(JSON.stringify(store)) as object;
		const found = openMemory(reloaded, 0).notes(1, plan);
		expect([0, 1, 2].map((place) => found.read(place))).toEqual([
			{ kind: 'answered', body: '/a' },
			undefined,
			{ kind: 'failed', failure },
		]);
		expect(openMemory(reloaded, 0).notes(0, plan).read(0)).toBeUndefined();
	});

	it('tells works apart by the files that come before them, and holds no content', () => {
		const store = {};
		const withFile = (size: number) => {
			const file = { itemIndex: 0, property: 'data', fileName: 'a', mimeType: 'b', size };
			return { ...plan, first: [{ ...uploadOf(file, 'file'), apply: () => plan.request }] };
		};
		openMemory(store, 0).remember(0, withFile(1), done);
		expect(openMemory(store, 0).recall(0, withFile(1))).toEqual(done);
		expect(openMemory(store, 0).recall(0, withFile(2))).toBeUndefined();
		expect(openMemory(store, 0).recall(0, plan)).toBeUndefined();
	});
});
