import { openExchange } from '../../../../nodes/NextMatter/run/requests/retryingClient';
import type { ApiRequest, Reply } from '../../../../nodes/NextMatter/api/types';
import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import { runLanes } from '../../../../nodes/NextMatter/run/lanes';
import { answer, throttled } from '../../replies';
import { createClock, type FakeClock } from '../fakeClock';

interface Limit {
	readonly requests: number;
	readonly windowMs: number;
	/** Whether a refusal says how long to wait. */
	readonly tells: boolean;
}

/** A server that counts in a sliding window, as the vendor's framework does. */
function createServer(clock: FakeClock, { requests, windowMs, tells }: Limit, latencyMs: number) {
	let accepted: number[] = [];
	const counts = { accepted: 0, refused: 0 };
	return {
		counts,
		async send(): Promise<Reply> {
			await clock.elapse(latencyMs / 2);
			const reply = judge();
			await clock.elapse(latencyMs / 2);
			return reply;
		},
	};
	function judge(): Reply {
		accepted = accepted.filter((at) => at > clock.now() - windowMs);
		if (accepted.length < requests) {
			accepted.push(clock.now());
			counts.accepted += 1;
			return answer(200);
		}
		counts.refused += 1;
		const seconds = Math.max(1, Math.ceil((accepted[0] + windowMs - clock.now()) / 1000));
		return throttled(tells ? String(seconds) : undefined);
	}
}

async function runItems(items: number, limit: Limit, latencyMs: number, more: object = {}) {
	let seed = 1;
	const clock = createClock(() => {
		seed = (seed * 16807) % 2147483647;
		return seed / 2147483647;
	});
	const server = createServer(clock, limit, latencyMs);
	const means = {
		send: server.send,
		clock,
		limiter: createRateLimiter({ concurrency: 10 }, clock),
		maximumWaitMs: 60_000,
		limitWaitMs: 65 * 60_000,
		isStopped: () => false,
		isHalted: () => false,
		...more,
	};
	const replies: Reply[] = [];
	const lanes = Array.from({ length: items }, (_, index) => [index]);
	const start = clock.now();
	const work = async (index: number) => {
		const request: ApiRequest = { method: 'POST', path: `/instances/${index}/complete_step/` };
		replies.push((await openExchange(means).send(request, 'once')).reply);
	};
	await clock.during(runLanes(lanes, 10, work, () => false));
	const done = replies.filter((reply) => reply.kind === 'answer' && reply.status === 200).length;
	return { done, ms: clock.now() - start, ...server.counts };
}

describe('a limit on the requests', () => {
	it.each([2, 20, 100])(
		'of 50 a second is used to the full and hardly ever met (%d ms for an answer)',
		async (latencyMs) => {
			const limit = { requests: 50, windowMs: 1000, tells: true };
			const { done, ms, refused } = await runItems(10_000, limit, latencyMs);
			expect(done).toBe(10_000);
			expect(ms).toBeLessThanOrEqual(1.1 * 200_000);
			expect(refused).toBeLessThanOrEqual(100);
		},
		60_000,
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
		60_000,
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
		60_000,
	);
});
