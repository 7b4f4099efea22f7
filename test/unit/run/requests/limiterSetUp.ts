import { createRateLimiter } from '../../../../nodes/NextMatter/run/requests/rateLimiter';
import type { RateLimits } from '../../../../nodes/NextMatter/run/requests/throttle';
import { idle } from '../../idle';
import { createClock } from '../fakeClock';

export const none = () => undefined;
export const ticket = (
	subject: unknown,
	skipReason: () => 'stopped' | 'siblingFailed' | undefined = none,
) => ({
	subject,
	isRetry: false,
	isCreating: false,
	skipReason,
});
export const short = (ms: number) => ({ ms, askedMs: ms, isLong: false });
export const long = (ms: number) => ({ ms, askedMs: ms, isLong: true });

/** A limiter, and how many requests it lets out at the same moment. */
export function setUp(limits: number | RateLimits) {
	const clock = createClock();
	const limiter = createRateLimiter(
		typeof limits === 'number' ? { concurrency: limits } : limits,
		clock,
	);
	async function permit(subject: unknown = {}) {
		const got = await limiter.acquire(ticket(subject));
		if (got.kind !== 'permit') throw new Error(`Denied: ${got.reason}`);
		return got;
	}
	async function enterMany(count: number): Promise<number> {
		let entered = 0;
		for (let index = 0; index < count; index += 1) void permit(index).then(() => (entered += 1));
		await idle();
		return entered;
	}
	return { clock, limiter, permit, enterMany };
}
