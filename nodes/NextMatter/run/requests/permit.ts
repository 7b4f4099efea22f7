import type { SkipReason } from '../../api/types';

/** A request may go out, and has to be released. */
export interface Permit {
	readonly kind: 'permit';
	readonly subject: unknown;
	readonly isCreating: boolean;
	/** How many collisions there had been: those of the same epoch were under way together. */
	readonly epoch: number;
}

/** A request must not go out. */
export interface Denial {
	readonly kind: 'denial';
	readonly reason: SkipReason;
	/** When to try again, in milliseconds since 1970, if that is known. */
	readonly retryAt?: number;
}

/** What a reply asks of the whole run. */
export interface Pause {
	readonly ms: number;
	/** What the API asked for, if it named a time. */
	readonly askedMs?: number;
	/** A long one holds for all only when another instance is asked for one as well. */
	readonly isLong: boolean;
	/** Nobody waits for so long: if it holds for all, nothing more is sent. */
	readonly givesUp?: Denial;
}
