import type { Reply } from '../../../../nodes/NextMatter/api/types';
import type { Plan } from '../../../../nodes/NextMatter/operations/types';
import { answer, silence, text, throttled } from '../../replies';
import { START } from '../fakeClock';
import { once, repeatable, run, shows, SUCCESS } from '../fakeOperation';

const open = shows('notDone');
const DONE = { kind: 'done' };
const UNKNOWN = { kind: 'failed', failure: { certainty: 'unknown', details: { id: 7 } } };

/** One of each kind of reply after which nobody can tell whether a request was processed. */
const UNCLEAR: ReadonlyArray<readonly [string, Reply]> = [
	['silence', silence],
	['408', answer(408)],
	['502', text(502, '<html></html>')],
	['503 without a pause', answer(503)],
	['302', answer(302)],
	['199', answer(199)],
	['204', answer(204, {}, { body: { form: 'empty' } })],
	['success with something else', answer(200, { detail: 'OK' })],
];

describe('what must be done once', () => {
	it.each(UNCLEAR)(
		'is sent again only after two looks when it ended in %s',
		async (_what, unclear) => {
			const ran = await run(once, [unclear, open, open, SUCCESS]);
			expect(ran.trail).toBe('WLLW');
			expect(ran.outcome).toMatchObject(DONE);
		},
	);
});

describe('what must be done once and ended in silence', () => {
	it.each<[string, Reply[], string, object]>([
		['is done when a look shows it', [shows('done')], 'WL', DONE],
		['is done when the second look shows it', [open, shows('done')], 'WLL', DONE],
		['stays unknown when a look cannot tell', [shows('failed')], 'WL', UNKNOWN],
		['stays unknown when the second look cannot tell', [open, shows('failed')], 'WLL', UNKNOWN],
		[
			'stays unknown when a later try is refused though it could be done',
			[open, open, answer(400), open],
			'WLLWL',
			UNKNOWN,
		],
		[
			'is done when a later try is refused because it was',
			[open, open, answer(400), shows('done')],
			'WLLWL',
			DONE,
		],
		['stays unknown when the key is refused later', [open, open, answer(401)], 'WLLW', UNKNOWN],
	])('%s', async (_case, replies, trail, expected) => {
		const ran = await run(once, [silence, ...replies]);
		expect(ran.trail).toBe(trail);
		expect(ran.outcome).toMatchObject(expected);
		const doubtSince = ran.outcome.kind === 'failed' ? ran.outcome.unresolved?.since : START;
		expect(doubtSince).toBe(START);
	});

	it('is tried three times at most', async () => {
		const again = [open, open, silence];
		const ran = await run(once, [silence, ...again, ...again, open, open]);
		expect(ran.trail).toBe('WLLWLLWLL');
		expect(ran.outcome).toMatchObject(UNKNOWN);
	});

	it('is done when a read after the third attempt shows it', async () => {
		const again = [open, open, silence];
		const ran = await run(once, [silence, ...again, ...again, shows('done')]);
		expect(ran.trail).toBe('WLLWLLWL');
		expect(ran.outcome).toMatchObject(DONE);
	});

	it('is not resent when it may not wait between the reads', async () => {
		const ran = await run(once, [silence, open], { maximumWaitMs: 2999 });
		expect(ran.trail).toBe('WL');
		expect(ran.outcome).toMatchObject(UNKNOWN);
		expect(ran.outcome).toMatchObject({
			failure: {
				remedy: expect.stringMatching(
					/^It has had no effect so far, but may still be in progress\. /,
				),
			},
		});
	});
});

describe('what may be done twice and ended in silence', () => {
	it.each<[string, Reply[], string, object]>([
		['is sent again', [SUCCESS], 'WW', DONE],
		['is sent three times at most, and never looked for', [silence, silence], 'WWW', UNKNOWN],
		['is looked for when a later try is refused', [answer(400), shows('done')], 'WWL', DONE],
		[
			'stays unknown when a later try is refused though it could be done',
			[answer(400), open],
			'WWL',
			UNKNOWN,
		],
	])('%s', async (_case, replies, trail, expected) => {
		const ran = await run(repeatable, [silence, ...replies]);
		expect(ran.trail).toBe(trail);
		expect(ran.outcome).toMatchObject(expected);
	});

	it('is reviewed like any refusal when a later try is refused: an earlier one did no harm', async () => {
		const { asked, outcome } = await run(repeatable, [silence, answer(400), shows('failed')]);
		expect(outcome).toMatchObject(UNKNOWN);
		expect(asked).toMatchObject([{ method: 'diagnoseRejection', failure: { statusCode: 400 } }]);
	});

	it('is not sent again when it may not wait', async () => {
		const ran = await run(repeatable, [silence], { maximumWaitMs: 100 });
		expect(ran.trail).toBe('W');
		expect(ran.outcome).toMatchObject(UNKNOWN);
	});
});

it('waits longer before each repetition', async () => {
	const { runContext } = await run(repeatable, [silence, silence, SUCCESS]);
	expect(runContext.sent.map(({ at }) => at)).toEqual([0, 375, 1125]);
});

describe('what may still be processed for a while', () => {
	const settings = { atWorkMs: 65_000, maximumWaitMs: 70_000 };

	it('is only resent after that time, and if every earlier read shows that nothing happened', async () => {
		const looks = Array<Reply>(10).fill(open);
		const { trail, runContext } = await run(once, [silence, ...looks, SUCCESS], settings);
		expect(trail).toBe('WLLLLLLLLLLW');
		expect(runContext.clock.now() - START).toBeGreaterThanOrEqual(65_000);
	});

	it('is done as soon as a read shows it', async () => {
		const replies = [silence, open, open, open, shows('done')];
		const { outcome, runContext } = await run(once, replies, settings);
		expect(outcome).toMatchObject(DONE);
		expect(runContext.clock.now() - START).toBeLessThan(15_000);
	});

	it('is unknown at once where the item may not wait for so long', async () => {
		const ran = await run(once, [silence, open, open], { ...settings, maximumWaitMs: 60_000 });
		expect(ran.outcome).toMatchObject(UNKNOWN);
		expect(ran.outcome).toMatchObject({
			failure: {
				remedy:
					"It has had no effect so far, but may still be in progress. It could only be sent again after 65 seconds, which 'Maximum Wait (Seconds)' does not allow. It is unclear whether it was done. Look yourself.",
			},
		});
		expect(ran.runContext.clock.now() - START).toBeLessThan(5000);
	});

	it('may be sent again at once if an earlier run has sent it long ago', async () => {
		const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
		const replies = [open, open, SUCCESS];
		const old = { failure, since: START - 65_000 };
		const ran = await run(once, replies, { ...settings, unresolved: old });
		expect(ran.runContext.clock.now() - START).toBe(3000);
		const unresolved = { ...old, lastSentAt: START - 60_000 };
		const later = await run(once, [open, ...replies], { ...settings, unresolved });
		expect(later.runContext.clock.now() - START).toBe(5000);
	});
});

describe('what is made anew after a 503 that asked for a pause', () => {
	const plan: Plan = {
		...repeatable,
		prerequisites: [
			{
				request: { method: 'GET', path: '/before/' },
				idempotency: 'safe',
				action: 'look first',
				howToVerify: '',
				fieldLabels: [],
				apply: (_body, request) => request,
			},
		],
	};
	const readable = answer(200, {});

	it.each<[string, Reply[], object]>([
		['is done when it is processed now', [readable, SUCCESS], DONE],
		['may have been processed when it cannot be made anew', [answer(403)], UNKNOWN],
		['may have been processed when it is refused now', [readable, answer(401)], UNKNOWN],
	])('%s', async (_what, replies, expected) => {
		const { outcome } = await run(plan, [readable, throttled('1', 503), ...replies]);
		expect(outcome).toMatchObject(expected);
		const { unresolved } = { unresolved: undefined, ...outcome };
		expect(unresolved?.since).toBe(expected === UNKNOWN ? START : undefined);
	});

	it('was not processed after a 429', async () => {
		const { outcome } = await run(plan, [readable, throttled('1'), answer(403)]);
		expect(outcome).toMatchObject({ kind: 'failed', failure: { certainty: 'rejected' } });
	});
});
