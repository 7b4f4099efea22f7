import type { Send } from '../../api/types';
import type { Clock } from './clock';
import type { RateLimiter } from './rateLimiter';

/** What all items of a run share. */
export interface RunContext {
	readonly send: Send;
	readonly clock: Clock;
	readonly limiter: RateLimiter;
	/** What each item may spend on waiting because of faults, in milliseconds. */
	readonly maximumWaitMs: number;
	/**
	 * How long to wait for a rate limit, in milliseconds. Undefined: no longer than for a fault.
	 */
	readonly limitWaitMs?: number;
	/** Somebody stopped the execution: nothing more is sent. */
	isStopped(): boolean;
	/** An item failed and the node does not continue: nothing new is begun. */
	hasSiblingFailed(): boolean;
}
