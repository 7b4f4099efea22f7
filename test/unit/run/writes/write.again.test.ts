import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { writeOutcome } from '../writeOutcome';
import { answer, silence, unreachable } from '../../replies';
import { START } from '../fakeClock';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, repeatable, run, shows, trailOf } from '../fakeOperation';

const open = shows('notDone');
const DONE = { kind: 'done' };
const UNKNOWN = { kind: 'failed', failure: { certainty: 'unknown', details: { id: 7 } } };

describe('the words of a failure that may have been processed', () => {
	const toFailure = async (replies: readonly Reply[], plan = once) => {
		const { outcome } = await run(plan, replies);
		return outcome.kind === 'failed' ? outcome.failure : undefined;
	};
	const SILENCE = expect.stringMatching(
		/^Sent, outcome unknown: the request to do it failed without a usable response/,
	);

	it('stay those of the unresolved request when a later attempt was not sent', async () => {
		expect(await toFailure([silence, open, open, unreachable('CERT_HAS_EXPIRED')])).toEqual({
			message: SILENCE,
			remedy: 'It is unclear whether it was done. Look yourself.',
			certainty: 'unknown',
			details: { id: 7 },
		});
	});

	it('are those of the rejection, with the unknown outcome, when a later attempt was rejected', async () => {
		const replies = [silence, open, open, answer(400), shows('failed')];
		expect(await toFailure(replies)).toMatchObject({
			message: 'Next Matter rejected the request to do it (HTTP 400): No.',
			remedy: expect.stringMatching(
				/^An earlier attempt got no usable response, so it is unclear whether it was done\. Look yourself\. Check the parameters/,
			),
			statusCode: 400,
			apiMessages: ['No.'],
		});
	});

	it('are those of the last attempt without a usable response', async () => {
		const replies = [silence, open, open, answer(500), open, open, answer(502), open, open];
		expect(await toFailure(replies)).toMatchObject({ statusCode: 502 });
		expect(await toFailure([silence, silence, answer(500)], repeatable)).toMatchObject({
			statusCode: 500,
		});
	});

	it('say that the read failed', async () => {
		expect(await toFailure([silence, silence, silence, silence])).toMatchObject({
			message: SILENCE,
			remedy:
				'Checking what became of it failed as well. It is unclear whether it was done. Look yourself.',
		});
	});
});

describe('an outcome that an earlier run left unresolved', () => {
	const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
	const unresolved = { failure, since: START - 10_000 };

	it.each<[string, Reply[], string, object]>([
		['is settled before anything is sent', [shows('done')], 'L', DONE],
		['lets it be sent when nothing happened', [open, open, answer(200, { ok: true })], 'LLW', DONE],
		[
			'stays when a later try is refused',
			[open, open, answer(400), shows('failed')],
			'LLWL',
			UNKNOWN,
		],
		[
			'counts as a try',
			[open, open, silence, open, open, silence, open, open],
			'LLWLLWLL',
			UNKNOWN,
		],
	])('%s', async (_case, replies, trail, expected) => {
		const ran = await run(once, replies, { unresolved });
		expect(ran.trail).toBe(trail);
		expect(ran.outcome).toMatchObject(expected);
		const doubtSince =
			ran.outcome.kind === 'failed' ? ran.outcome.unresolved?.since : unresolved.since;
		expect(doubtSince).toBe(unresolved.since);
	});
});

it('an idempotent request of unknown outcome is resent at once', async () => {
	const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
	const unresolved = { failure, since: START - 10_000 };
	const { outcome, runContext } = await run(repeatable, [answer(200, { ok: true })], {
		unresolved,
	});
	expect(outcome).toMatchObject(DONE);
	expect(runContext.clock.now()).toBe(START);
});

describe('an unresolved outcome while the run ends', () => {
	/** Performs, and sets the flag as soon as so many requests are out. */
	async function runUntil(
		flag: 'isStopped' | 'hasSiblingFailed',
		count: number,
		replies: readonly Reply[],
	) {
		const runContext = fakeRunContext(replies);
		const ending = { ...runContext, [flag]: () => runContext.sent.length >= count };
		const { operation } = fakeOperation();
		const outcome = await runContext.clock.during(
			writeOutcome(operation, { plan: once, runContext: ending }),
		);
		return { outcome, trail: trailOf(runContext) };
	}

	it('is not read once the execution is stopped', async () => {
		const { outcome, trail } = await runUntil('isStopped', 1, [silence]);
		expect(trail).toBe('W');
		expect(outcome).toMatchObject(UNKNOWN);
	});

	it('stays unknown when the execution is stopped between two reads', async () => {
		const { outcome, trail } = await runUntil('isStopped', 2, [silence, open]);
		expect(trail).toBe('WL');
		expect(outcome).toMatchObject(UNKNOWN);
	});

	it('is read, but nothing resent, once another item has failed', async () => {
		const { outcome, trail } = await runUntil('hasSiblingFailed', 1, [silence, open, open]);
		expect(trail).toBe('WLL');
		expect(outcome).toMatchObject(UNKNOWN);
		expect(outcome).not.toHaveProperty('failure.isConsequence');
	});
});
