import { createHostClock } from '../../../../nodes/NextMatter/run/requests/clock';

const never = () => false;
let hostClock = createHostClock();

describe('the clock of the host', () => {
	beforeEach(() => {
		jest.useFakeTimers({ now: 1_781_604_000_000 });
		hostClock = createHostClock();
	});
	afterEach(() => jest.useRealTimers());

	/** When a wait ends, in milliseconds, if it ends within a minute. */
	async function endOf(ms: number, isOver: () => boolean = never): Promise<number | undefined> {
		const start = Date.now();
		let end: number | undefined;
		void hostClock.wait(ms, isOver).then(() => (end = Date.now() - start));
		await jest.advanceTimersByTimeAsync(60_000);
		return end;
	}

	it('reports the time', () => {
		expect(hostClock.now()).toBe(1_781_604_000_000);
	});

	it('rolls dice from 0 to below 1', () => {
		const rolls = Array.from({ length: 1000 }, () => hostClock.random());
		expect(Math.min(...rolls)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...rolls)).toBeLessThan(1);
		expect(new Set(rolls).size).toBeGreaterThan(900);
	});

	it('waits for as long as it is told', async () => {
		expect(await endOf(1)).toBe(1);
	});

	it('does not wait where there is nothing to wait for', async () => {
		expect(await endOf(0)).toBe(0);
	});

	it('waits for longer than a timer can, with nothing to do in between', async () => {
		const isOver = jest.fn(never);
		const month = 30 * 86_400_000;
		let hasEnded = false;
		void hostClock.wait(month, isOver).then(() => (hasEnded = true));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(isOver.mock.calls.length).toBeLessThan(5);
		jest.setSystemTime(Date.now() + month - 60_001);
		hostClock.recheck();
		await jest.advanceTimersByTimeAsync(2 ** 31);
		expect(hasEnded).toBe(true);
	});

	it('does not begin to wait when it is over', async () => {
		expect(await endOf(1000, () => true)).toBe(0);
	});

	it('stops waiting as soon as it is told that it is over, and leaves no timer', async () => {
		let isOver = false;
		const ended: string[] = [];
		void hostClock.wait(50_000, () => isOver).then(() => ended.push('over'));
		void hostClock.wait(50_000, never).then(() => ended.push('not over'));
		await jest.advanceTimersByTimeAsync(20_000);
		isOver = true;
		hostClock.recheck();
		await jest.advanceTimersByTimeAsync(0);
		expect(ended).toEqual(['over']);
		expect(jest.getTimerCount()).toBe(1);
		await jest.advanceTimersByTimeAsync(30_000);
		expect(ended).toEqual(['over', 'not over']);
	});

	it('has one timer for each of 10,000 waits, and nothing to do before they end', async () => {
		const isOver = jest.fn(never);
		for (let index = 0; index < 10_000; index += 1) void hostClock.wait(60_000, isOver);
		expect(jest.getTimerCount()).toBe(10_000);
		const asked = isOver.mock.calls.length;
		await jest.advanceTimersByTimeAsync(59_999);
		expect(isOver).toHaveBeenCalledTimes(asked);
		await jest.advanceTimersByTimeAsync(1);
		expect(jest.getTimerCount()).toBe(0);
	});
});
