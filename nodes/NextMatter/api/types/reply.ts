import type { IBinaryData } from 'n8n-workflow';

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
