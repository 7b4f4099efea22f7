import type { Denial, Permit } from './permit';

/** A long pause that was asked for one instance. Times in milliseconds since 1970. */
export interface LongPause {
	readonly subject: unknown;
	readonly until: number;
	/** Nobody waits for so long. */
	readonly givesUp?: Denial;
}

/**
 * A long pause may have been meant for one instance alone. That is suspected until another instance
 * has tried: it gets through, or it is asked for a long pause as well.
 */
export interface SuspectedPause {
	/** The pause, as long as it is suspected and not over. */
	at(now: number): LongPause | undefined;
	/** Another instance is trying. */
	probeBy(permit: Permit): void;
	isProbe(permit: Permit): boolean;
	drop(): void;
	/** Suspects, unless another instance was asked for a long pause before: that pause comes back. */
	suspect(pause: LongPause): LongPause | undefined;
}

export function createSuspectedPause(): SuspectedPause {
	let suspected: LongPause | undefined;
	let probe: Permit | undefined;
	function set(pause: LongPause | undefined): void {
		suspected = pause;
		probe = undefined;
	}
	return {
		at(now) {
			if (suspected && suspected.until <= now) set(undefined);
			return suspected;
		},
		probeBy(permit) {
			probe = permit;
		},
		isProbe: (permit) => probe === permit,
		drop: () => set(undefined),
		suspect(pause) {
			const other = suspected;
			const isConfirmed = other !== undefined && other.subject !== pause.subject;
			set(isConfirmed ? undefined : pause);
			return isConfirmed ? other : undefined;
		},
	};
}
