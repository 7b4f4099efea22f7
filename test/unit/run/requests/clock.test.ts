import { hostClock } from '../../../../nodes/NextMatter/run/requests/clock';

const never = () => false;

describe('the clock of the host', () => {
	beforeEach(() => jest.useFakeTimers({ now: 1_781_604_000_000 }));
	afterEach(() => jest.useRealTimers());

	/** When a wait ends, in milliseconds, if it ends within a minute. */
	async function endOf(ms: number, isOver: () => boolean = never): Promise<number | undefined> {
		const start = Date.now();
		let end: number | undefined;
		void hostClock.wait(ms, isOver).then(() => (end = Date.now() - start));
		await jest.advanceTimersByTimeAsync(60_000);
		return end;
	}

	it('tells the time', () => {
		expect(hostClock.now()).toBe(1_781_604_000_000);
	});

	it('rolls dice from 0 to below 1', () => {
		const rolls = Array.from({ length: 1000 }, () => hostClock.random());
		expect(Math.min(...rolls)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...rolls)).toBeLessThan(1);
		expect(new Set(rolls).size).toBeGreaterThan(900);
	});

	it.each([1, 99, 100, 101, 250, 1234, 30_000])('waits %d ms', async (ms) => {
		expect(await endOf(ms)).toBe(ms);
	});

	it.each([0, -5])('does not wait %d ms', async (ms) => {
		expect(await endOf(ms)).toBe(0);
	});

	it('does not begin to wait when it is over', async () => {
		expect(await endOf(1000, () => true)).toBe(0);
	});

	it('stops waiting soon after it is over', async () => {
		const start = Date.now();
		const end = await endOf(50_000, () => Date.now() - start >= 20_050);
		expect(end).toBeGreaterThanOrEqual(20_050);
		expect(end).toBeLessThanOrEqual(20_150);
	});
});
