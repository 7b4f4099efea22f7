import { createRetryingClient } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { runInOrder } from '../../../../nodes/NextMatter/run/orderedQueue';
import { isVolume } from '../../../scale';
import { answer, throttled } from '../../replies';
import { createClock, type FakeClock } from '../fakeClock';

interface Limit {
	/** May change meanwhile. */
	requests: number;
	readonly windowMs: number;
	/** Whether a refusal says how long to wait. */
	readonly tells: boolean;
	/** How the server counts: in a sliding window unless told otherwise. */
	readonly counts?: 'inFixedWindows' | 'inABucket';
	/** How much later than others a request may arrive. */
	readonly jitterMs?: number;
	/** The share of requests that are refused whatever the pace is, 0 to 1. */
	readonly whims?: number;
}

/** A server with a limit. The vendor's framework counts in a sliding window. */
function createServer(
	clock: FakeClock,
	limit: Limit,
	{ latencyMs, onAccepted }: { latencyMs: number; onAccepted: (count: number) => void },
) {
	const { windowMs, tells, jitterMs = 0 } = limit;
	const random = createRandom(5);
	const isWhim = createDice(7, limit.whims ?? 0);
	let accepted: number[] = [];
	let tokens = limit.requests;
	let filledAt = clock.now();
	const counts = { accepted: 0, refused: 0 };
	return {
		counts,
		async send(): Promise<Reply> {
			await clock.elapse(latencyMs / 2 + random() * jitterMs);
			const reply = judge();
			await clock.elapse(latencyMs / 2);
			return reply;
		},
	};
	function mayPass(now: number): boolean {
		const { counts: how, requests } = limit;
		if (how === 'inABucket') {
			tokens = Math.min(requests, tokens + ((now - filledAt) * requests) / windowMs);
			filledAt = now;
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		}
		const start = how === 'inFixedWindows' ? now - (now % windowMs) : now - windowMs;
		accepted = accepted.filter((at) => (how ? at >= start : at > start));
		if (accepted.length >= requests) return false;
		accepted.push(now);
		return true;
	}
	function judge(): Reply {
		if (isWhim()) {
			counts.refused += 1;
			return throttled(tells ? '1' : undefined);
		}
		if (mayPass(clock.now())) {
			counts.accepted += 1;
			onAccepted(counts.accepted);
			return answer(200);
		}
		counts.refused += 1;
		const firstAt = accepted[0] ?? clock.now();
		const seconds = Math.max(1, Math.ceil((firstAt + windowMs - clock.now()) / 1000));
		return throttled(tells ? String(seconds) : undefined);
	}
}

/** Numbers from 0 to 1, the same in each run (the minimal standard generator). */
function createRandom(seed: number): () => number {
	return () => {
		seed = (seed * 16807) % 2147483647;
		return seed / 2147483647;
	};
}

function createDice(seed: number, share: number): () => boolean {
	const random = createRandom(seed);
	return () => random() < share;
}

interface More {
	readonly limitWaitMs?: number;
	/** Called for each request that was accepted, with how many there have been. */
	readonly onAccepted?: (count: number) => void;
}

async function runItems(items: number, limit: Limit, latencyMs: number, more: More = {}) {
	const clock = createClock(createRandom(1));
	const { onAccepted = () => undefined, ...budget } = more;
	const server = createServer(clock, limit, { latencyMs, onAccepted });
	const runContext = {
		send: server.send,
		clock,
		limiter: createRateLimiter({ concurrency: 10 }, clock),
		maximumWaitMs: 60_000,
		limitWaitMs: 65 * 60_000,
		isStopped: () => false,
		hasSiblingFailed: () => false,
		...budget,
	};
	const replies: Reply[] = [];
	const sequences = Array.from({ length: items }, (_, index) => [index]);
	const start = clock.now();
	const work = async (index: number) => {
		const request: ApiRequest = { method: 'POST', path: `/instances/${index}/complete_step/` };
		replies.push(
			(await createRetryingClient(runContext).send(request, 'resendIfUnprocessed')).reply,
		);
	};
	await clock.during(runInOrder(sequences, { concurrency: 10, work, isOver: () => false }));
	const done = replies.filter((reply) => reply.kind === 'answer' && reply.status === 200).length;
	return { done, ms: clock.now() - start, ...server.counts };
}

/** The first of the cases; `npm run test:volume` tries all. */
function some<T>(cases: readonly T[]): readonly T[] {
	return isVolume ? cases : cases.slice(0, 1);
}

describe('a limit on the requests', () => {
	it.each(some([20, 2, 100]))(
		'of 50 a second is used to the full and hardly ever met (%d ms for an answer)',
		async (latencyMs) => {
			const limit = { requests: 50, windowMs: 1000, tells: true };
			const { done, ms, refused } = await runItems(10_000, limit, latencyMs);
			expect(done).toBe(10_000);
			expect(ms).toBeLessThanOrEqual(1.1 * 200_000);
			expect(refused).toBeLessThanOrEqual(100);
		},
	);
	it.each(
		some([
			[100, 1.15],
			[20, 1.1],
			[50, 1.1],
			[150, 1.2],
			[300, 1.25],
		]),
	)(
		'of 50 a second is used well where requests arrive up to %d ms late',
		async (jitterMs, most) => {
			const limit = { requests: 50, windowMs: 1000, tells: true, jitterMs };
			const { done, ms, refused } = await runItems(10_000, limit, 20);
			expect(done).toBe(10_000);
			expect(ms).toBeLessThanOrEqual(most * 200_000);
			expect(refused).toBeLessThanOrEqual(30);
		},
	);
	it.each(
		(['inFixedWindows', 'inABucket'] as const).flatMap((counts) =>
			some(
				[100, 0, 20].flatMap((jitterMs) =>
					[100, 20].map((latencyMs) => [counts, jitterMs, latencyMs] as const),
				),
			),
		),
	)(
		'counted %s is used well (requests up to %d ms late, %d ms for an answer)',
		async (counts, jitterMs, latencyMs) => {
			const limit = { requests: 50, windowMs: 1000, tells: true, counts, jitterMs };
			const { done, ms, refused } = await runItems(10_000, limit, latencyMs);
			expect(done).toBe(10_000);
			expect(ms).toBeLessThanOrEqual(1.2 * 200_000);
			expect(refused).toBeLessThanOrEqual(100);
		},
	);
	it.each(some([0.01, 0.001, 0.05]))(
		'does not exist where requests are refused at random (%d of them): nothing slows down but for the pauses',
		async (whims) => {
			const limit = { requests: Infinity, windowMs: 1000, tells: true, whims };
			const { done, ms, refused } = await runItems(10_000, limit, 100);
			expect(done).toBe(10_000);
			// Ten at a time, and a second for each refusal.
			expect(ms).toBeLessThanOrEqual(1.5 * ((10_000 / 10) * 100 + refused * 1000));
		},
	);

	it('is found where requests are refused at random as well', async () => {
		const limit = { requests: 50, windowMs: 1000, tells: true, whims: 0.01 };
		const { done, ms, refused } = await runItems(10_000, limit, 20);
		expect(done).toBe(10_000);
		expect(ms).toBeLessThanOrEqual(1.2 * (200_000 + refused * 1000));
		expect(refused).toBeLessThanOrEqual(200);
	});

	it.each(some([5, 20]))(
		'that becomes narrower in the middle (%d a second) is followed',
		async (narrow) => {
			const limit = { requests: 50, windowMs: 1000, tells: true };
			const narrowAfterHalf = (count: number) => {
				if (count === 5000) limit.requests = narrow;
			};
			const { done, ms, refused } = await runItems(10_000, limit, 100, {
				onAccepted: narrowAfterHalf,
			});
			expect(done).toBe(10_000);
			expect(ms).toBeLessThanOrEqual(1.2 * (100_000 + 5_000_000 / narrow));
			expect(refused).toBeLessThanOrEqual(400);
		},
	);

	it.each([true, false])(
		'of 3000 an hour is waited for, with few requests into it (told: %s)',
		async (tells) => {
			const limit = { requests: 3000, windowMs: 3_600_000, tells };
			const { done, ms, refused } = await runItems(4000, limit, 100);
			expect(done).toBe(4000);
			expect(ms).toBeLessThanOrEqual(1.4 * 3_600_000);
			expect(refused).toBeLessThanOrEqual(40);
		},
	);

	it.each([true, false])(
		'of 3000 an hour is met by few requests when nobody waits for it (told: %s)',
		async (tells) => {
			const limit = { requests: 3000, windowMs: 3_600_000, tells };
			const failing = { limitWaitMs: undefined };
			const { done, ms, refused } = await runItems(4000, limit, 100, failing);
			expect(done).toBe(3000);
			expect(ms).toBeLessThanOrEqual(120_000);
			expect(refused).toBeLessThanOrEqual(40);
		},
	);
});
