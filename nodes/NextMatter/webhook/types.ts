import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../input/inputError';

/** An HTTP request as far as we look at it. */
export interface IncomingCall {
	readonly method: string;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** As n8n parsed it. */
	readonly body: unknown;
	/** In bytes, as it came. */
	readonly size: number;
	/** Address of the caller, as n8n sees it. */
	readonly ip: string;
}

/** What Next Matter tells with a call, before anybody has checked that it is true. */
export interface Call {
	readonly instanceId: number;
	readonly event: string;
	/** Tells calls of the same instance and event apart. */
	readonly callId: string;
	/** Everything that was sent. */
	readonly body: IDataObject;
}

/** Why a call starts nothing, as the caller sees it. */
export interface Rejection {
	readonly kind: 'rejected';
	readonly status: number;
	readonly error: string;
	/** What to do about it. */
	readonly hint: string;
	readonly headers?: Readonly<Record<string, string>>;
}

export function reject(status: number, error: string, hint: string): Rejection {
	return { kind: 'rejected', status, error, hint };
}

/** What is wrong with the call, if the error says so; any other error is a bug of ours. */
export function rejectFor(error: unknown, status: number): Rejection {
	if (error instanceof InputError) return reject(status, error.message, error.remedy);
	return reject(500, String(error), 'Report this as a bug in the node');
}
