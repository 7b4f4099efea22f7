import type { Reply } from '../../../nodes/NextMatter/api/types';
import { isRecord } from '../../../nodes/NextMatter/input/isRecord';
import type { Operation, Plan } from '../../../nodes/NextMatter/operations/types';
import { readRunSettings } from '../../../nodes/NextMatter/operations/shared/runSettings';
import {
	openCompletedItems,
	type CompletedItems,
	type EarlierOutcome,
} from '../../../nodes/NextMatter/run/completedItems';
import type { Failed, Outcome } from '../../../nodes/NextMatter/run/outcomes';
import type { Prepared } from '../../../nodes/NextMatter/run/prepareItems';
import { createWorker, type EarlyOutcome } from '../../../nodes/NextMatter/run/itemWorker';
import { answer, silence } from '../replies';
import { fakeRunContext } from './fakeRunContext';
import { fakeOperation, once, shows, SUCCESS, trailOf, WORK } from './fakeOperation';

const refused: Failed = {
	kind: 'failed',
	failure: { message: 'Refused', remedy: 'r', certainty: 'not-sent' },
};
const planAt = (index: number, more: Partial<Plan> = {}): Plan => ({
	...once,
	request: { ...WORK, path: `/job/${index}/` },
	details: { index },
	...more,
});
const ready = (index: number, sequence?: string, more: Partial<Plan> = {}): Prepared => ({
	item: { kind: 'ready', plan: planAt(index, more) },
	...(sequence !== undefined && { orderingKey: sequence }),
});
const { operation } = fakeOperation();
/** Does up to three items by one request, whose answer names the items that were done. */
const bulky: Operation = {
	...operation,
	reconciliation: undefined,
	present: ({ details }, body) =>
		Array.isArray(body) && body.includes(details.index)
			? { index: details.index ?? null }
			: undefined,
	bulk: {
		limit: 3,
		merge: (plans) => ({
			...WORK,
			path: '/bulk/',
			body: { indexes: plans.map(({ details }) => String(details.index)) },
		}),
		idOf: ({ details }) => Number(details.index),
		judge: (_plan, { failure }) => ({ kind: 'notDone', failure }),
	},
};

interface Options {
	readonly operation?: Operation;
	readonly replies?: readonly Reply[];
	readonly earlyOutcome?: EarlyOutcome;
	/** What an earlier try of the run has kept of an item, if that is more than how it stands. */
	readonly earlier?: (index: number) => EarlierOutcome | undefined;
	readonly options?: object;
}

function workerFor(prepared: readonly Prepared[], given: Options = {}) {
	const { replies = [], earlyOutcome = () => undefined, options = {}, earlier } = given;
	const runContext = fakeRunContext(replies);
	const opened = openCompletedItems({}, { runIndex: 0, parameters: 'p', item: String });
	const completedItems: CompletedItems = {
		...opened,
		get(index, plan) {
			const outcome = earlyOutcome(index);
			return opened.get(index, plan) ?? earlier?.(index) ?? (outcome && { outcome, at: 0 });
		},
	};
	const job = {
		kind: 'job' as const,
		operation: given.operation ?? operation,
		settings: readRunSettings(options),
	};
	const worker = createWorker(job, { prepared, earlyOutcome, completedItems, runContext });
	const recall = (index: number) => opened.get(index, planAt(index))?.outcome;
	return {
		...worker,
		runContext,
		recall,
		workAt: async (...batch: [number, ...number[]]) =>
			await runContext.clock.during(worker.work(batch)),
	};
}
const certaintyOf = (outcome: Outcome) =>
	outcome.kind === 'done' ? 'done' : outcome.failure.certainty;

describe('the sequences of a worker', () => {
	it('hold single items, in the order of their sequence', () => {
		const prepared = [ready(0, 'a'), ready(1, 'b'), ready(2, 'a'), ready(3), ready(4)];
		expect(workerFor(prepared).sequences).toEqual([[[0], [2]], [[1]], [[3]], [[4]]]);
	});

	it('hold several items each where they are done together, but those apart that are known', () => {
		const prepared = Array.from({ length: 6 }, (_, index) => ready(index));
		const earlyOutcome: EarlyOutcome = (index) => (index === 1 ? refused : undefined);
		expect(workerFor(prepared, { operation: bulky, earlyOutcome }).sequences).toEqual([
			[[0, 2, 3]],
			[[1]],
			[[4, 5]],
		]);
	});

	it('hold those with the others that an earlier run has left open', () => {
		const unknown: Outcome = {
			kind: 'failed',
			failure: { ...refused.failure, certainty: 'unknown' },
		};
		const leftOpen: Outcome = { ...unknown, unresolved: { failure: unknown.failure, since: 0 } };
		const earlyOutcome: EarlyOutcome = (index) => [leftOpen, unknown, undefined][index];
		const prepared = [ready(0), ready(1), ready(2)];
		expect(workerFor(prepared, { operation: bulky, earlyOutcome }).sequences).toEqual([
			[[0, 2]],
			[[1]],
		]);
	});
});

describe('an item by itself', () => {
	it('is performed, and what became of it is remembered', async () => {
		const { workAt, recall, runContext } = workerFor([ready(0)], { replies: [SUCCESS] });
		const done = { kind: 'done', json: { ok: true } };
		expect(await workAt(0)).toEqual([done]);
		expect(recall(0)).toEqual(done);
		expect(runContext.sent.map(({ path }) => path)).toEqual(['/job/0/']);
	});

	it('only reads what is a read', async () => {
		const replies = [silence, SUCCESS];
		const { workAt, recall } = workerFor([ready(0, undefined, { idempotency: 'safe' })], {
			replies,
		});
		expect((await workAt(0))[0].kind).toBe('done');
		expect(recall(0)).toBeUndefined();
	});

	it('that was refused stays refused', async () => {
		expect(await workerFor([{ item: refused }]).workAt(0)).toEqual([refused]);
	});

	it('of which the outcome is known keeps it, without a request', async () => {
		const known: Outcome = { kind: 'done', json: { from: 'memory' } };
		const { workAt } = workerFor([ready(0)], { earlyOutcome: () => known });
		expect(await workAt(0)).toEqual([known]);
	});

	it('that an earlier run left unresolved is reconciled first', async () => {
		const failure = { ...refused.failure, certainty: 'unknown' as const };
		const unresolvedItems: Outcome = { kind: 'failed', failure, unresolved: { failure, since: 0 } };
		const given = { earlyOutcome: () => unresolvedItems, replies: [shows('done')] };
		const { workAt, runContext } = workerFor([ready(0)], given);
		expect(await workAt(0)).toEqual([{ kind: 'done', json: { seen: true } }]);
		expect(trailOf(runContext)).toBe('L');
	});

	it('stays unresolved if its earlier request was about something else', async () => {
		const failure = { ...refused.failure, certainty: 'unknown' as const };
		const leftOpen = (index: number): Outcome => ({
			kind: 'failed',
			failure,
			unresolved: { failure, since: 0, details: { index } },
		});
		const other = workerFor([ready(0)], { earlyOutcome: () => leftOpen(7) });
		expect(await other.workAt(0)).toEqual([leftOpen(7)]);
		expect(other.runContext.sent).toEqual([]);
		const same = workerFor([ready(0)], {
			earlyOutcome: () => leftOpen(0),
			replies: [shows('done')],
		});
		expect((await same.workAt(0))[0].kind).toBe('done');
	});

	it('that fails by a fault of the program counts as unknown', async () => {
		const broken = workerFor([ready(0)], {
			operation: {
				...operation,
				present: () => {
					throw new TypeError('Oops');
				},
			},
			replies: [SUCCESS],
		});
		const [outcome] = await broken.workAt(0);
		expect(outcome).toMatchObject({ failure: { message: 'Oops', certainty: 'unknown' } });
		expect(broken.recall(0)).toEqual(outcome);
	});
});

describe('the rest of a sequence after a failure', () => {
	const options = { ifItemFails: 'skipInstance' };
	const failing = answer(401);

	it('is not sent if that was chosen, and names the first item that failed', async () => {
		const prepared = [ready(0, 'a'), ready(1, 'a'), ready(2, 'a'), ready(3, 'b')];
		const { workAt } = workerFor(prepared, { options, replies: [failing, SUCCESS] });
		const outcomes = [];
		for (const index of [0, 1, 2, 3]) outcomes.push(...(await workAt(index)));
		expect(outcomes.map(certaintyOf)).toEqual(['rejected', 'not-sent', 'not-sent', 'done']);
		expect(outcomes[2]).toEqual({
			kind: 'failed',
			failure: {
				message: 'The request to do it was not sent: item 0 of the same instance failed',
				remedy:
					"Fix the problem with that item, then run this one again. The option 'On Item Failure' is set to skip the remaining items of the instance.",
				certainty: 'not-sent',
				details: { index: 2 },
			},
		});
	});

	it('stays unresolved if an earlier run left it so', async () => {
		const failure = { ...refused.failure, certainty: 'unknown' as const };
		const unresolvedItems: Outcome = { kind: 'failed', failure, unresolved: { failure, since: 0 } };
		const earlyOutcome: EarlyOutcome = (index) => (index === 1 ? unresolvedItems : undefined);
		const prepared = [ready(0, 'a'), ready(1, 'a')];
		const { workAt } = workerFor(prepared, { options, earlyOutcome, replies: [failing] });
		await workAt(0);
		expect(await workAt(1)).toEqual([unresolvedItems]);
	});

	it('is sent all the same otherwise, and always where there is no ordering key', async () => {
		const continuing = workerFor([ready(0, 'a'), ready(1, 'a')], { replies: [failing, SUCCESS] });
		await continuing.workAt(0);
		expect((await continuing.workAt(1))[0].kind).toBe('done');
		const without = workerFor([ready(0), ready(1)], { options, replies: [failing, SUCCESS] });
		await without.workAt(0);
		expect((await without.workAt(1))[0].kind).toBe('done');
	});

	it('knows what the items before it have seen', async () => {
		const { operation: seeing, asked } = fakeOperation();
		const { workAt } = workerFor([ready(0, 'a'), ready(1, 'a')], {
			operation: seeing,
			replies: [answer(200, { ok: true, revision: 's1' }), silence, shows('done')],
		});
		await workAt(0);
		await workAt(1);
		expect(asked).toMatchObject([
			{ method: 'reconcile', evidence: { before: { revision: 's1' } } },
		]);
	});

	it.each<[string, number, object]>([
		['after it was sent', Infinity, { rivals: 'alike', forerunners: 'none' }],
		['before it was sent', 0, { rivals: 'none', forerunners: 'alike' }],
	])('knows what an earlier run has done %s', async (_when, at, expected) => {
		const { operation: known, asked } = fakeOperation();
		const sameThing = { details: { id: 7 } };
		const prepared = [ready(0, 'a', sameThing), ready(1, 'a', sameThing)];
		const earlier: EarlierOutcome = { outcome: { kind: 'done', json: {} }, at };
		const { workAt } = workerFor(prepared, {
			operation: known,
			earlier: (index) => (index === 0 ? earlier : undefined),
			replies: [silence, shows('done')],
		});
		await workAt(1);
		expect(asked).toMatchObject([{ method: 'reconcile', evidence: expected }]);
	});

	it('knows what came before an item that failed by a fault of the program, and that something may have been sent for it', async () => {
		const { operation: known, asked } = fakeOperation();
		const broken: Operation = {
			...known,
			present(plan, body, status) {
				if (isRecord(body) && body.isBroken) throw new TypeError('Oops');
				return known.present(plan, body, status);
			},
		};
		const sameThing = { details: { id: 7 } };
		const prepared = [0, 1, 2].map((index) => ready(index, 'a', sameThing));
		const { workAt } = workerFor(prepared, {
			operation: broken,
			replies: [
				answer(200, { ok: true, revision: 's1' }),
				answer(200, { isBroken: true }),
				silence,
				shows('done'),
			],
		});
		const certainties = [];
		for (const index of [0, 1, 2]) certainties.push(...(await workAt(index)).map(certaintyOf));
		expect(certainties).toEqual(['done', 'unknown', 'done']);
		expect(asked).toMatchObject([
			{ method: 'reconcile', evidence: { before: { revision: 's1' }, rivals: 'alike' } },
		]);
	});
});

describe('items together', () => {
	const prepared = [ready(0), ready(1), ready(2)];

	it('take one request, and each is remembered for itself', async () => {
		// What is left open is looked at.
		const given = { operation: bulky, replies: [answer(200, [0, 2]), answer(404)] };
		const { workAt, recall, runContext } = workerFor(prepared, given);
		expect((await workAt(0, 1, 2)).map(certaintyOf)).toEqual(['done', 'unknown', 'done']);
		expect(runContext.sent[0]).toMatchObject({
			path: '/bulk/',
			body: { indexes: ['0', '1', '2'] },
		});
		expect([0, 1, 2].map((index) => recall(index)?.kind)).toEqual(['done', 'failed', 'done']);
	});

	it('leave what an earlier run has settled as it is', async () => {
		const earlyOutcome: EarlyOutcome = (index) => (index === 1 ? refused : undefined);
		const { workAt, runContext } = workerFor([ready(0), { item: refused }], {
			operation: bulky,
			earlyOutcome,
		});
		expect(await workAt(1)).toEqual([refused]);
		expect(runContext.sent).toEqual([]);
	});

	it('first read what an earlier run left unresolved', async () => {
		const failure = { ...refused.failure, certainty: 'unknown' as const };
		const leftOpen: Outcome = { kind: 'failed', failure, unresolved: { failure, since: 0 } };
		const asked: number[] = [];
		const { bulk } = bulky;
		const watched: Operation = {
			...bulky,
			bulk: bulk && {
				...bulk,
				judge(plan, read) {
					asked.push(Number(plan.details.index));
					return bulk.judge(plan, read);
				},
			},
		};
		const { workAt } = workerFor(prepared, {
			operation: watched,
			earlyOutcome: (index) => (index === 1 ? leftOpen : undefined),
			replies: [answer(404), answer(200, [0, 1, 2])],
		});
		expect((await workAt(0, 1, 2)).map(certaintyOf)).toEqual(['done', 'done', 'done']);
		expect(asked).toEqual([1]);
	});

	it('all count as unknown after a fault of the program', async () => {
		const broken: Operation = {
			...bulky,
			present: () => {
				throw new TypeError('Oops');
			},
		};
		const given = { operation: broken, replies: [answer(200, [0])] };
		const outcomes = await workerFor(prepared, given).workAt(0, 1, 2);
		expect(outcomes).toHaveLength(3);
		expect(outcomes.map(certaintyOf)).toEqual(['unknown', 'unknown', 'unknown']);
	});
});
