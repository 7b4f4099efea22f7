import type { HoldBack } from '../../../../nodes/NextMatter/api/types';
import { answer } from '../../replies';
import { none, setUp } from './limiterSetUp';

describe('the width', () => {
	it.each([1, 3, 10])('lets %d out at the same time', async (width) => {
		expect(await setUp(width).enterMany(20)).toBe(width);
	});

	it('gives a place that became free to the next in line', async () => {
		const { clock, pace } = setUp(1);
		const order: number[] = [];
		const visit = async (index: number) => {
			expect(await pace.enter(1000, none)).toBeUndefined();
			order.push(index);
			await clock.elapse(10);
			pace.report(answer(200));
		};
		await clock.during(Promise.all([0, 1, 2, 3].map(visit)));
		expect(order).toEqual([0, 1, 2, 3]);
	});
});

describe('a pause', () => {
	it('holds everybody', async () => {
		const { clock, pace } = setUp(10);
		pace.pause(5000);
		const start = clock.now();
		const enter = async () => {
			const reason = await pace.enter(5000, none);
			return [reason, clock.now() - start];
		};
		const entered = clock.during(Promise.all([enter(), enter(), enter()]));
		expect(await entered).toEqual(Array(3).fill([undefined, 5000]));
	});

	it('that is too long for a request is told at once', async () => {
		const { clock, pace } = setUp(10);
		pace.pause(5000);
		expect(await pace.enter(4999, none)).toBe('paused');
		expect(clock.waits).toEqual([]);
	});

	it('is never shortened by another one', async () => {
		const { clock, pace } = setUp(10);
		const start = clock.now();
		pace.pause(5000);
		pace.pause(1000);
		await clock.during(pace.enter(5000, none));
		expect(clock.now() - start).toBe(5000);
	});

	it('that begins while a request waits holds it as well', async () => {
		const { clock, pace } = setUp(10);
		pace.pause(1000);
		const start = clock.now();
		const entered = pace.enter(10_000, none);
		void clock.elapse(500).then(() => pace.pause(3000));
		expect(await clock.during(entered)).toBeUndefined();
		expect(clock.now() - start).toBe(3500);
	});

	it('that grows too long while a request waits sends it away', async () => {
		const { clock, pace } = setUp(10);
		pace.pause(1000);
		const entered = pace.enter(2000, none);
		void clock.elapse(500).then(() => pace.pause(30_000));
		expect(await clock.during(entered)).toBe('paused');
	});

	it('is over when its time has come', async () => {
		const { clock, pace } = setUp(10);
		pace.pause(1000);
		await clock.during(clock.elapse(1000));
		expect(await pace.enter(0, none)).toBeUndefined();
	});
});

describe('a reason to hold a request back', () => {
	it.each<[HoldBack]>([['stopped'], ['halted']])('%s keeps it from going out', async (reason) => {
		const { pace, enterMany } = setUp(1);
		expect(await pace.enter(1000, () => reason)).toBe(reason);
		expect(await enterMany(1)).toBe(1);
	});

	it('ends its pause', async () => {
		const { clock, pace } = setUp(1);
		let reason: HoldBack | undefined;
		const start = clock.now();
		pace.pause(60_000);
		const entered = pace.enter(60_000, () => reason);
		void clock.elapse(700).then(() => (reason = 'stopped'));
		expect(await clock.during(entered)).toBe('stopped');
		expect(clock.now() - start).toBe(700);
	});

	it('ends its waiting for a place, as soon as one becomes free', async () => {
		const { clock, pace } = setUp(1);
		const reasons: HoldBack[] = [];
		const holdBack = () => reasons.at(0);
		expect(await pace.enter(0, none)).toBeUndefined();
		const entered = Promise.all([pace.enter(0, holdBack), pace.enter(0, holdBack)]);
		reasons.push('halted');
		pace.report(answer(200));
		expect(await clock.during(entered)).toEqual(['halted', 'halted']);
	});
});
