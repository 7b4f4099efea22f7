import {
	decideRetry,
	type RetryMode,
	type RetrySituation,
} from '../../../../nodes/NextMatter/run/requests/decideRetry';
import { answer, throttled, unreachable } from '../../replies';
import { START } from '../fakeClock';

const situation: RetrySituation = {
	mode: 'resend',
	history: { attempts: 1, waitedForLimitMs: 0 },
	consecutiveThrottles: 0,
	outageMs: 0,
	budgetMs: 60_000,
	maximumWaitMs: 60_000,
	now: START,
	random: 0,
};
const decide = (reply: Parameters<typeof decideRetry>[0], more: Partial<RetrySituation> = {}) =>
	decideRetry(reply, { ...situation, ...more });

it('what waiting does not help is final', () => {
	expect(decide(answer(200))).toEqual({ kind: 'final' });
});

it.each<[RetryMode, string, string, string]>([
	['resend', 'resend', 'resend', 'resend'],
	['rebuild', 'rebuild', 'rebuild', 'rebuild'],
	// Only a gateway's 503 leaves it open whether the request was processed.
	['resendIfUnprocessed', 'resend', 'reconcile', 'resend'],
])('what follows a pause, with the mode %s', (mode, limited, busy, unsent) => {
	expect(decide(throttled('5'), { mode }).kind).toBe(limited);
	expect(decide(throttled('5', 503), { mode }).kind).toBe(busy);
	expect(decide(unreachable(), { mode }).kind).toBe(unsent);
});

describe('what an item may wait', () => {
	it.each<[string, Partial<RetrySituation>, string]>([
		['its budget is just enough', { budgetMs: 5000 }, 'resend'],
		['its budget is used up', { budgetMs: 4999 }, 'giveUp'],
		['the outage is as old as it may be', { outageMs: 55_000 }, 'resend'],
		['the outage is older', { outageMs: 55_001 }, 'giveUp'],
		['the limit has a time of its own', { budgetMs: 0, limitWaitMs: 5000 }, 'resend'],
		['that is used up by the outage', { outageMs: 1, limitWaitMs: 5000 }, 'giveUp'],
		[
			'that is used up by its own waits',
			{ history: { attempts: 2, waitedForLimitMs: 1 }, limitWaitMs: 5000 },
			'giveUp',
		],
	])('%s', (_when, more, kind) => {
		expect(decide(throttled('5'), more).kind).toBe(kind);
	});

	it('a fault comes out of the budget whatever the limit has', () => {
		const more = { budgetMs: 0, limitWaitMs: 3_600_000 };
		expect(decide(throttled('5', 503), more).kind).toBe('giveUp');
		expect(decide(throttled('5', 503), { limitWaitMs: 1 })).toMatchObject({ usesBudget: true });
		expect(decide(throttled('5'), { limitWaitMs: 5000 })).toMatchObject({ usesBudget: false });
	});
});

describe('whom a pause holds', () => {
	it.each([
		[throttled('61'), 'limited'],
		[throttled('61', 503), 'paused'],
	])('one that is too long gives up all who come later: %j', (reply, reason) => {
		const retryAt = Math.ceil((START + 61_000) / 1000) * 1000;
		expect(decide(reply, { random: 0.9 })).toMatchObject({
			kind: 'giveUp',
			retryAt,
			pause: { isLong: true, givesUp: { kind: 'denial', reason, retryAt } },
		});
	});

	it('one that is too long for the limit gives up all as well, though it names no time', () => {
		expect(decide(throttled(), { budgetMs: 0 })).toEqual({
			kind: 'giveUp',
			retryAt: START + 1000,
			pause: {
				ms: 250,
				askedMs: undefined,
				isLong: true,
				givesUp: { kind: 'denial', reason: 'limited', retryAt: START + 1000 },
			},
		});
	});

	it('one without end names the last moment that there is', () => {
		expect(decide(throttled('9'.repeat(20)))).toMatchObject({ kind: 'giveUp', retryAt: 8.64e15 });
	});

	it('one that nobody asked for and nobody can afford holds nobody', () => {
		expect(decide(unreachable(), { budgetMs: 0 })).not.toHaveProperty('pause');
	});

	it('one above half a minute is long', () => {
		expect(decide(throttled('30'))).toMatchObject({
			pause: { ms: 30_000, askedMs: 30_000, isLong: false },
		});
		expect(decide(throttled('31'))).toMatchObject({ pause: { isLong: true } });
	});
});
