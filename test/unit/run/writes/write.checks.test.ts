import type { Reply } from '../../../../nodes/NextMatter/api/types';
import type {
	Operation,
	Plan,
	Reconciliation,
} from '../../../../nodes/NextMatter/operations/types';
import type { SequenceState } from '../../../../nodes/NextMatter/run/orderedQueue';
import {
	NO_CHECKPOINTS,
	type Checkpoints,
} from '../../../../nodes/NextMatter/run/writes/prerequisites';
import { write } from '../../../../nodes/NextMatter/run/writes/write';
import { answer, silence, text, throttled } from '../../replies';
import { START } from '../fakeClock';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, repeatable, shows, SUCCESS, trailOf, WORK } from '../fakeOperation';

const open = shows('notDone');

type Settings = Partial<Reconciliation<Plan>> &
	Pick<Operation, 'continueFrom' | 'retryWith'> & {
		readonly sequence?: SequenceState;
		readonly checkpoints?: Checkpoints;
		/** Another item fails when so many requests are out. */
		readonly siblingFailsAfter?: number;
	};

async function run(
	plan: Plan,
	replies: readonly Reply[],
	{
		sequence,
		checkpoints,
		siblingFailsAfter = Infinity,
		continueFrom,
		retryWith,
		...more
	}: Settings = {},
) {
	const runContext = fakeRunContext(replies);
	runContext.hasSiblingFailed = () => runContext.sent.length >= siblingFailsAfter;
	const { operation: known, asked } = fakeOperation();
	const reconciliation = known.reconciliation && { ...known.reconciliation, ...more };
	const operation = { ...known, reconciliation, continueFrom, retryWith };
	const written = await runContext.clock.during(
		write(operation, { plan, runContext, sequence, checkpoints }),
	);
	expect(runContext.sent).toHaveLength(replies.length);
	const { outcome } = written;
	const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
	const bodies = runContext.sent.map(({ body }) => body);
	return {
		...written,
		failure,
		trail: trailOf(runContext),
		bodies,
		asked,
		clock: runContext.clock,
	};
}

describe('what is read before it is sent', () => {
	const careful: Plan = { ...once, checksFirst: true };

	it.each<[string, Reply[], string, string]>([
		['is sent when it can be done', [open, SUCCESS], 'LW', 'done'],
		['is not sent when it is done already', [shows('done')], 'L', 'done'],
		['is not sent when it cannot be done', [shows('failed')], 'L', 'failed'],
		[
			'is looked at again where a look tells nothing',
			[silence, text(200), open, SUCCESS],
			'LLLW',
			'done',
		],
		['is not sent when no look tells anything', [silence, text(200), answer(500)], 'LLL', 'failed'],
	])('%s', async (_what, replies, trail, kind) => {
		const ran = await run(careful, replies);
		expect(ran.trail).toBe(trail);
		expect(ran.outcome.kind).toBe(kind);
		expect(ran.failure?.certainty).toBe(kind === 'failed' ? 'not-sent' : undefined);
	});

	it('is judged by the read alone, as not sent', async () => {
		const { asked } = await run(careful, [open, SUCCESS]);
		expect(asked).toEqual([
			{
				method: 'diagnoseRejection',
				failure: { message: expect.any(String), remedy: expect.any(String), certainty: 'not-sent' },
			},
		]);
	});

	it('fails as the read does, which is all that was tried', async () => {
		const { failure } = await run(careful, [answer(404), answer(404), answer(404)]);
		expect(failure).toMatchObject({
			message:
				"Next Matter couldn't read it, because something the request refers to was not found: No.",
			certainty: 'not-sent',
			statusCode: 404,
			details: { id: 7 },
		});
	});

	it('fails in plain words when nobody answers', async () => {
		const { failure } = await run(careful, [silence, silence, silence]);
		expect(failure).toEqual({
			message:
				'The request to read it failed without a usable response: the connection broke before the whole response arrived (ECONNRESET)',
			remedy: 'Nothing was changed. Try again later',
			certainty: 'not-sent',
			cause: { cause: 'temporarily-unavailable' },
			details: { id: 7 },
		});
	});

	it('waits for its turn, for as long as it may from when it has to', async () => {
		const patient = { ...careful, pollTimeoutMs: 60_000 };
		expect((await run(patient, [shows('pending'), open, SUCCESS])).trail).toBe('LLW');
		const late = await run({ ...careful, pollTimeoutMs: 3000 }, [
			open,
			throttled('5'),
			answer(400),
			...Array<Reply>(3).fill(shows('pending')),
		]);
		expect(late.clock.now() - START).toBe(5125 + 3000);
		const vain = await run({ ...careful, pollTimeoutMs: 2000 }, [
			shows('pending'),
			shows('pending'),
		]);
		expect(vain.failure).toMatchObject({
			message: 'Not its turn',
			remedy: expect.stringMatching(/^Waited 2 seconds for it to become active\. /),
		});
	});

	it('is not read when the last state seen shows that it can be done', async () => {
		const seen = { revision: '1', seenAt: START };
		const isReady: Reconciliation<Plan>['isReady'] = (_plan, { revision }) => revision === '1';
		expect((await run(careful, [SUCCESS], { isReady, sequence: { seen } })).trail).toBe('W');
		expect((await run(careful, [open, SUCCESS], { isReady })).trail).toBe('LW');
		const older = { seen: { ...seen, revision: '0' } };
		expect((await run(careful, [open, SUCCESS], { isReady, sequence: older })).trail).toBe('LW');
	});
});

describe('an idempotent request that is preceded by a read', () => {
	const checksBeforeRetry = true;

	it.each<[string, Reply[], string]>([
		['is not sent again when it was processed', [shows('done')], 'WL'],
		['is sent again when it was not', [open, SUCCESS], 'WLW'],
		['is sent again when that cannot be told yet', [shows('pending'), SUCCESS], 'WLW'],
		['is sent again when nobody can look', [silence, answer(500), text(200), SUCCESS], 'WLLLW'],
	])('%s', async (_what, replies, trail) => {
		const ran = await run(repeatable, [silence, ...replies], { checksBeforeRetry });
		expect(ran.trail).toBe(trail);
		expect(ran.outcome.kind).toBe('done');
	});

	it('is not resent when the read shows that it cannot be done', async () => {
		const ran = await run(repeatable, [silence, shows('failed')], { checksBeforeRetry });
		expect(ran.failure?.certainty).toBe('unknown');
	});
});

describe('what was throttled first and rejected then', () => {
	const seeing = (details: object): Partial<Reconciliation<Plan>> => ({
		diagnoseRejection: (_plan, failure) => ({
			kind: 'failed',
			failure: { ...failure, details: { ...details } },
		}),
	});
	const replies = [throttled('5'), answer(400), open];

	it('may have been done by the try that was throttled', async () => {
		const { failure, outcome, sent } = await run(
			once,
			replies,
			seeing({ instanceStatus: 'running' }),
		);
		expect(failure).toMatchObject({
			certainty: 'unknown',
			statusCode: 400,
			remedy: expect.stringMatching(
				/^An earlier attempt was throttled, but may have been processed anyway\. /,
			),
		});
		expect(outcome).toMatchObject({ unresolved: { since: START, body: WORK.body } });
		expect(sent).toEqual({ plan: once });
	});

	it('is rejected when the read shows that it was not', async () => {
		const ran = await run(
			once,
			replies,
			seeing({ instanceStatus: 'running', stepCompleted: false }),
		);
		expect(ran.failure?.certainty).toBe('rejected');
		expect(ran.sent).toBeUndefined();
	});

	it('is rejected when it was not throttled', async () => {
		const ran = await run(once, replies.slice(1), seeing({ instanceStatus: 'running' }));
		expect(ran.failure?.certainty).toBe('rejected');
	});
});

describe('a rejection that a reworded request may avoid', () => {
	const rewording = (replies: readonly Reply[]) =>
		run(once, replies, {
			retryWith: (_plan, request) => ({ ...request, body: { value: 2 } }),
		});

	it('is followed by the same request in those words, once', async () => {
		const ran = await rewording([answer(400), SUCCESS]);
		expect(ran.trail).toBe('WW');
		expect(ran.bodies).toEqual([{ value: 1 }, { value: 2 }]);
		expect((await rewording([answer(400), answer(400), shows('failed')])).trail).toBe('WWL');
	});

	it('is not followed by any while nobody can tell what became of it', async () => {
		expect((await rewording([silence, shows('failed')])).trail).toBe('WL');
	});
});

describe('an item whose work has two halves', () => {
	const halves: Plan = {
		...once,
		prerequisites: [
			{
				request: { method: 'POST', path: '/begin/' },
				idempotency: 'nonIdempotent',
				isWork: true,
				action: 'begin',
				howToVerify: '',
				fieldLabels: [],
				apply: (_body, request) => request,
			},
		],
	};
	const begun = answer(201, { id: 8, revision: '1' });
	const continueFrom: Operation['continueFrom'] = (plan) => ({
		plan: { ...plan, details: { id: 8 } },
	});

	it('is about what the first half has begun from then on', async () => {
		const { failure, asked, sent } = await run(halves, [begun, silence, shows('failed')], {
			continueFrom,
		});
		expect(failure?.details).toEqual({ id: 8 });
		// What the first half has shown is what the second is held against.
		expect(asked).toMatchObject([{ evidence: { before: { revision: '1', seenAt: START } } }]);
		expect(sent?.plan.details).toEqual({ id: 8 });
	});

	it('is finished although another item has failed meanwhile', async () => {
		const { trail, outcome } = await run(halves, [begun, SUCCESS], {
			continueFrom,
			siblingFailsAfter: 1,
		});
		expect(trail).toBe('WW');
		expect(outcome.kind).toBe('done');
	});

	it('has seen nothing where an earlier run has begun it', async () => {
		const checkpoints = {
			...NO_CHECKPOINTS,
			read: () => ({ kind: 'answered', body: '{"revision":"1"}' }) as const,
		};
		const { asked, seen } = await run(halves, [silence, shows('failed')], {
			continueFrom,
			checkpoints,
			revisionOf: () => '2',
		});
		expect(asked[0].evidence).not.toHaveProperty('before');
		expect(seen?.revision).toBe('2');
	});
});

describe('what this item reports to the items after it', () => {
	it('is when it was done', async () => {
		const { sent, clock } = await run(once, [throttled('5'), SUCCESS]);
		expect(sent).toEqual({ plan: once, doneAt: clock.now() });
		expect(clock.now()).toBeGreaterThan(START);
	});

	it('is that it may have been done', async () => {
		expect((await run(once, [silence, shows('failed')])).sent).toStrictEqual({ plan: once });
	});

	it('is nothing of an item that was rejected', async () => {
		expect(await run(once, [answer(401)])).not.toHaveProperty('sent');
	});
});

describe('the evidence a read is compared with after a request without a response', () => {
	it('is the body that was sent, and what other items have done', async () => {
		const other = { plan: { ...once }, doneAt: START - 1 };
		const { asked } = await run(once, [silence, shows('done')], { sequence: { sent: [other] } });
		expect(asked).toMatchObject([
			{ evidence: { sentAt: START, body: WORK.body, rivals: 'none', forerunners: 'alike' } },
		]);
		expect(asked[0].evidence).not.toHaveProperty('isAnswered');
		expect(asked[0].evidence).not.toHaveProperty('before');
	});
});
