import { isThrottled, retryAfterMs, describePause } from '../../../nodes/NextMatter/api/rateLimit';
import type { Reply } from '../../../nodes/NextMatter/api/types';
import { silence, throttled } from '../replies';

const NOW = Date.UTC(2026, 5, 16, 10);

describe('whether the API asks for a slower pace', () => {
	it.each<[string, Reply, boolean]>([
		['429', throttled(), true],
		['503 with a pause', throttled('5', 503), true],
		['503 with no pause at all', throttled('0', 503), true],
		['503 without a pause', throttled(undefined, 503), false],
		['500 with a pause', throttled('5', 500), false],
		['silence', silence, false],
	])('after %s: %#', (_what, reply, expected) => {
		expect(isThrottled(reply)).toBe(expected);
	});

	it('of what must not be done twice only a 429 says that nothing was done', () => {
		expect(isThrottled(throttled('5'), 'nonIdempotent')).toBe(true);
		expect(isThrottled(throttled('5', 503), 'nonIdempotent')).toBe(false);
		expect(isThrottled(throttled('5', 503), 'idempotent')).toBe(true);
	});
});

describe('the header Retry-After', () => {
	it.each<[string | undefined, number | undefined]>([
		['0', 0],
		['5', 5000],
		['0.25', 250],
		[' 12 ', 12_000],
		['Tue, 16 Jun 2026 10:00:30 GMT', 30_000],
		['Tuesday, 16-Jun-26 10:00:30 GMT', 30_000],
		['tue, 16 jun 2026 12:00:30 +0200', 30_000],
		['Tue, 16 Jun 2026 09:59:30 GMT', 0],
		[undefined, undefined],
		['-5', undefined],
		['2026-06-16T10:00:30Z', undefined],
		['at Tue, 16 Jun 2026 10:00:30 GMT', undefined],
	])('%j asks for a pause of %p ms', (retryAfter, expected) => {
		expect(retryAfterMs(throttled(retryAfter), NOW)).toBe(expected);
	});

	it('with a date is held against the clock of the server, if it tells its time', () => {
		const reply = { ...throttled('Tue, 16 Jun 2026 10:00:30 GMT'), serverTime: NOW + 20_000 };
		expect(retryAfterMs(reply, NOW)).toBe(10_000);
		expect(retryAfterMs(reply, NOW + 3_600_000)).toBe(10_000);
	});

	it('is none of what has no header', () => {
		expect(retryAfterMs(silence, NOW)).toBeUndefined();
	});

	it('with a date far from now needs no time given', () => {
		expect(retryAfterMs(throttled('Tue, 16 Jun 1998 10:00:30 GMT'))).toBe(0);
		expect(retryAfterMs(throttled('Tue, 16 Jun 2998 10:00:30 GMT'))).toBeGreaterThan(1e12);
	});
});

it.each([
	[NOW + 1500, 1500, 2, '2026-06-16T10:00:02.000Z'],
	[NOW + 2000, 2000, 2, '2026-06-16T10:00:02.000Z'],
	[NOW - 1500, 0, 0, '2026-06-16T09:59:59.000Z'],
])('a pause until %d ends no earlier than it is told', (until, ms, retryAfterSeconds, retryAt) => {
	expect(describePause(until, NOW)).toEqual({ ms, details: { retryAfterSeconds, retryAt } });
});
