import { createObservedRate } from '../../../../nodes/NextMatter/run/requests/observedRate';

/** What was observed, with a time that goes on while requests are accepted. In milliseconds. */
function observe() {
	const rate = createObservedRate();
	let now = 0;
	return {
		/** Evenly, the last one right now. */
		accept(perSecond: number, ms: number) {
			const start = now;
			const count = Math.round((perSecond * ms) / 1000);
			for (let index = 1; index <= count; index += 1) rate.accepted(start + (index * ms) / count);
			now = start + ms;
		},
		acceptAtOnce(count: number) {
			for (let index = 0; index < count; index += 1) rate.accepted(now);
		},
		refuse: (pauseMs?: number) => rate.refused(now, pauseMs),
		confirm: () => rate.confirmed(),
		/** Infinity as long as nothing is spaced. */
		perSecond: (laterMs = 0) => 1000 / rate.spaced(now + laterMs).intervalMs,
		toleranceMs: () => rate.spaced(now).toleranceMs,
	};
}

describe('the first refusal', () => {
	it.each([
		[4, Infinity],
		[5, 4.85],
	])('says something only after enough requests: %d', (count, expected) => {
		const seen = observe();
		seen.acceptAtOnce(count);
		expect([seen.perSecond(), seen.toleranceMs()]).toEqual([Infinity, 0]);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(expected);
	});

	it.each<[string, number, number, number | undefined, number, number]>([
		['in the last second, if no pause is named', 50, 4000, undefined, 48.5, 30],
		['in the last second, if the pause is shorter', 50, 4000, 200, 48.5, 30],
		['as long ago as the pause is, also if all came at once', 1000, 100, 10_000, 9.7, 300],
	])(
		'leaves a little less than was accepted %s',
		(_when, perSecond, ms, pauseMs, expected, toleranceMs) => {
			const seen = observe();
			seen.accept(perSecond, ms);
			seen.refuse(pauseMs);
			expect(seen.perSecond()).toBeCloseTo(expected);
			expect(seen.toleranceMs()).toBeCloseTo(toleranceMs);
		},
	);

	it.each([
		['less than nine tenths of what was accepted before', 40, 20_000, Infinity],
		['nine tenths of it', 45, 20_000, 48.5],
		['less, but before is long ago', 40, 21_000, 38.8],
	])('at %s', (_pace, perSecond, ms, expected) => {
		const seen = observe();
		seen.accept(50, 1000);
		seen.accept(perSecond, ms - 1000);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(expected);
	});

	it('counts what is remembered in the order in which it was accepted, however much there was', () => {
		const seen = observe();
		seen.accept(200, 15_000);
		seen.accept(1000, 2000);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(970);
	});
});

describe('after a refusal the pace', () => {
	it.each([
		[25_000, 49.8125],
		[282_000, 199.88],
		[283_000, Infinity],
	])('rises ever faster after it was flat: after %d ms', (laterMs, expected) => {
		const seen = observe();
		seen.accept(50, 1000);
		seen.refuse();
		expect(seen.perSecond(laterMs)).toBeCloseTo(expected, 1);
	});

	it('is as if nothing had been refused once it is much higher', () => {
		const seen = observe();
		seen.accept(50, 1000);
		seen.refuse();
		expect(seen.perSecond(283_000)).toBe(Infinity);
		expect(seen.perSecond()).toBe(Infinity);
	});

	it.each([
		['does not rise in the pause', 10_000, 10_000, 9.7],
		['rises within ten minutes, however long the pause is', 60_000, 660_000, 10],
	])('%s', (_what, pauseMs, laterMs, expected) => {
		const seen = observe();
		seen.accept(10, pauseMs);
		seen.refuse(pauseMs);
		expect(seen.perSecond(laterMs)).toBeCloseTo(expected);
	});
});

describe('met again and again, the limit', () => {
	/** Meets the limit of 50 a second after each of these times. @returns what is left of the pace each time */
	function meet(seen: ReturnType<typeof observe>, ...times: readonly number[]): number[] {
		return times.map((ms) => {
			seen.accept(50, ms);
			seen.refuse();
			return Math.round(seen.perSecond() * 100) / 100;
		});
	}

	it('is kept away from further each time, down to four fifths', () => {
		const seen = observe();
		expect(meet(seen, 1000, 2000, 2000, 39_000)).toEqual([48.5, 47.5, 46.5, 45.5]);
		expect(meet(seen, ...Array<number>(8).fill(2000)).slice(4)).toEqual([40.5, 40, 40, 40]);
	});

	it('is come closer to again when it was not met for long', () => {
		const seen = observe();
		expect(meet(seen, 1000, 2000, 2000, 40_000, 41_000, 41_000)).toEqual([
			48.5, 47.5, 46.5, 47.5, 48.5, 48.5,
		]);
	});

	it('is come closer to as well when less than usual was accepted', () => {
		const seen = observe();
		expect(meet(seen, 1000, 2000, 2000)).toEqual([48.5, 47.5, 46.5]);
		seen.accept(48, 1000);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(47.5);
	});

	it('is known by few requests as well, once there is one', () => {
		const seen = observe();
		seen.accept(5, 1000);
		seen.refuse();
		seen.accept(4, 21_000);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(3.8);
	});

	it('slows down by no more than three tenths at once, however little was accepted', () => {
		const seen = observe();
		meet(seen, 1000);
		seen.accept(10, 25_000);
		seen.refuse();
		expect(seen.perSecond()).toBeCloseTo(0.7 * 49.8125);
	});
});

describe('when several were refused together', () => {
	it('changes nothing where nothing is known yet', () => {
		const seen = observe();
		seen.confirm();
		expect(seen.perSecond()).toBe(Infinity);
		seen.accept(50, 1000);
		seen.refuse();
		seen.confirm();
		expect(seen.perSecond()).toBeCloseTo(48.5);
	});

	it.each([
		['also where as much as ever was accepted', 50, 45.27],
		['also where more was accepted before', 40, 45.43],
	])('the pace was too high, %s', (_though, perSecond, expected) => {
		const seen = observe();
		seen.accept(50, 1000);
		seen.refuse();
		seen.accept(perSecond, 2000);
		seen.refuse();
		seen.confirm();
		expect(seen.perSecond()).toBeCloseTo(expected);
		expect(seen.perSecond(52_000)).toBeGreaterThan(expected);
	});

	it('leaves a pace that is lower already', () => {
		const seen = observe();
		seen.accept(50, 1000);
		seen.refuse();
		seen.accept(10, 25_000);
		seen.refuse();
		seen.confirm();
		expect(seen.perSecond()).toBeCloseTo(0.7 * 49.8125);
	});

	it('is never slower than one in two seconds', () => {
		const seen = observe();
		seen.accept(6, 1000);
		seen.refuse(3_600_000);
		seen.refuse(3_600_000);
		seen.confirm();
		expect(seen.perSecond()).toBeCloseTo(0.5);
	});
});
