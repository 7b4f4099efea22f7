import type { ApiRequest } from '../../../../nodes/NextMatter/api/types';
import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { answer, throttled } from '../../replies';
import { fakeRunContext, type FakeRunContext } from '../fakeRunContext';

const REQUEST: ApiRequest = { method: 'POST', path: '/instances/9001/complete_step/' };

async function send(runContext: FakeRunContext, mode: 'resend' | 'diagnose' = 'resend') {
	return await runContext.clock.during(createRetryingClient(runContext).send(REQUEST, mode));
}

describe('when the execution is stopped', () => {
	it.each(['resend', 'diagnose'] as const)('nothing goes out to %s', async (mode) => {
		const runContext = { ...fakeRunContext([]), isStopped: () => true };
		expect((await send(runContext, mode)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
	});

	it('a pause is cut short and nothing goes out any more', async () => {
		const runContext = fakeRunContext([throttled('30')]);
		const start = runContext.clock.now();
		let isStopped = false;
		const stopping = { ...runContext, isStopped: () => isStopped };
		void runContext.clock.elapse(1000).then(() => (isStopped = true));
		expect((await send(stopping)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
		expect(runContext.clock.now() - start).toBe(1000);
	});

	it('its waits are cut short and told', async () => {
		const runContext = fakeRunContext([]);
		const start = runContext.clock.now();
		let isStopped = false;
		const client = createRetryingClient({ ...runContext, isStopped: () => isStopped });
		void runContext.clock.elapse(1000).then(() => (isStopped = true));
		const waits = Promise.all([
			client.wait(5000),
			client.backOff(9),
			client.sleepUntilNextPoll(9000),
		]);
		expect(await runContext.clock.during(waits)).toEqual([false, false, 'stopped']);
		expect(runContext.clock.now() - start).toBe(1000);
	});
});

describe('when another item failed and the node stops there', () => {
	it('nothing goes out to work, but looking is still possible', async () => {
		const runContext = { ...fakeRunContext([answer(200)]), hasSiblingFailed: () => true };
		expect((await send(runContext)).reply).toEqual({ kind: 'skipped', reason: 'siblingFailed' });
		expect((await send(runContext, 'diagnose')).reply).toEqual(answer(200));
	});

	it('counts as stopped when it is both', async () => {
		const runContext = {
			...fakeRunContext([]),
			hasSiblingFailed: () => true,
			isStopped: () => true,
		};
		expect((await send(runContext)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
	});

	it('a pause of work is cut short', async () => {
		const runContext = fakeRunContext([throttled('30')]);
		const start = runContext.clock.now();
		let hasSiblingFailed = false;
		const halting = { ...runContext, hasSiblingFailed: () => hasSiblingFailed };
		void runContext.clock.elapse(1000).then(() => (hasSiblingFailed = true));
		expect((await send(halting)).reply).toEqual({ kind: 'skipped', reason: 'siblingFailed' });
		expect(runContext.clock.now() - start).toBe(1000);
	});

	it('what has begun to change something is finished all the same, until the execution is stopped', async () => {
		let isStopped = false;
		const runContext = {
			...fakeRunContext([answer(200)]),
			hasSiblingFailed: () => true,
			isStopped: () => isStopped,
		};
		const { clock } = runContext;
		const client = createRetryingClient(runContext);
		client.ignoreSiblings();
		expect((await clock.during(client.send(REQUEST, 'resend'))).reply).toEqual(answer(200));
		expect(await clock.during(client.sleepUntilNextPoll(9000))).toBeUndefined();
		isStopped = true;
		expect((await clock.during(client.send(REQUEST, 'resend'))).reply).toEqual({
			kind: 'skipped',
			reason: 'stopped',
		});
	});

	it('waiting for its turn ends, but not the waits between reads', async () => {
		const runContext = { ...fakeRunContext([]), hasSiblingFailed: () => true };
		const client = createRetryingClient(runContext);
		const { clock } = runContext;
		const start = clock.now();
		expect(await clock.during(client.sleepUntilNextPoll(9000))).toBe('siblingFailed');
		expect(clock.now() - start).toBe(0);
		expect(await clock.during(client.wait(5000))).toBe(true);
		expect(clock.now() - start).toBe(5000);
	});
});

describe('the waits of an item', () => {
	it('are paid from what it may wait in all, with those between its tries', async () => {
		const runContext = fakeRunContext([throttled('5'), answer(200)], { maximumWaitMs: 10_000 });
		const client = createRetryingClient(runContext);
		const { clock } = runContext;
		expect(await clock.during(client.wait(1000))).toBe(true);
		await clock.during(client.send(REQUEST, 'resend'));
		expect(await clock.during(client.backOff(2))).toBe(true);
		expect(clock.waits).toEqual([1000, 5125, 750]);
		const start = clock.now();
		expect(await clock.during(client.wait(3126))).toBe(false);
		expect(clock.now()).toBe(start);
		expect(await clock.during(client.wait(3125))).toBe(true);
		expect(await clock.during(client.backOff(1))).toBe(false);
	});

	it('may still take as long as is left of that', async () => {
		const runContext = fakeRunContext([], { maximumWaitMs: 1000 });
		const client = createRetryingClient(runContext);
		expect([client.mayWait(1000), client.mayWait(1001)]).toEqual([true, false]);
		await runContext.clock.during(client.wait(400));
		expect([client.mayWait(600), client.mayWait(601)]).toEqual([true, false]);
	});

	it('for its turn are not', async () => {
		const runContext = fakeRunContext([], { maximumWaitMs: 0 });
		const client = createRetryingClient(runContext);
		expect(await runContext.clock.during(client.sleepUntilNextPoll(3_600_000))).toBeUndefined();
		expect(runContext.clock.waits).toEqual([3_600_000]);
	});

	it('belong to each item alone', async () => {
		const runContext = fakeRunContext([], { maximumWaitMs: 1000 });
		const waits = [createRetryingClient(runContext), createRetryingClient(runContext)].map(
			async (client) => await client.wait(1000),
		);
		expect(await runContext.clock.during(Promise.all(waits))).toEqual([true, true]);
	});
});
