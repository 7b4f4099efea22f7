import fc from 'fast-check';
import { createPace } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { answer, silence, throttled, unreachable } from '../../replies';
import { createClock, type FakeClock } from '../fakeClock';
import { none, setUp } from './limiterSetUp';

/** The width after reports of requests that went out together. */
async function widthAfter(width: number, prepare: (pace: ReturnType<typeof setUp>) => unknown) {
	const set = setUp(width);
	await prepare(set);
	return await set.enterMany(50);
}

describe('after trouble', () => {
	const letOut = async ({ enterMany }: ReturnType<typeof setUp>, count: number) =>
		expect(await enterMany(count)).toBe(count);

	it.each([
		['429', throttled(), 5],
		['503 with a pause', throttled('5', 503), 5],
		['nobody there', unreachable(), 5],
		['silence', silence, 10],
		['a failure', answer(500), 10],
		['a refusal', answer(400), 10],
		['success', answer(200), 10],
	])('of %s the width of ten is %#', async (_what, reply, expected) => {
		const width = await widthAfter(10, async (set) => {
			await letOut(set, 1);
			set.pace.report(reply);
		});
		expect(width).toBe(expected);
	});

	it('of many that went out together only half as many go out, not fewer', async () => {
		const width = await widthAfter(8, async (set) => {
			await letOut(set, 8);
			for (let index = 0; index < 8; index += 1) {
				set.pace.report(throttled());
				set.pace.pause(1000);
			}
			await set.clock.during(set.clock.elapse(1000));
		});
		expect(width).toBe(4);
	});

	it('that comes again once the pause is over the width is halved again, but never below one', async () => {
		for (const [times, expected] of [
			[1, 4],
			[2, 2],
			[3, 1],
			[4, 1],
			[9, 1],
		]) {
			const width = await widthAfter(8, async ({ clock, pace }) => {
				for (let index = 0; index < times; index += 1) {
					await pace.enter(0, none);
					pace.report(throttled());
					pace.pause(1000);
					await clock.during(clock.elapse(1000));
				}
			});
			expect(width).toBe(expected);
		}
	});

	it('the width recovers with each success, up to what it was', async () => {
		const widths = [0, 1, 4, 5, 20].map(
			async (successes) =>
				await widthAfter(4, async ({ pace }) => {
					await pace.enter(0, none);
					pace.report(throttled());
					for (let index = 0; index < successes; index += 1) {
						await pace.enter(0, none);
						pace.report(answer(200));
					}
				}),
		);
		expect(await Promise.all(widths)).toEqual([2, 2, 3, 3, 4]);
	});
});

describe('the time of trouble', () => {
	it('runs from the first refusal for the pace until anything else comes back', async () => {
		const { clock, pace } = setUp(10);
		expect(pace.troubleMs()).toBe(0);
		pace.report(throttled());
		expect(pace.troubleMs()).toBe(0);
		await clock.during(clock.elapse(300));
		pace.report(unreachable());
		expect(pace.troubleMs()).toBe(300);
		await clock.during(clock.elapse(200));
		expect(pace.troubleMs()).toBe(500);
		pace.report(silence);
		expect(pace.troubleMs()).toBe(0);
		await clock.during(clock.elapse(200));
		expect(pace.troubleMs()).toBe(0);
		pace.report(throttled());
		await clock.during(clock.elapse(50));
		expect(pace.troubleMs()).toBe(50);
	});
});

const visit = fc.record({
	start: fc.nat(50),
	takes: fc.nat(50),
	reply: fc.constantFrom(answer(200), answer(400), silence, throttled(), unreachable()),
	pauseMs: fc.option(fc.nat(30), { nil: undefined }),
});

it('whatever comes back, no more than the width are under way, none during a pause, all get through', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(visit, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), run),
	);

	async function run(
		visits: ReadonlyArray<typeof visit extends fc.Arbitrary<infer V> ? V : never>,
		width: number,
	) {
		const clock: FakeClock = createClock();
		const pace = createPace(width, clock);
		let underWay = 0;
		let through = 0;
		let pausedUntil = 0;
		await clock.during(
			Promise.all(
				visits.map(async ({ start, takes, reply, pauseMs }) => {
					await clock.elapse(start);
					expect(await pace.enter(1e9, none)).toBeUndefined();
					underWay += 1;
					expect(underWay).toBeLessThanOrEqual(width);
					expect(clock.now()).toBeGreaterThanOrEqual(pausedUntil);
					await clock.elapse(takes);
					underWay -= 1;
					through += 1;
					pace.report(reply);
					if (pauseMs === undefined) return;
					pausedUntil = Math.max(pausedUntil, clock.now() + pauseMs);
					pace.pause(pauseMs);
				}),
			),
		);
		expect(through).toBe(visits.length);
	}
});
