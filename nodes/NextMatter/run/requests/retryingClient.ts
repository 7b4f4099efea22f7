import { retryAfterMs } from '../../api/throttling';
import type { ApiRequest, HoldBack, Reply, Send } from '../../api/types';
import type { Clock } from './clock';
import type { Pace } from './rateLimiter';
import { backOff, createAllowance, pauseAfter } from './retryPolicy';

/** What all items of a run share. */
export interface RunMeans {
	readonly send: Send;
	readonly clock: Clock;
	readonly pace: Pace;
	/** What each item may spend on waiting, in milliseconds. */
	readonly maximumWaitMs: number;
	/** Somebody stopped the execution: nothing more is sent. */
	isStopped(): boolean;
	/** An item failed and the node does not continue: nothing new is begun. */
	isHalted(): boolean;
}

/** A reply, and when its request went out: the last one, if it was sent more than once. */
export interface Exchanged {
	readonly reply: Reply;
	/** Milliseconds since 1970. */
	readonly sentAt: number;
}

/** How one item talks to the API: in step with all others, and within what it may wait. */
export interface Exchange {
	/** Sends a request; again after a reply that says that nothing was done, while it may wait. */
	send(request: ApiRequest, purpose: 'work' | 'look'): Promise<Exchanged>;
	/** Waits at the expense of the item's maximum; false if that is used up or nothing may follow. */
	wait(ms: number): Promise<boolean>;
	/** Waits a little longer with each try, likewise. */
	backOff(tries: number): Promise<boolean>;
	/** Waits for its turn, which has a limit of its own. @returns why nothing may follow, if so */
	linger(ms: number): Promise<HoldBack | undefined>;
}

export function openExchange(means: RunMeans): Exchange {
	const { clock, pace, maximumWaitMs } = means;
	const allowance = createAllowance(maximumWaitMs);
	const stopped = (): HoldBack | undefined => (means.isStopped() ? 'stopped' : undefined);
	const halted = () => stopped() ?? (means.isHalted() ? 'halted' : undefined);

	/** Lets everybody wait, and says whether this item waits and tries again as well. */
	function pauseAll(reply: Reply, pauseMs: number): boolean {
		const mayWait = pace.troubleMs() + pauseMs <= maximumWaitMs && allowance.take(pauseMs);
		// A pause that the API asks for holds for the others, even if it is too long for this item.
		if (mayWait || retryAfterMs(reply) !== undefined) pace.pause(pauseMs);
		return mayWait;
	}
	async function wait(ms: number): Promise<boolean> {
		if (!allowance.take(ms)) return false;
		await clock.wait(ms, means.isStopped);
		return !means.isStopped();
	}
	return {
		async send(request, purpose) {
			// Looking what became of a request still makes sense when another item has failed.
			const holdBack = purpose === 'work' ? halted : stopped;
			let paidMs = 0;
			for (let tries = 1; ; tries += 1) {
				// The pause of its own refusal has been paid for already.
				const reason = await pace.enter(allowance.left() + paidMs, holdBack);
				const sentAt = clock.now();
				if (reason) return { reply: { kind: 'heldBack', reason }, sentAt };
				const reply = await means.send(request);
				pace.report(reply);
				const pauseMs = pauseAfter(reply, tries, clock.now(), clock.random());
				if (pauseMs === undefined || !pauseAll(reply, pauseMs)) return { reply, sentAt };
				paidMs = pauseMs;
			}
		},
		wait,
		backOff: async (tries) => await wait(backOff(tries, clock.random())),
		async linger(ms) {
			await clock.wait(ms, () => halted() !== undefined);
			return halted();
		},
	};
}
