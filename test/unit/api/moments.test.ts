import { isBefore, readMoment } from '../../../nodes/NextMatter/api/moments';

const TEN = Date.UTC(2026, 5, 16, 10);

it.each<[unknown, number, number]>([
	['2026-06-16T10:00:00Z', TEN, 1000],
	['2026-06-16T10:00:00', TEN, 1000],
	['2026-06-16 10:00:00', TEN, 1000],
	['2026-06-16T12:00:00+0200', TEN, 1000],
	['2026-06-16T12:00:00+02', TEN, 1000],
	['2026-06-16T10:00:00.000Z', TEN, 1000],
	['2026-06-16T10:00:00.2', TEN + 200, 100],
	['2026-06-16T10:00:00.000123', TEN + 0.123, 1],
	['2026-06-16T10:00', TEN, 60_000],
	[' 2026-06-16 ', Date.UTC(2026, 5, 16), 86_400_000],
	['2026-06-16T12:30:00 +02:30', TEN, 1000],
	['2026-06-16T07:30:00-02:30', TEN, 1000],
	['2026-06-16t10:00:00,25z', TEN + 250, 10],
	[1e9, 1e12, 1000],
	[1e11 - 1, 1e14 - 1000, 1000],
	[1e11, 1e11, 1000],
	[TEN + 5, TEN + 5, 1],
])('%j is a time, exact to its last digit, and UTC without a zone', (value, time, stepMs) => {
	const moment = readMoment(value);
	expect(moment?.time).toBeCloseTo(time, 2);
	expect(moment?.stepMs).toBe(stepMs);
});

it.each([
	undefined,
	'2026-13-40T10:00:00Z',
	'Due 2026-06-16',
	'2026-06-16 to 2026-06-18',
	'2026-06-16T10:00:00.Z',
	1e9 - 1,
	Number.POSITIVE_INFINITY,
])('%p is none', (value) => {
	expect(readMoment(value)).toBeUndefined();
});

it('a second is over when the next one has begun', () => {
	const second = { time: TEN, stepMs: 1000 };
	expect(isBefore(second, TEN + 999)).toBe(false);
	expect(isBefore(second, TEN + 1000)).toBe(true);
});
