import type { Verdict } from '../../operations/types';
import type { Clock } from '../requests/clock';
import type { Exchange } from '../requests/retryingClient';
import { pollPause } from '../requests/retryPolicy';
import { cutShort, waitedInVain } from '../vainWaits';

export interface Polling {
	readonly clock: Clock;
	readonly exchange: Exchange;
	/** When the waiting began and when it ends, in milliseconds since 1970. */
	readonly begunAt: number;
	readonly endsAt: number;
	/** What is waited for, e.g. `for it to become active`. */
	readonly what: string;
	/** @returns undefined when it could not be seen */
	look(): Promise<Verdict | undefined>;
}

/** Looks again and again, at growing intervals, until there is a verdict or the time is up. */
export async function pollUntil(first: Verdict, polling: Polling): Promise<Verdict> {
	const { clock, exchange, begunAt, endsAt, what, look } = polling;
	let verdict = first;
	for (let looks = 1; verdict.kind === 'later'; looks += 1) {
		const ms = Math.min(pollPause(looks), endsAt - clock.now());
		if (ms <= 0) {
			if (verdict.json) return { kind: 'done', json: verdict.json };
			return waitedInVain(verdict.failure, clock.now() - begunAt, what);
		}
		const reason = await exchange.linger(ms);
		if (reason) return cutShort(verdict.failure, reason, what);
		verdict = (await look()) ?? verdict;
	}
	return verdict;
}
