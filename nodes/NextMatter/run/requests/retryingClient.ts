import { isCreation, subjectOf } from '../../api/paths';
import type { ApiRequest, Reply, SkipReason } from '../../api/types';
import { decideRetry, type RetryDecision, type RetryMode } from './decideRetry';
import type { Denial, Permit } from './permit';
import { NOT_SENT_YET, withDelay, type RetryHistory } from './retryHistory';
import { createWaitBudget, unclearDelayMs } from './retryPolicy';
import type { RunContext } from './runContext';

/** A reply, and when its request went out: the last one, if it was sent more than once. */
export interface SendResult {
	readonly reply: Reply;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
	/** When it went out first, if that and later times were refused for the pace. */
	readonly throttledAt?: number;
	/** Its pause is over: it may go out again, rebuilt and with this history. */
	readonly rebuildWith?: RetryHistory;
}

/** How one item talks to the API: in step with all others, and within what it may wait. */
export interface RetryingClient {
	/**
	 * Sends a request; again after a reply that says that nothing was done, while it may wait.
	 *
	 * @param history of a request that is rebuilt: what came of its attempts so far
	 */
	send(request: ApiRequest, mode: RetryMode, history?: RetryHistory): Promise<SendResult>;
	/** Waits at the expense of the item's maximum; false if that is used up or nothing may follow. */
	wait(ms: number): Promise<boolean>;
	/** Whether the item may still wait for as long as that in all. */
	mayWait(ms: number): boolean;
	/** Waits a little longer with each try, likewise. */
	backOff(tries: number): Promise<boolean>;
	/** From now on, the item is finished even if another one fails and the node stops there. */
	ignoreSiblings(): void;
	/** Waits for its turn, which has a limit of its own. @returns why nothing may follow, if so */
	sleepUntilNextPoll(ms: number): Promise<SkipReason | undefined>;
}

export function createRetryingClient(runContext: RunContext): RetryingClient {
	const { clock, limiter, maximumWaitMs, limitWaitMs } = runContext;
	const budget = createWaitBudget(maximumWaitMs);
	const item = Symbol('an item without an instance');
	let heedsSiblings = true;
	const isStopped = () => runContext.isStopped();
	const stopped = (): SkipReason | undefined => (isStopped() ? 'stopped' : undefined);
	const skipped = (): SkipReason | undefined =>
		stopped() ?? (heedsSiblings && runContext.hasSiblingFailed() ? 'siblingFailed' : undefined);

	/** Sends it once. What comes of it is reported to the limiter, in every case. */
	async function attempt(
		request: ApiRequest,
		permit: Permit,
		{ mode, history }: { readonly mode: RetryMode; readonly history: RetryHistory },
	): Promise<{ readonly reply: Reply; readonly decision: RetryDecision }> {
		let reply: Reply | undefined;
		try {
			reply = await runContext.send(request);
		} finally {
			if (!reply) limiter.release(permit);
		}
		// The item's other requests succeed between attempts of a rebuilt one, which resets the run-wide count.
		const ownThrottles = mode === 'rebuild' ? history.attempts - 1 : 0;
		const decision = decideRetry(reply, {
			mode,
			history,
			consecutiveThrottles: Math.max(limiter.consecutiveThrottlesBefore(permit), ownThrottles),
			outageMs: limiter.outageMs(),
			budgetMs: budget.left(),
			maximumWaitMs,
			limitWaitMs,
			now: clock.now(),
			random: clock.random(),
		});
		if ('usesBudget' in decision && decision.usesBudget) budget.take(decision.delay.ms);
		limiter.release(permit, reply, 'pause' in decision ? decision.pause : undefined);
		return { reply, decision };
	}

	async function wait(ms: number): Promise<boolean> {
		if (!budget.take(ms)) return false;
		await clock.wait(ms, isStopped);
		return !isStopped();
	}

	return {
		async send(request, mode, earlier = NOT_SENT_YET) {
			// Finding out what became of a request still makes sense when another item has failed.
			const skipReason = mode === 'diagnose' ? stopped : skipped;
			const subject = subjectOf(request) ?? item;
			const isCreating = isCreation(request);
			let history = earlier;
			for (;;) {
				const isRetry = history.attempts > 0;
				history = { ...history, attempts: history.attempts + 1 };
				const permit = await limiter.acquire({ subject, isRetry, isCreating, skipReason });
				const sentAt = clock.now();
				const { throttledAt } = history;
				const times = { sentAt, ...(throttledAt !== undefined && { throttledAt }) };
				if (permit.kind === 'denial') {
					return { reply: deniedReply(permit, history.throttled), ...times };
				}
				const { reply, decision } = await attempt(request, permit, { mode, history });
				if (decision.kind === 'final') return { reply, ...times };
				if (decision.kind === 'giveUp') {
					return { reply: withRetryAt(reply, decision.retryAt), ...times };
				}
				const { delay, pause } = decision;
				if (decision.kind === 'reconcile') {
					await clock.wait(delay.ms, isStopped);
					return { reply, ...times };
				}
				// The limiter enforces shorter pauses for the whole run.
				if (pause.isLong) await clock.wait(delay.ms, () => skipReason() !== undefined);
				history = withDelay(history, { reply, sentAt, delay });
				if (decision.kind === 'rebuild') return { reply, ...times, rebuildWith: history };
			}
		},
		ignoreSiblings() {
			heedsSiblings = false;
		},
		wait,
		mayWait: (ms) => ms <= budget.left(),
		backOff: async (tries) => await wait(unclearDelayMs(tries, clock.random())),
		async sleepUntilNextPoll(ms) {
			await clock.wait(ms, () => skipped() !== undefined);
			return skipped();
		},
	};
}

/** If it was sent before and throttled, that answer says why it is not sent again. */
function deniedReply({ reason, retryAt }: Denial, throttled: Reply | undefined): Reply {
	const isLimit = reason === 'limited' || reason === 'paused';
	if (isLimit && throttled)
		return retryAt === undefined ? throttled : withRetryAt(throttled, retryAt);
	return { kind: 'skipped', reason, ...(retryAt !== undefined && { retryAt }) };
}

function withRetryAt(reply: Reply, retryAt: number): Reply {
	return reply.kind === 'answer' ? { ...reply, retryAt } : reply;
}
