import type { ApiRequest } from '../../../../nodes/NextMatter/api/types';
import { openExchange } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import { answer, throttled } from '../../replies';
import { fakeMeans, type FakeMeans } from '../fakeMeans';

const REQUEST: ApiRequest = { method: 'POST', path: '/instances/9001/complete_step/' };

async function send(means: FakeMeans, purpose: 'work' | 'look' = 'work') {
	return await means.clock.during(openExchange(means).send(REQUEST, purpose));
}

describe('when the execution is stopped', () => {
	it.each(['work', 'look'] as const)('nothing goes out to %s', async (purpose) => {
		const means = { ...fakeMeans([]), isStopped: () => true };
		expect((await send(means, purpose)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
	});

	it('a pause is cut short and nothing goes out any more', async () => {
		const means = fakeMeans([throttled('30')]);
		const start = means.clock.now();
		let isStopped = false;
		const stopping = { ...means, isStopped: () => isStopped };
		void means.clock.elapse(1000).then(() => (isStopped = true));
		expect((await send(stopping)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
		expect(means.clock.now() - start).toBe(1000);
	});

	it('its waits are cut short and told', async () => {
		const means = fakeMeans([]);
		const start = means.clock.now();
		let isStopped = false;
		const exchange = openExchange({ ...means, isStopped: () => isStopped });
		void means.clock.elapse(1000).then(() => (isStopped = true));
		const waits = Promise.all([exchange.wait(5000), exchange.backOff(9), exchange.linger(9000)]);
		expect(await means.clock.during(waits)).toEqual([false, false, 'stopped']);
		expect(means.clock.now() - start).toBe(1000);
	});
});

describe('when another item failed and the node stops there', () => {
	it('nothing goes out to work, but looking is still possible', async () => {
		const means = { ...fakeMeans([answer(200)]), hasSiblingFailed: () => true };
		expect((await send(means)).reply).toEqual({ kind: 'skipped', reason: 'siblingFailed' });
		expect((await send(means, 'look')).reply).toEqual(answer(200));
	});

	it('counts as stopped when it is both', async () => {
		const means = { ...fakeMeans([]), hasSiblingFailed: () => true, isStopped: () => true };
		expect((await send(means)).reply).toEqual({ kind: 'skipped', reason: 'stopped' });
	});

	it('a pause of work is cut short', async () => {
		const means = fakeMeans([throttled('30')]);
		const start = means.clock.now();
		let hasSiblingFailed = false;
		const halting = { ...means, hasSiblingFailed: () => hasSiblingFailed };
		void means.clock.elapse(1000).then(() => (hasSiblingFailed = true));
		expect((await send(halting)).reply).toEqual({ kind: 'skipped', reason: 'siblingFailed' });
		expect(means.clock.now() - start).toBe(1000);
	});

	it('waiting for its turn ends, but not the waits between looks', async () => {
		const means = { ...fakeMeans([]), hasSiblingFailed: () => true };
		const exchange = openExchange(means);
		const { clock } = means;
		const start = clock.now();
		expect(await clock.during(exchange.linger(9000))).toBe('siblingFailed');
		expect(clock.now() - start).toBe(0);
		expect(await clock.during(exchange.wait(5000))).toBe(true);
		expect(clock.now() - start).toBe(5000);
	});
});

describe('the waits of an item', () => {
	it('are paid from what it may wait in all, with those between its tries', async () => {
		const means = fakeMeans([throttled('5'), answer(200)], { maximumWaitMs: 10_000 });
		const exchange = openExchange(means);
		const { clock } = means;
		expect(await clock.during(exchange.wait(1000))).toBe(true);
		await clock.during(exchange.send(REQUEST, 'work'));
		expect(await clock.during(exchange.backOff(2))).toBe(true);
		expect(clock.waits).toEqual([1000, 5125, 750]);
		const start = clock.now();
		expect(await clock.during(exchange.wait(3126))).toBe(false);
		expect(clock.now()).toBe(start);
		expect(await clock.during(exchange.wait(3125))).toBe(true);
		expect(await clock.during(exchange.backOff(1))).toBe(false);
	});

	it('for its turn are not', async () => {
		const means = fakeMeans([], { maximumWaitMs: 0 });
		const exchange = openExchange(means);
		expect(await means.clock.during(exchange.linger(3_600_000))).toBeUndefined();
		expect(means.clock.waits).toEqual([3_600_000]);
	});

	it('belong to each item alone', async () => {
		const means = fakeMeans([], { maximumWaitMs: 1000 });
		const waits = [openExchange(means), openExchange(means)].map(
			async (exchange) => await exchange.wait(1000),
		);
		expect(await means.clock.during(Promise.all(waits))).toEqual([true, true]);
	});
});
