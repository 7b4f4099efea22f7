import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Below the base URL, with the API's exact slashes, e.g. `/instances/7/complete_step/`. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: IDataObject;
}

/** What came back, before anybody judges it. */
export type Reply =
	| {
			readonly kind: 'answer';
			readonly status: number;
			readonly body: Body;
			/** The header `Retry-After` as sent. */
			readonly retryAfter?: string;
			/** The header `Location` as sent. */
			readonly location?: string;
			/** The header `Date`: the server's own time, to the second, in milliseconds since 1970. */
			readonly serverTime?: number;
	  }
	| {
			readonly kind: 'noAnswer';
			/** Whether the request may have reached the API. */
			readonly sent: boolean;
			/** Node's or axios's code, e.g. `ECONNREFUSED`. */
			readonly code: string;
	  }
	| {
			/** The request was not even tried. */
			readonly kind: 'heldBack';
			readonly reason: HoldBack;
	  };

/**
 * Why a request was not tried: the execution was stopped, another item failed and the node stops
 * there, or the API asked for a longer pause than the item may wait.
 */
export type HoldBack = 'stopped' | 'halted' | 'paused';

export type Answer = Extract<Reply, { kind: 'answer' }>;

export type Body =
	| { readonly form: 'empty' }
	| { readonly form: 'json'; readonly value: unknown }
	| { readonly form: 'text'; readonly text: string };

/** Sends one request once. Never throws for what the network or the API does. */
export type Send = (request: ApiRequest) => Promise<Reply>;

/**
 * What is certain about a request that failed: it never left, the API refused it, or it was sent
 * and nobody can tell from here what became of it.
 */
export type Certainty = 'not-sent' | 'rejected' | 'unknown';

/** Everything that is known about an item that failed; thrown or put out only at the very edge. */
export interface Failure {
	/** What happened, in one line without a final period. */
	readonly message: string;
	/** What to do next. */
	readonly remedy: string;
	readonly certainty: Certainty;
	readonly statusCode?: number;
	/** The API's own words. */
	readonly apiMessages?: readonly string[];
	/** More for the error's details, such as IDs. */
	readonly facts?: IDataObject;
	/** The failure in n8n's own terms, for hosts that read them. */
	readonly cause?: FailureCause;
	/** It failed only because another item did, so that one is the failure to tell about. */
	readonly isConsequence?: boolean;
}

/** What n8n calls the cause of a failure: who has to act, or how long to wait (in milliseconds). */
export type FailureCause =
	| { readonly cause: 'credential-invalid' | 'configuration-invalid' }
	| {
			readonly cause: 'rate-limited' | 'temporarily-unavailable';
			readonly retryAfterMs?: number;
	  };
