import type { Reply } from '../../../../nodes/NextMatter/api/types';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { createReconciler } from '../../../../nodes/NextMatter/run/writes/reconciler';
import { openObservedStates } from '../../../../nodes/NextMatter/run/writes/observedState';
import { writeOutcome } from '../writeOutcome';
import { answer, silence, throttled } from '../../replies';
import { START } from '../fakeClock';
import { fakeRunContext } from '../fakeRunContext';
import { fakeOperation, once, run, shows, SUCCESS } from '../fakeOperation';

const open = shows('notDone');
const later = shows('pending');
const toFailure = ({ outcome }: Awaited<ReturnType<typeof run>>) =>
	outcome.kind === 'failed' ? outcome.failure : undefined;
const timesOf = ({ runContext }: Awaited<ReturnType<typeof run>>) =>
	runContext.sent.map(({ at }) => at);

describe('looking what became of a request', () => {
	it('takes two reads, three seconds apart, before it is resent', async () => {
		const ran = await run(once, [silence, open, open, SUCCESS]);
		expect(timesOf(ran)).toEqual([0, 0, 3000, 3000]);
	});

	it('is tried three times, later each time', async () => {
		const ran = await run(once, [silence, silence, answer(500), answer(500)]);
		expect(timesOf(ran)).toEqual([0, 0, 375, 1125]);
	});

	it('is given up when it may not be waited for', async () => {
		const ran = await run(once, [silence, silence, answer(500)], { maximumWaitMs: 1000 });
		expect(ran.trail).toBe('WLL');
	});

	it('judges by the last failure, and hands on what is known of the time', async () => {
		const { asked } = await run(once, [silence, open, open, answer(500), shows('done')]);
		expect(asked.map(({ method }) => method)).toEqual(['reconcile', 'reconcile', 'reconcile']);
		expect(asked[0].failure.statusCode).toBeUndefined();
		expect(asked[2].failure.statusCode).toBe(500);
		expect(asked.map(({ sent }) => sent)).toEqual([undefined, undefined, undefined]);
	});

	it('reports why it cannot be done now when the second read still says so', async () => {
		const ran = await run(once, [silence, later, later]);
		expect(timesOf(ran)).toEqual([0, 0, 3000]);
		expect(toFailure(ran)).toMatchObject({ message: 'Not its turn', certainty: 'unknown' });
	});

	it.each<[string, Reply[], string]>([
		['still cannot be done by the second look', [later, later], 'Not its turn'],
		['cannot be looked at', Array<Reply>(3).fill(silence), 'Lost'],
	])('leaves the item as failed when it %s', async (_what, replies, message) => {
		const runContext = fakeRunContext(replies);
		const { reconciliation } = fakeOperation().operation;
		if (!reconciliation) throw new Error('Nothing to look with');
		const reconciler = createReconciler(once, reconciliation, {
			client: createRetryingClient(runContext),
			clock: runContext.clock,
			states: openObservedStates(undefined, runContext.clock),
			sent: [],
		});
		const failure = { message: 'Lost', remedy: 'Look', certainty: 'unknown' } as const;
		const result = runContext.clock.during(reconciler.reconcile({ failure, since: START }));
		expect(await result).toMatchObject({ kind: 'failed', failure: { message } });
	});

	it('takes a body that is no JSON for a read that failed, and reads again', async () => {
		const noJson = answer(200, {}, { body: { form: 'text', text: 'OK' } });
		const { asked, trail } = await run(once, [silence, noJson, shows('done')]);
		expect(trail).toBe('WLL');
		expect(asked).toHaveLength(1);
	});
});

describe('when a request was sent, by the clock of the server', () => {
	const AHEAD = 100_000;
	const at = (ms: number) => START + AHEAD + ms;

	it('lies within what the time of the read allows, give or take clock skew', async () => {
		// Sent at 0, silence at 400; the look leaves at 400 and is answered at 800.
		const { asked } = await run(once, [silence, shows('done', at(700))], { latencyMs: 400 });
		expect(asked[0].sent).toEqual({
			earliest: at(700 - 800 - 2000),
			latest: at(700 - 400 + 1000),
		});
	});

	it("is unknown when what the read shows changed later than the server's own time", async () => {
		const look = (revision: string) =>
			answer(200, { result: 'done', revision }, { serverTime: START - 300_000 });
		const revisionAt = (ms: number) => new Date(START - 300_000 + ms).toISOString();
		const known = await run(once, [silence, look(revisionAt(3000))]);
		expect(known.asked[0].sent).toBeDefined();
		const unknown = await run(once, [silence, look(revisionAt(3001))]);
		expect(unknown.asked[0].sent).toBeUndefined();
	});

	it('is that of the first try, however often it was sent since', async () => {
		const replies = [silence, shows('notDone', at(0)), shows('notDone', at(3000))];
		const { asked } = await run(once, [...replies, silence, shows('done', at(3000))]);
		const windows = asked.map(({ sent }) => sent);
		expect(windows).toEqual(Array(3).fill({ earliest: at(-2000), latest: at(1000) }));
	});

	it('is that of an earlier run of the node, if that left it unresolved', async () => {
		const failure = { message: 'm', remedy: 'r', certainty: 'unknown' } as const;
		const unresolved = { failure, since: START - 10_000 };
		const { asked } = await run(once, [shows('done', at(0))], { unresolved });
		expect(asked[0].sent).toEqual({ earliest: at(-12_000), latest: at(-9000) });
	});

	it('is that of the last time it went out, after it had been throttled', async () => {
		const replies = [throttled('5'), silence, shows('done', at(5125))];
		const { asked } = await run(once, replies);
		expect(asked[0].sent).toEqual({ earliest: at(5125 - 2000), latest: at(5125 + 1000) });
	});
});

describe('waiting for its turn', () => {
	const patient = (seconds: number) => ({ ...once, pollTimeoutMs: seconds * 1000 });

	it('reads again from time to time, and sends it when its turn has come', async () => {
		const ran = await run(patient(60), [answer(400), later, later, later, open, SUCCESS]);
		expect(ran.trail).toBe('WLLLLW');
		expect(timesOf(ran)).toEqual([0, 0, 2000, 5000, 9500, 9500]);
		expect(ran.outcome.kind).toBe('done');
	});

	it('ends when its time is over, and says so', async () => {
		const ran = await run(patient(2.6), [answer(400), later, later, later]);
		expect(toFailure(ran)).toMatchObject({
			message: 'Not its turn',
			certainty: 'rejected',
			remedy: expect.stringMatching(
				/^Waited 3 seconds for it to become active\. Check the parameters/,
			),
		});
		expect(timesOf(ran).at(-1)).toBe(2600);
	});

	it('reads once where it has no time', async () => {
		const ran = await run(patient(0), [answer(400), later]);
		expect(toFailure(ran)).toMatchObject({ remedy: expect.stringMatching(/^Waited 0 seconds/) });
	});

	it('never begins without patience', async () => {
		const ran = await run(once, [answer(400), later]);
		expect(ran.trail).toBe('WL');
		expect(toFailure(ran)).toMatchObject({ message: 'Not its turn' });
	});

	it('ends when a read shows that it is done', async () => {
		const ran = await run(patient(60), [answer(400), later, shows('done')]);
		expect(ran.trail).toBe('WLL');
		expect(ran.outcome.kind).toBe('done');
	});

	it('goes on when a read fails', async () => {
		const ran = await run(patient(60), [answer(400), later, silence, answer(500), open, SUCCESS]);
		expect(ran.trail).toBe('WLLLLW');
		expect(ran.outcome.kind).toBe('done');
	});

	it('goes on, within what is left of it, when it is refused again', async () => {
		const replies = [answer(400), later, open, answer(400), later, later, later];
		const ran = await run(patient(6), replies);
		expect(ran.trail).toBe('WLLWLLL');
		expect(timesOf(ran)).toEqual([0, 0, 2000, 2000, 2000, 4000, 6000]);
		expect(toFailure(ran)).toMatchObject({ remedy: expect.stringMatching(/^Waited 6 seconds/) });
	});

	it('costs nothing of what it may wait otherwise', async () => {
		const replies = [answer(400), later, open, throttled('5'), SUCCESS];
		const ran = await run(patient(60), replies, { maximumWaitMs: 5125 });
		expect(ran.outcome.kind).toBe('done');
	});

	it.each([
		['isStopped', "the execution was stopped before this item's turn", undefined],
		['hasSiblingFailed', 'another item failed, and the node is set to stop there', true],
	] as const)('is cut short when the run %s, and says why', async (flag, why, isConsequence) => {
		const runContext = fakeRunContext([answer(400), later, later]);
		const isOver = () => runContext.clock.now() - START >= 2500;
		const { operation } = fakeOperation();
		const ending = { ...runContext, [flag]: isOver };
		const outcome = runContext.clock.during(
			writeOutcome(operation, { plan: patient(60), runContext: ending }),
		);
		void runContext.clock.elapse(2500);
		const { failure } = { failure: undefined, ...(await outcome) };
		expect(failure?.isConsequence).toBe(isConsequence);
		expect(failure).toMatchObject({
			message: 'Not its turn',
			certainty: 'rejected',
			remedy: expect.stringMatching(
				`^Waiting for it to become active was cut short: ${why}\\. Check the parameters`,
			),
		});
		expect(runContext.clock.now() - START).toBe(2500);
	});
});
