import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { completeStep } from '../../../../nodes/NextMatter/operations/instance/completeStep';
import { simplifyInstance } from '../../../../nodes/NextMatter/operations/instance/simplify';
import { writeOutcome } from '../writeOutcome';
import { planOf } from '../../completeStepPlan';
import { answer, instance, silence, text, throttled, unreachable } from '../../replies';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, repeatable, run, shows, SUCCESS, WORK } from '../fakeOperation';

describe('a request that is answered as hoped for', () => {
	it.each([200, 201, 299])('is done after %d', async (status) => {
		const { outcome, trail, runContext } = await run(once, [answer(status, { ok: true })]);
		expect(outcome).toEqual({ kind: 'done', json: { ok: true } });
		expect(trail).toBe('W');
		expect(runContext.sent).toEqual([{ ...WORK, at: 0 }]);
	});

	it.each([199, 300, 400, 500])('is not done after %d, whatever the body', async (status) => {
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
	it.each([400, 402, 403, 404, 406, 409, 410, 413, 422, 451])(
		'with %d is looked into once',
		async (status) => {
			const { outcome, trail, asked } = await run(once, [answer(status), shows('failed')]);
			expect(trail).toBe('WL');
			expect(asked).toMatchObject([
				{ method: 'diagnoseRejection', failure: { statusCode: status } },
			]);
			expect(outcome).toMatchObject({
				kind: 'failed',
				failure: { certainty: 'rejected', statusCode: status, details: { id: 7 } },
			});
			expect(outcome).toMatchObject({ failure: { message: expect.stringMatching(/^Seen: /) } });
			expect(outcome).not.toHaveProperty('unresolved');
		},
	);

	it.each<[string, Reply]>([
		['301', answer(301)],
		['307', answer(307)],
		['308', answer(308)],
		['401', answer(401)],
		['405', answer(405)],
		['415', answer(415)],
		['429', throttled('61')],
	])('with %s says all there is to say', async (_what, reply) => {
		const { outcome, trail } = await run(once, [reply]);
		expect(trail).toBe('W');
		expect(outcome).toMatchObject({ failure: { certainty: 'rejected', details: { id: 7 } } });
		expect(outcome).not.toHaveProperty('unresolved');
	});

	it('is no failure when the look shows that it is done', async () => {
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

	it.each<[string, Reply]>([
		['a refusal', answer(404)],
		['a failure', answer(500)],
		['silence', silence],
		['nobody there', unreachable('CERT_HAS_EXPIRED')],
		['a long pause', throttled('3600')],
	])('stays what it is when looking ends in %s', async (_what, reply) => {
		const { outcome, trail, asked } = await run(once, [answer(400), reply]);
		expect(trail).toBe('WL');
		expect(asked).toEqual([]);
		expect(outcome).toMatchObject({
			kind: 'failed',
			failure: { message: 'Next Matter refused (HTTP 400) to do it: No.', certainty: 'rejected' },
		});
	});

	it('is looked into as well when it may be sent twice', async () => {
		const { trail, asked } = await run(repeatable, [answer(400), shows('failed')]);
		expect(trail).toBe('WL');
		expect(asked).toMatchObject([{ method: 'diagnoseRejection' }]);
	});
});

describe('a request that never left', () => {
	it('is not looked for', async () => {
		const { outcome, trail } = await run(once, [unreachable('CERT_HAS_EXPIRED')]);
		expect(trail).toBe('W');
		expect(outcome).toMatchObject({ failure: { certainty: 'not-sent', details: { id: 7 } } });
		expect(outcome).not.toHaveProperty('unresolved');
	});

	it.each(['isStopped', 'hasSiblingFailed'] as const)('because the run %s', async (reason) => {
		const runContext = { ...fakeRunContext([]), [reason]: () => true };
		const { operation } = fakeOperation();
		const outcome = await runContext.clock.during(
			writeOutcome(operation, { plan: once, runContext }),
		);
		expect(outcome).toMatchObject({ failure: { certainty: 'not-sent', details: { id: 7 } } });
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
		['a failure', answer(500), 'unknown'],
		['an unexpected answer', text(200), 'unknown'],
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

describe('Complete Step', () => {
	const complete = async (replies: readonly Reply[]) => {
		const runContext = fakeRunContext(replies);
		const outcome = await runContext.clock.during(
			writeOutcome(completeStep, { plan: planOf(), runContext }),
		);
		return { outcome, runContext };
	};

	it('puts out the instance', async () => {
		const { outcome, runContext } = await complete([answer(200, instance)]);
		expect(outcome).toMatchObject({
			kind: 'done',
			json: { ...simplifyInstance(instance), completed_step: { id: 5001 } },
		});
		expect(runContext.sent).toEqual([{ ...planOf().request, at: 0 }]);
	});

	it('says after a refusal that the step is not active', async () => {
		const { outcome, runContext } = await complete([answer(400), answer(200, instance)]);
		expect(runContext.sent[1]).toMatchObject({ method: 'GET', path: '/instances/9001/' });
		expect(outcome).toMatchObject({
			failure: {
				message: expect.stringMatching(
					/^Step 5001 is not active in instance 9001\. Active steps: 5002/,
				),
				details: { instanceId: 9001, stepId: 5001, activeStepIds: [5002] },
			},
		});
	});
});
