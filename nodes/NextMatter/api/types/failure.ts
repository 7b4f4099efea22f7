import type { IDataObject } from 'n8n-workflow';

/**
 * What is certain about a request that failed: it never left, the API refused it, or it was sent
 * and its outcome is unknown.
 */
export type Certainty = 'not-sent' | 'rejected' | 'unknown';

/**
 * In the words of RFC 9110. `safe`: it changes nothing. `idempotent`: sending it twice leaves the same
 * as once. `nonIdempotent`: it must never be sent twice.
 */
export type Idempotency = 'safe' | 'idempotent' | 'nonIdempotent';

/** A thing of Next Matter that has an ID. */
export interface Subject {
	readonly kind: 'instance' | 'workflow';
	readonly id: number;
	/** It is read, and that is all. */
	readonly isRead?: true;
}

/** What was tried, as far as messages need to know it. */
export interface Attempt {
	readonly idempotency?: Idempotency;
	/** A verb phrase, e.g. `complete step 5001 of instance 9001`. */
	readonly action: string;
	/** What has to be there for it, if that is one thing only and not, for example, a step as well. */
	readonly subject?: Subject;
	/** A list may take too long or be too large; then less can be asked for. */
	readonly expects?: 'list';
	/** How to find out what became of it, if the outcome is unknown; empty for what only reads. */
	readonly howToVerify: string;
	readonly fieldLabels: readonly string[];
	/** What a good answer holds, if that is not the instance, e.g. `the workflow`. */
	readonly expectedBody?: string;
	/** What to do about a rejection, by its status, where more is known than for all requests. */
	readonly remedyByStatus?: Readonly<Record<number, string>>;
}

/** What happened and what to do about it, before the API's own words are added. */
export interface Explanation {
	readonly what: string;
	readonly remedy: string;
	readonly cause?: FailureCause;
	readonly details?: IDataObject;
	readonly isFromIntermediary?: true;
	readonly optionsRemedy?: string;
}

/** Everything that is known about an item that failed; becomes an error or an error item only at the very edge. */
export interface Failure {
	/** What happened, in one line without a final period. */
	readonly message: string;
	/** What to do next. */
	readonly remedy: string;
	/** What options of the node can do about it. Only for people who can set them: no list, no caller and no model. */
	readonly optionsRemedy?: string;
	readonly certainty: Certainty;
	readonly statusCode?: number;
	/** Not the API answered, but a proxy, a firewall or another server, so its status says nothing of the API. */
	readonly isFromIntermediary?: true;
	/** The API's own words. */
	readonly apiMessages?: readonly string[];
	/** More for the error's details, such as IDs. */
	readonly details?: IDataObject;
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
