import fc from 'fast-check';
import type { Reply } from '../../../../nodes/NextMatter/api/types';
import {
	backOffMs,
	createWaitBudget,
	pollPause,
	retryDelay,
	unclearDelayMs,
} from '../../../../nodes/NextMatter/run/requests/retryPolicy';
import { answer, silence, throttled, unreachable } from '../../replies';
import { START } from '../fakeClock';

describe('how long to wait after a reply', () => {
	const pause = (reply: Reply, tries = 1, random = 0, consecutiveThrottles = 0) =>
		retryDelay(reply, { tries, consecutiveThrottles, now: START, random })?.ms;

	it.each<[string, Reply, number]>([
		['429 with seconds', throttled('5'), 5000],
		['429 with a date', throttled('Tue, 16 Jun 2026 10:00:07 GMT'), 7000],
		['429 with no time', throttled('0'), 200],
		['429 without a time', throttled(), 250],
		['a host that refuses', unreachable('ECONNREFUSED'), 250],
	])('%s: %#', (_what, reply, ms) => {
		expect(pause(reply)).toBe(ms);
	});

	it.each<[string, Reply]>([
		['success', answer(200)],
		['a refusal that names a time', answer(400, {}, { retryAfter: '5' })],
		['503 without a time', answer(503)],
		['silence', silence],
		[
			'silence with a code of a missing connection',
			{ kind: 'noAnswer', sent: true, code: 'ECONNREFUSED' },
		],
		['a certificate that nobody trusts', unreachable('CERT_HAS_EXPIRED')],
		['nothing tried', { kind: 'skipped', reason: 'paused' }],
	])('waiting cannot help after %s', (_what, reply) => {
		expect(pause(reply)).toBeUndefined();
	});

	it('is spread over a quarter of a second when a time was named', () => {
		expect(pause(throttled('5'), 1, 0.5)).toBe(5125);
		expect(pause(throttled('0'), 1, 0.99)).toBe(247.5);
		expect(pause(throttled('5'), 7, 0.5)).toBe(5125);
	});

	it('grows with each try when none was named', () => {
		const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => pause(unreachable(), tries));
		expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
	});

	it('is soon what the vendor asks for when the limit is met again and again without a time', () => {
		const pauses = [0, 1, 2, 3, 4, 99].map((consecutiveThrottles) =>
			pause(throttled(), 1, 0, consecutiveThrottles),
		);
		expect(pauses).toEqual([250, 1000, 60_000, 300_000, 300_000, 300_000]);
		expect(pause(throttled(), 99)).toBe(250);
	});

	it('is that as well when the limit is met again after a pause of nothing', () => {
		for (const text of ['0', '0.9', 'Tue, 16 Jun 2026 09:59:59 GMT']) {
			const pauses = [1, 2, 3].map((consecutiveThrottles) =>
				pause(throttled(text), 1, 0, consecutiveThrottles),
			);
			expect(pauses).toEqual([1000, 60_000, 300_000]);
		}
		expect([2, 3].map((tries) => pause(throttled('0', 503), tries))).toEqual([1000, 60_000]);
		expect(pause(throttled('1'), 9, 0, 9)).toBe(1000);
	});

	it.each<[Reply, string, number | undefined]>([
		[throttled('5'), 'limit', 5000],
		[throttled('5', 503), 'fault', 5000],
		[unreachable(), 'fault', undefined],
	])('tells a limit from a fault: %#', (reply, cause, askedMs) => {
		const delay = retryDelay(reply, { tries: 1, consecutiveThrottles: 0, now: START, random: 0 });
		expect(delay).toMatchObject({ cause });
		expect(delay?.askedMs).toBe(askedMs);
	});
});

describe('backing off', () => {
	it('leaves half of its step to chance', () => {
		expect([0, 0.5].map((random) => backOffMs(1, random))).toEqual([250, 375]);
	});

	it('is never shorter than half of its step nor longer than 20 seconds', () => {
		const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2000 }), chance, (tries, random) => {
				const ms = backOffMs(tries, random);
				expect(ms).toBeGreaterThanOrEqual(Math.min(10_000, 250 * 2 ** (tries - 1)));
				expect(ms).toBeLessThan(Math.min(20_000.001, 500 * 2 ** (tries - 1) + 0.001));
			}),
		);
	});
});

it('an answer that tells nothing is asked for again twice soon, then as the vendor asks', () => {
	expect([1, 2, 3, 4, 5, 50].map((tries) => unclearDelayMs(tries, 0))).toEqual([
		250, 500, 60_000, 300_000, 300_000, 300_000,
	]);
	expect(unclearDelayMs(3, 0.5)).toBe(60_125);
});

it('an item that waits for its turn is read less and less often, down to every 15 seconds', () => {
	expect([1, 2, 3, 5, 6, 100].map(pollPause)).toEqual([2000, 3000, 4500, 10_125, 15_000, 15_000]);
});

describe('what an item may spend on waiting', () => {
	it('is taken from until there is not as much left', () => {
		const allowance = createWaitBudget(1000);
		expect(allowance.take(600)).toBe(true);
		expect(allowance.left()).toBe(400);
		expect(allowance.take(401)).toBe(false);
		expect(allowance.left()).toBe(400);
		expect(allowance.take(400)).toBe(true);
		expect(allowance.left()).toBe(0);
		expect(allowance.take(1)).toBe(false);
		expect(allowance.take(0)).toBe(true);
	});

	it('is never exceeded', () => {
		fc.assert(
			fc.property(fc.nat(1000), fc.array(fc.nat(400)), (total, wishes) => {
				const allowance = createWaitBudget(total);
				const taken = wishes.filter((ms) => allowance.take(ms)).reduce((sum, ms) => sum + ms, 0);
				expect(taken).toBeLessThanOrEqual(total);
				expect(allowance.left()).toBe(total - taken);
			}),
		);
	});
});
