import type { CheckResult } from '../../operations/types';
import type { Clock } from '../requests/clock';
import type { RetryingClient } from '../requests/retryingClient';
import { pollPause } from '../requests/retryPolicy';
import { waitInterrupted, waitTimedOut } from './waitFailures';

export interface Polling {
	readonly clock: Clock;
	readonly client: RetryingClient;
	/** When the waiting began and when it ends, in milliseconds since 1970. */
	readonly begunAt: number;
	readonly endsAt: number;
	/** What is waited for, e.g. `for it to become active`. */
	readonly what: string;
	/** @returns undefined when it could not be seen */
	readState(): Promise<CheckResult | undefined>;
}

/** Reads the state again and again, at growing intervals, until it is settled or the time is up. */
export async function pollUntil(first: CheckResult, polling: Polling): Promise<CheckResult> {
	const { clock, client, begunAt, endsAt, what, readState } = polling;
	let result = first;
	for (let polls = 1; result.kind === 'pending'; polls += 1) {
		const ms = Math.min(pollPause(polls), endsAt - clock.now());
		if (ms <= 0) {
			if (result.json) return { kind: 'done', json: result.json };
			return waitTimedOut(result.failure, clock.now() - begunAt, what);
		}
		const reason = await client.sleepUntilNextPoll(ms);
		if (reason) return waitInterrupted(result.failure, reason, what);
		result = (await readState()) ?? result;
	}
	return result;
}
