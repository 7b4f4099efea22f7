import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { writeOutcome } from '../writeOutcome';
import { answer, silence, throttled, unreachable } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, repeatable, run, shows, SUCCESS, WORK } from '../fakeOperation';

describe('a request that is answered as hoped for', () => {
	it('is done', async () => {
		const { outcome, trail, runContext } = await run(once, [SUCCESS]);
		expect(outcome).toEqual({ kind: 'done', json: { ok: true } });
		expect(trail).toBe('W');
		expect(runContext.sent).toEqual([{ ...WORK, at: 0 }]);
	});

	it.each([199, 300])('is not done after %d, whatever the body', async (status) => {
		const runContext = fakeRunContext([answer(status, { ok: true }), shows('failed')], {
			maximumWaitMs: 0,
		});
		const { operation } = fakeOperation();
		const outcome = await runContext.clock.during(
			writeOutcome(operation, { plan: once, runContext }),
		);
		expect(outcome.kind).toBe('failed');
	});

	it('is done after having been throttled, as if nothing had been', async () => {
		const { outcome, trail } = await run(once, [throttled('5'), unreachable(), SUCCESS]);
		expect(outcome).toEqual({ kind: 'done', json: { ok: true } });
		expect(trail).toBe('WWW');
	});
});

describe('a refusal', () => {
	it('is read once', async () => {
		const { outcome, trail, asked } = await run(once, [answer(400), shows('failed')]);
		expect(trail).toBe('WL');
		expect(asked).toMatchObject([{ method: 'diagnoseRejection', failure: { statusCode: 400 } }]);
		expect(outcome).toMatchObject({
			kind: 'failed',
			failure: { certainty: 'rejected', statusCode: 400, details: { id: 7 } },
		});
		expect(outcome).toMatchObject({ failure: { message: expect.stringMatching(/^Seen: /) } });
		expect(outcome).not.toHaveProperty('unresolved');
	});

	it.each([
		['key', 401],
		['address', 308],
	])('of the %s says all there is to say: %d', async (_what, status) => {
		const { outcome, trail } = await run(once, [answer(status)]);
		expect(trail).toBe('W');
		expect(outcome).toMatchObject({ failure: { certainty: 'rejected', details: { id: 7 } } });
		expect(outcome).not.toHaveProperty('unresolved');
	});

	it('is no failure when the read shows that it is done', async () => {
		const { outcome } = await run(once, [answer(400), shows('done')]);
		expect(outcome).toEqual({ kind: 'done', json: { seen: true } });
	});

	it('of what could be done stays a failure, and is not sent again', async () => {
		const { outcome, trail } = await run(once, [answer(400), shows('notDone')]);
		expect(trail).toBe('WL');
		expect(outcome).toMatchObject({
			kind: 'failed',
			failure: { certainty: 'rejected', statusCode: 400, details: { id: 7, seen: 'notDone' } },
		});
	});

	it('stays what it is when the read is rejected', async () => {
		const { outcome, trail, asked } = await run(once, [answer(400), answer(404)]);
		expect(trail).toBe('WL');
		expect(asked).toEqual([]);
		expect(outcome).toMatchObject({
			kind: 'failed',
			failure: {
				message: 'Next Matter rejected the request to do it (HTTP 400): No.',
				certainty: 'rejected',
			},
		});
	});
});

describe('a request that never left', () => {
	it('is not looked for', async () => {
		const { outcome, trail } = await run(once, [unreachable('CERT_HAS_EXPIRED')]);
		expect(trail).toBe('W');
		expect(outcome).toMatchObject({ failure: { certainty: 'not-sent', details: { id: 7 } } });
		expect(outcome).not.toHaveProperty('unresolved');
	});
});

describe('an operation without a reconciliation', () => {
	const performBlindly = async (plan: typeof once, replies: readonly Reply[]) => {
		const runContext = fakeRunContext(replies);
		const { operation } = fakeOperation();
		const blind = { ...operation, reconciliation: undefined };
		return await runContext.clock.during(writeOutcome(blind, { plan, runContext }));
	};

	it.each<[string, Reply, string]>([
		['a refusal', answer(400), 'rejected'],
		['silence', silence, 'unknown'],
	])('leaves it at %s', async (_what, reply, certainty) => {
		expect(await performBlindly(once, [reply])).toMatchObject({
			kind: 'failed',
			failure: { certainty },
		});
	});

	it('repeats what may be repeated all the same', async () => {
		expect(await performBlindly(repeatable, [silence, SUCCESS])).toMatchObject({ kind: 'done' });
	});
});

it('hands on what sending throws', async () => {
	const runContext = fakeRunContext([]);
	const { operation } = fakeOperation();
	await expect(
		runContext.clock.during(writeOutcome(operation, { plan: once, runContext })),
	).rejects.toThrow('One request too many');
});
