import type { IWebhookFunctions } from 'n8n-workflow';
import { acceptedAt, idempotencyKey, readLog, withCall, type CallLog } from './idempotency';
import type { Call } from './types';

/** Of all triggers in this process: n8n saves a trigger's static data only when it answers. */
const logs = new Map<string, CallLog>();

/** When calls were answered with a failure: what n8n has saved of them before that does not count. */
const failures = new Map<string, CallLog>();

/** Whether a call was accepted before, here or in an earlier run of n8n. */
export interface RecentCall {
	/** The same for all repetitions of the call. */
	readonly id: string;
	/** When it was accepted, in milliseconds since 1970, unless that is longer ago than the window. */
	acceptedAt(): number | undefined;
	/** @param isLasting whether a restart of n8n is not to forget it */
	remember(isLasting: boolean): void;
	/** Has n8n save once more what was remembered as lasting. */
	markAsChanged(): void;
	forget(): void;
}

export function findRecentCall(
	context: IWebhookFunctions,
	call: Call,
	windowMs: number,
): RecentCall {
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const key = idempotencyKey(call);
	const time = { now: Date.now(), windowMs };
	const stored = context.getWorkflowStaticData('node');
	const logInMemory = () => logs.get(trigger) ?? {};
	let lasts = false;
	const markAsChanged = (): void => {
		// n8n saves what each request has noted as a whole, and in any order, so each notes what all know by now.
		if (lasts) stored.calls = logInMemory();
	};
	const saved = (): CallLog => {
		const failed = failures.get(trigger) ?? {};
		const calls = Object.entries(readLog(stored.calls));
		return Object.fromEntries(
			calls.filter(([call, at]) => !Object.hasOwn(failed, call) || failed[call] < at),
		);
	};
	return {
		id: `${trigger} ${key}`,
		acceptedAt: () => acceptedAt(logInMemory(), key, time) ?? acceptedAt(saved(), key, time),
		remember(isLasting) {
			logs.set(trigger, withCall({ ...saved(), ...logInMemory() }, key, time));
			lasts = isLasting;
			markAsChanged();
		},
		markAsChanged,
		forget() {
			const { [key]: forgotten, ...others } = logInMemory();
			if (forgotten !== undefined) logs.set(trigger, others);
			const now = { now: Date.now(), windowMs };
			failures.set(trigger, withCall(failures.get(trigger) ?? {}, key, now));
		},
	};
}
