import fc from 'fast-check';
import type { SkipReason } from '../../../../nodes/NextMatter/api/types';
import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { idle } from '../../idle';
import { answer, silence, throttled, unreachable } from '../../replies';
import { createClock } from '../fakeClock';
import { long, setUp, short, ticket } from './limiterSetUp';

describe('the places', () => {
	it.each([1, 3])('are %d', async (concurrency) => {
		expect(await setUp(concurrency).enterMany(20)).toBe(concurrency);
	});

	it('are given in order', async () => {
		const { clock, limiter, permit } = setUp(1);
		const order: number[] = [];
		const visit = async (index: number) => {
			const got = await permit(index);
			order.push(index);
			await clock.elapse(10);
			limiter.release(got, answer(200));
		};
		await clock.during(Promise.all([0, 1, 2, 3].map(visit)));
		expect(order).toEqual([0, 1, 2, 3]);
	});

	it('go to those first that were refused before', async () => {
		const { limiter, permit } = setUp(1);
		const first = await permit();
		const order: string[] = [];
		void limiter.acquire(ticket(1)).then(() => order.push('fresh'));
		void limiter.acquire({ ...ticket(2), isRetry: true }).then(() => order.push('retry'));
		limiter.release(first, answer(200));
		await idle();
		expect(order).toEqual(['retry']);
	});

	it('are not given to what is stopped by the time that one is free', async () => {
		const { limiter, permit } = setUp(1);
		const first = await permit();
		let isStopped = false;
		const stopped = limiter.acquire(ticket(1, () => (isStopped ? 'stopped' : undefined)));
		const next = limiter.acquire(ticket(2));
		isStopped = true;
		limiter.release(first, answer(200));
		expect(await stopped).toEqual({ kind: 'denial', reason: 'stopped' });
		expect(await next).toMatchObject({ kind: 'permit', subject: 2 });
	});

	it('are given without asking those who wait on: work grows with the number of requests', async () => {
		const { limiter, clock } = setUp(10);
		const skipReason = jest.fn(() => undefined);
		const visit = async () => {
			const got = await limiter.acquire(ticket({}, skipReason));
			if (got.kind === 'permit') limiter.release(got, answer(200));
		};
		await clock.during(Promise.all(Array.from({ length: 10_000 }, visit)));
		// Once when it comes, and once when it goes out.
		expect(skipReason.mock.calls.length).toBeLessThanOrEqual(2 * 10_000);
	});
});

describe('a pause', () => {
	it('holds everybody, by one timer, and lets one go first', async () => {
		const { clock, limiter, permit, enterMany } = setUp(10);
		limiter.release(await permit(), throttled('5'), short(5000));
		const start = clock.now();
		expect(await enterMany(10_000)).toBe(0);
		expect(clock.waits).toEqual([5000]);
		const first = await clock.during(limiter.acquire({ ...ticket({}), isRetry: true }));
		expect(first.kind).toBe('permit');
		expect(clock.now() - start).toBe(5000);
	});

	it('is never shortened by another one', async () => {
		const { clock, limiter, permit } = setUp(10);
		const [one, other] = [await permit(), await permit()];
		const start = clock.now();
		limiter.release(one, throttled('5'), short(5000));
		limiter.release(other, throttled('1'), short(1000));
		await clock.during(permit());
		expect(clock.now() - start).toBe(5000);
	});

	it('is prolonged for those who wait already', async () => {
		const { clock, limiter, permit } = setUp(10);
		const [one, other] = [await permit(), await permit()];
		const start = clock.now();
		limiter.release(one, throttled('1'), short(1000));
		const waiting = permit();
		void clock.elapse(500).then(() => limiter.release(other, throttled('3'), short(3000)));
		await clock.during(waiting);
		expect(clock.now() - start).toBe(3500);
	});

	it.each<[SkipReason]>([['stopped'], ['siblingFailed']])(
		'ends at once for what is %s',
		async (reason) => {
			const { clock, limiter, permit } = setUp(10);
			limiter.release(await permit(), throttled('60'), short(60_000));
			const start = clock.now();
			let heldBack: 'stopped' | 'siblingFailed' | undefined;
			const waiting = limiter.acquire(ticket(1, () => heldBack));
			void clock
				.elapse(700)
				.then(() => (heldBack = reason === 'stopped' ? 'stopped' : 'siblingFailed'));
			expect(await clock.during(waiting)).toEqual({ kind: 'denial', reason });
			expect(clock.now() - start).toBe(700);
		},
	);
});

describe('a long pause', () => {
	it('is tried with one other instance when nothing is under way, and only with one', async () => {
		const { clock, limiter, permit } = setUp(10);
		const [suspect, other] = [await permit('A'), await permit('B')];
		limiter.release(suspect, throttled('1800'), long(1_800_000));
		const order: unknown[] = [];
		for (const subject of ['A', 'C', 'D']) void permit(subject).then((got) => order.push(got));
		await idle();
		expect(order).toEqual([]);
		limiter.release(other, answer(200));
		await idle();
		expect(order).toMatchObject([{ subject: 'C' }]);
		const [probe] = order;
		limiter.release(probe as Awaited<ReturnType<typeof permit>>, answer(200));
		await idle();
		expect(order).toMatchObject([{ subject: 'C' }, { subject: 'A' }, { subject: 'D' }]);
		expect(clock.waits.every((ms) => ms <= 1_800_000)).toBe(true);
	});

	it('that ends before another instance came along is over', async () => {
		const { clock, limiter, permit } = setUp(10);
		limiter.release(await permit('A'), throttled('60'), long(60_000));
		const start = clock.now();
		await clock.during(permit('A'));
		expect(clock.now() - start).toBe(60_000);
	});

	it.each([throttled('1'), unreachable()])(
		'does not hold for all, nor for ever, when the other gets something else: %#',
		async (reply) => {
			const { clock, limiter, permit } = setUp(10);
			limiter.release(await permit('A'), throttled('1800'), long(1_800_000));
			const start = clock.now();
			const isThrottled = reply.kind === 'answer';
			limiter.release(await permit('B'), reply, isThrottled ? short(1000) : undefined);
			await clock.during(permit('C'));
			expect(clock.now() - start).toBe(isThrottled ? 1000 : 0);
		},
	);

	it('that nobody waits for ends the run, with the same time for all', async () => {
		const { clock, limiter, permit } = setUp(2);
		const [one, other] = [await permit('A'), await permit('B')];
		const givesUp = { kind: 'denial', reason: 'limited', retryAt: clock.now() + 1 } as const;
		const waiting = Promise.all([1, 2, 3].map((id) => limiter.acquire(ticket(id))));
		limiter.release(one, throttled('1800'), { ...long(1_800_000), givesUp });
		limiter.release(other, throttled('1800'), { ...long(1_800_000), givesUp });
		expect(await waiting).toEqual([givesUp, givesUp, givesUp]);
		expect(await limiter.acquire(ticket(4))).toEqual(givesUp);
	});
});

describe('an outage', () => {
	it('lasts from the first refusal for the pace until anything else comes back', async () => {
		const { clock, limiter, permit } = setUp(10);
		const after = async (ms: number, reply: Parameters<typeof limiter.release>[1]) => {
			await clock.during(clock.elapse(ms));
			limiter.release(await permit(), reply);
			return limiter.outageMs();
		};
		expect(await after(0, throttled())).toBe(0);
		expect(await after(300, unreachable())).toBe(300);
		expect(await after(200, throttled('1', 503))).toBe(500);
		expect(await after(200, silence)).toBe(0);
		expect(await after(200, answer(400))).toBe(0);
	});

	it('halves what is under way at the same time when nobody is there, once for a collision', async () => {
		const { limiter, permit, enterMany } = setUp(8);
		const permits = await Promise.all(Array.from({ length: 8 }, () => permit()));
		for (const one of permits) limiter.release(one, unreachable());
		expect(await enterMany(20)).toBe(4);
	});
});

describe('creating instances', () => {
	it('pauses after each 100, but only once it was throttled', async () => {
		const { clock, limiter } = setUp(1);
		const start = clock.now();
		const create = async (reply = answer(201)) => {
			const got = await limiter.acquire({ ...ticket({}), isCreating: true });
			if (got.kind === 'permit') limiter.release(got, reply);
		};
		const createMany = async (count: number) => {
			for (let index = 0; index < count; index += 1) await create();
		};
		await clock.during(createMany(150));
		expect(clock.now() - start).toBe(0);
		await clock.during(create(throttled()));
		await clock.during(createMany(50));
		expect(clock.now() - start).toBe(0);
		await clock.during(createMany(100));
		expect(clock.now() - start).toBe(60_000);
	});
});

it('Requests per Hour is never exceeded in any hour, however they come', async () => {
	const arrivals = fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 60 });
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 400 }), arrivals, async (requestsPerHour, gaps) => {
			const clock = createClock();
			const limiter = createRateLimiter({ concurrency: 100, requestsPerHour }, clock);
			const times: number[] = [];
			const visit = async (gap: number) => {
				await clock.elapse(gap);
				const got = await limiter.acquire(ticket({}));
				times.push(clock.now());
				if (got.kind === 'permit') limiter.release(got, answer(200));
			};
			await clock.during(Promise.all(gaps.map(visit)));
			expect(times).toHaveLength(gaps.length);
			for (const from of times) {
				const inTheHour = times.filter((at) => at >= from && at < from + 3_600_000);
				expect(inTheHour.length).toBeLessThanOrEqual(requestsPerHour);
			}
		}),
		{ numRuns: 50 },
	);
});
