import type { IBinaryData, IDataObject, IHttpRequestMethods } from 'n8n-workflow';

export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Below the base URL, with the API's exact slashes, e.g. `/instances/7/complete_step/`. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: IDataObject;
	/** Keys of the body that hold a path below the base URL, which the API wants as a whole address. */
	readonly addresses?: readonly string[];
	/** Sent as multipart form data instead of a body. */
	readonly file?: FilePart;
	/** Parts of the request that its answer must not be quoted with. */
	readonly secrets?: readonly string[];
	/** A file to be fetched and stored, instead of an answer of the API; `path` is empty then. */
	readonly download?: FileAddress;
}

/** Where a file is to be fetched from. */
export interface FileAddress {
	/** Absolute, or relative to the base URL. */
	readonly address: string;
	/** A larger file is refused. */
	readonly maxBytes: number;
}

/** A file that was fetched, in n8n's store. */
export interface FetchedFile {
	/** Absolute, as it was asked for: where it led to may be for a short time only. */
	readonly url: string;
	readonly fileName: string;
	readonly mimeType: string;
	/** In bytes. */
	readonly size: number;
	readonly data: IBinaryData;
}

/**
 * Why nothing was stored although somebody answered, or nobody was asked: a status that is no file
 * (`refused`), a page for people, data of the API, and so on.
 */
export type NoFile =
	| 'badAddress'
	| 'badRedirect'
	| 'data'
	| 'empty'
	| 'notStored'
	| 'page'
	| 'plainHttp'
	| 'refused'
	| 'tooLarge'
	| 'tooManyRedirects';

/** A file of an input item. Only what it is, never its content: that is read when it is sent. */
export interface FilePart {
	/** The API's name for the part, e.g. `image`. */
	readonly part: string;
	readonly itemIndex: number;
	/** Name of the binary property. */
	readonly property: string;
	readonly fileName: string;
	readonly mimeType: string;
	/** In bytes, where n8n tells. */
	readonly size?: number;
	/** Where n8n keeps the content, unless that is in memory with the item. */
	readonly storedAs?: string;
	/** Further parts of the form, by name. */
	readonly fields: Readonly<Record<string, string>>;
}

/** What came back, before anybody judges it. */
export type Reply =
	| {
			readonly kind: 'answer';
			/** Who answered, if that need not be the API. */
			readonly host?: string;
			readonly status: number;
			readonly body: Body;
			/** The header `Retry-After` as sent. */
			readonly retryAfter?: string;
			/** The header `Location` as sent. */
			readonly location?: string;
			/** The header `Date`: the server's own time, to the second, in milliseconds since 1970. */
			readonly serverTime?: number;
			/** When the request may be sent again after it was refused for the pace; in milliseconds. */
			readonly retryAt?: number;
	  }
	| {
			readonly kind: 'noAnswer';
			/** Who was asked, if that need not be the API. */
			readonly host?: string;
			/** Whether the request may have reached the API. */
			readonly sent: boolean;
			/** Node's or axios's code, e.g. `ECONNREFUSED`. */
			readonly code: string;
	  }
	| { readonly kind: 'file'; readonly file: FetchedFile }
	| {
			readonly kind: 'noFile';
			readonly reason: NoFile;
			/** Who was asked last. */
			readonly host?: string;
			readonly status?: number;
			/** What the answer says to people, cut short. */
			readonly said?: string;
	  }
	| {
			/** The file to be sent could not be read to its end, so nothing whole was sent. */
			readonly kind: 'unreadable';
			/** Name of its binary property. */
			readonly property: string;
	  }
	| {
			/** The request was not even tried. */
			readonly kind: 'skipped';
			readonly reason: SkipReason;
			/** When to try again, in milliseconds since 1970, if that is known. */
			readonly retryAt?: number;
	  };

/**
 * Why a request was not tried: the execution was stopped, another item failed and the node stops
 * there, the API asked for a longer pause than items may wait, or its rate limit is reached and items
 * do not wait for as long as that takes.
 */
export type SkipReason = 'stopped' | 'siblingFailed' | 'paused' | 'limited';

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

/**
 * In the words of RFC 9110. `safe`: it changes nothing. `idempotent`: sending it twice leaves the same
 * as once. `nonIdempotent`: it must never be sent twice.
 */
export type Idempotency = 'safe' | 'idempotent' | 'nonIdempotent';

/** What was tried, as far as messages need to know it. */
export interface Attempt {
	readonly idempotency?: Idempotency;
	/** A verb phrase, e.g. `complete step 5001 of instance 9001`. */
	readonly action: string;
	/** What to look at when nobody can tell what became of it; empty for what only reads. */
	readonly howToVerify: string;
	readonly fieldLabels: readonly string[];
	/** What a good answer holds, if that is not the instance, e.g. `the workflow`. */
	readonly expectedBody?: string;
	/** What to do about a rejection, by its status, where more is known than for all requests. */
	readonly remedyByStatus?: Readonly<Record<number, string>>;
}

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
