import { isThrottled } from '../../api/rateLimit';
import type { ApiRequest, SkipReason, Reply, Send } from '../../api/types';
import type { Clock } from './clock';
import type { Pause, Permit } from './permit';
import type { RateLimiter } from './rateLimiter';
import { createWaitBudget, RETRY_POLICY, retryDelay, unclearDelayMs } from './retryPolicy';

/** What all items of a run share. */
export interface RunContext {
	readonly send: Send;
	readonly clock: Clock;
	readonly limiter: RateLimiter;
	/** What each item may spend on waiting because of faults, in milliseconds. */
	readonly maximumWaitMs: number;
	/**
	 * How long a rate limit is waited for, in milliseconds. Undefined: nobody is kept waiting for it
	 * longer than for a fault.
	 */
	readonly limitWaitMs?: number;
	/** Somebody stopped the execution: nothing more is sent. */
	isStopped(): boolean;
	/** An item failed and the node does not continue: nothing new is begun. */
	hasSiblingFailed(): boolean;
}

/** A reply, and when its request went out: the last one, if it was sent more than once. */
export interface SendResult {
	readonly reply: Reply;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
	/** When it went out first, if that and later times were refused for the pace. */
	readonly throttledAt?: number;
	/** Its pause is over, and it may go out again, made anew. */
	readonly isDue?: boolean;
}

/**
 * `work`: it may be sent again after any answer that asks for a pause. `once`: only after one that
 * proves that nothing was done. `anew`: likewise as `work`, but not as it is, since what it was made
 * from may have changed in the pause. `look`: it only finds out what became of another request.
 */
export type Purpose = 'work' | 'once' | 'anew' | 'look';

/** What came of the tries of one request so far. */
interface Course {
	tries: number;
	/** For the limit. */
	waitedMs: number;
	throttledAt?: number;
}

/** How one item talks to the API: in step with all others, and within what it may wait. */
export interface RetryingClient {
	/** Sends a request; again after a reply that says that nothing was done, while it may wait. */
	send(request: ApiRequest, purpose: Purpose): Promise<SendResult>;
	/** Waits at the expense of the item's maximum; false if that is used up or nothing may follow. */
	wait(ms: number): Promise<boolean>;
	/** Whether the item may still wait for as long as that in all. */
	mayWait(ms: number): boolean;
	/** Waits a little longer with each try, likewise. */
	backOff(tries: number): Promise<boolean>;
	/** From now on the item is finished, though another one has failed and the node stops there. */
	begin(): void;
	/** Waits for its turn, which has a limit of its own. @returns why nothing may follow, if so */
	sleepUntilNextPoll(ms: number): Promise<SkipReason | undefined>;
}

export function createRetryingClient(runContext: RunContext): RetryingClient {
	const { clock, limiter, maximumWaitMs } = runContext;
	const budget = createWaitBudget(maximumWaitMs);
	const item = Symbol('an item without an instance');
	/** Of the request that is made anew. */
	let courseAnew: Course | undefined;
	const stopped = (): SkipReason | undefined => (runContext.isStopped() ? 'stopped' : undefined);
	let isBegun = false;
	const halted = () =>
		stopped() ?? (!isBegun && runContext.hasSiblingFailed() ? 'siblingFailed' : undefined);

	/** @param isAnew another request of the item came through in between, which says nothing of this one */
	function planRetry(
		reply: Reply,
		{
			permit,
			course: { tries, waitedMs },
			isAnew,
		}: { readonly permit: Permit; readonly course: Course; readonly isAnew: boolean },
	) {
		const now = clock.now();
		const strikes = Math.max(limiter.strikesBefore(permit), isAnew ? tries - 1 : 0);
		const delay = retryDelay(reply, { tries, strikes, now, random: clock.random() });
		if (!delay) return undefined;
		const { cause, ms, askedMs } = delay;
		const outageMs = limiter.outageMs();
		const mayWait =
			cause === 'limit' && runContext.limitWaitMs !== undefined
				? Math.max(outageMs, waitedMs) + ms <= runContext.limitWaitMs
				: outageMs + ms <= maximumWaitMs && budget.take(ms);
		const retryAt = toWholeSecond(now + (askedMs ?? ms));
		const reason = cause === 'limit' ? 'limited' : 'paused';
		const pause: Pause = {
			ms,
			askedMs,
			isLong: !mayWait || ms > RETRY_POLICY.longPauseMs,
			...(!mayWait && { givesUp: { kind: 'denial', reason, retryAt } }),
		};
		// A pause that nobody asked for and that the item cannot afford holds nobody.
		const holds = mayWait || cause === 'limit' || askedMs !== undefined;
		return { ms, cause, mayWait, retryAt, ...(holds && { pause }) };
	}

	async function sendOnce(request: ApiRequest, permit: Permit): Promise<Reply> {
		let reply: Reply | undefined;
		try {
			reply = await runContext.send(request);
			return reply;
		} finally {
			if (!reply) limiter.release(permit);
		}
	}

	async function wait(ms: number): Promise<boolean> {
		if (!budget.take(ms)) return false;
		await clock.wait(ms, runContext.isStopped);
		return !runContext.isStopped();
	}
	return {
		async send(request, purpose) {
			// Looking what became of a request still makes sense when another item has failed.
			const holdBack = purpose === 'look' ? stopped : halted;
			const subject = subjectOf(request) ?? item;
			const isCreating = request.method === 'POST' && request.path === '/instances/';
			const isAnew = purpose === 'anew';
			const course = (isAnew && courseAnew) || { tries: 0, waitedMs: 0 };
			if (isAnew) courseAnew = undefined;
			for (;;) {
				const isRetry = course.tries > 0;
				course.tries += 1;
				const permit = await limiter.acquire({ subject, isRetry, isCreating, holdBack });
				const sentAt = clock.now();
				const { throttledAt } = course;
				const times = { sentAt, ...(throttledAt !== undefined && { throttledAt }) };
				if (permit.kind === 'denial') {
					const { reason, retryAt } = permit;
					const at = retryAt !== undefined && { retryAt };
					return { reply: { kind: 'skipped', reason, ...at }, ...times };
				}
				const reply = await sendOnce(request, permit);
				const retry = planRetry(reply, { permit, course, isAnew });
				limiter.release(permit, reply, retry?.pause);
				if (!retry) return { reply, ...times };
				if (!retry.mayWait) return { reply: withRetryAt(reply, retry.retryAt), ...times };
				// A pause that does not say that nothing was done is kept, and then it is looked into.
				const mayRepeat =
					purpose !== 'once' || isThrottled(reply, 'nonIdempotent') || isUnsent(reply);
				if (!mayRepeat) {
					await clock.wait(retry.ms, runContext.isStopped);
					return { reply, ...times };
				}
				if (retry.pause?.isLong) await clock.wait(retry.ms, isHeldBack);
				if (isThrottled(reply)) course.throttledAt ??= sentAt;
				if (retry.cause === 'limit') course.waitedMs += retry.ms;
				if (isAnew) {
					courseAnew = course;
					return { reply, ...times, isDue: true };
				}
			}

			function isHeldBack(): boolean {
				return holdBack() !== undefined;
			}
		},
		begin() {
			isBegun = true;
		},
		wait,
		mayWait: (ms) => ms <= budget.left(),
		backOff: async (tries) => await wait(unclearDelayMs(tries, clock.random())),
		async sleepUntilNextPoll(ms) {
			await clock.wait(ms, () => halted() !== undefined);
			return halted();
		},
	};
}

/** What a request is about, if its path says so. */
function subjectOf({ path }: ApiRequest): string | undefined {
	return /^\/instances\/\d+/.exec(path)?.[0];
}

function isUnsent(reply: Reply): boolean {
	return reply.kind === 'noAnswer' && !reply.sent;
}

function withRetryAt(reply: Reply, retryAt: number): Reply {
	return reply.kind === 'answer' ? { ...reply, retryAt } : reply;
}

/** Up, so that it is never too early; and no later than a date can be. */
function toWholeSecond(time: number): number {
	return Math.min(8.64e15, Math.ceil(time / 1000) * 1000);
}
