import { isRecord } from '../input/isRecord';
import type { Call } from './types';

/** When each call was accepted, in milliseconds since 1970, by its key. */
export type CallLog = Readonly<Record<string, number>>;

/** Of one trigger. The oldest are forgotten first. */
export const MAX_REMEMBERED_CALLS = 1000;

/** What makes two calls the same. */
export function idempotencyKey({ instanceId, event, callId }: Call): string {
	return JSON.stringify([instanceId, event, ...(callId ? [callId] : [])]);
}

/** When the same call was accepted, if that is not longer ago than the window. */
export function acceptedAt(
	log: CallLog,
	key: string,
	{ now, windowMs }: { readonly now: number; readonly windowMs: number },
): number | undefined {
	const time = Object.hasOwn(log, key) ? log[key] : undefined;
	// A time in the future comes from a clock that was set back.
	return time !== undefined && Math.abs(now - time) < windowMs ? time : undefined;
}

/** The log with one more call, and without those that no longer matter. */
export function withCall(
	log: CallLog,
	key: string,
	{ now, windowMs }: { readonly now: number; readonly windowMs: number },
): CallLog {
	const others = Object.entries(log)
		.filter(([other, time]) => other !== key && Math.abs(now - time) < windowMs)
		.sort(([, a], [, b]) => b - a)
		.slice(0, MAX_REMEMBERED_CALLS - 1);
	return Object.fromEntries([...others, [key, now]]);
}

/** What an earlier run, or an earlier version of this package, has left in n8n's static data. */
export function readLog(stored: unknown): CallLog {
	if (!isRecord(stored)) return {};
	const entries = Object.entries(stored).flatMap(([key, time]) =>
		typeof time === 'number' ? [[key, time] as const] : [],
	);
	return Object.fromEntries(entries);
}
