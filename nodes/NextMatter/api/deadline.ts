/** Why a request is given up before its whole answer is there, as Node and axios call it. */
export type GivenUp = 'ETIMEDOUT' | 'ERR_CANCELED';

/** A time limit for one request, headers and body together. */
export interface Deadline {
	/** Ends the request, where the host passes it on. */
	readonly signal: AbortSignal;
	/** Resolves when the request is given up; never, if it is closed before. */
	readonly givenUp: Promise<GivenUp>;
	/** To be called when the answer is there; lets go of everything. */
	close(): void;
}

/**
 * @param ms from now
 * @param stop stops the execution, and with it the request
 */
export function openDeadline(ms: number, stop?: AbortSignal): Deadline {
	const controller = new AbortController();
	// Needs no clearing: its timer keeps no process alive, and goes with it when nobody listens. It throws for
	// a part of a millisecond.
	const timeout = AbortSignal.timeout(Math.ceil(ms));
	let resolve: (why: GivenUp) => void;
	const givenUp = new Promise<GivenUp>((whenGivenUp) => (resolve = whenGivenUp));
	const onTimeout = () => giveUp('ETIMEDOUT');
	const onStop = () => giveUp('ERR_CANCELED');

	function giveUp(why: GivenUp): void {
		close();
		resolve(why);
		controller.abort();
	}

	function close(): void {
		timeout.removeEventListener('abort', onTimeout);
		stop?.removeEventListener('abort', onStop);
	}

	timeout.addEventListener('abort', onTimeout);
	stop?.addEventListener('abort', onStop);
	if (stop?.aborted) onStop();
	return { signal: controller.signal, givenUp, close };
}
