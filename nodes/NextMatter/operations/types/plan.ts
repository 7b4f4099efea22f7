import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { ItemFiles } from '../../api/binaryFiles';
import type { ApiRequest, Attempt, Certainty, Idempotency, Reply } from '../../api/types';

/** Reads one parameter of the item at hand, with its expressions resolved. */
export type ParameterReader = (name: string) => unknown;

/** What an operation needs to know about the workflow it runs in. */
export interface ItemContext {
	/** The version of the node that the n8n workflow was saved with, e.g. 1. */
	readonly nodeVersion: number;
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
	/** The JSON of the item. */
	readonly json: IDataObject;
	/** The parameters of the node as they are saved, where an expression is still one. */
	readonly saved?: IDataObject;
	/** The binary properties of the item. */
	readonly files: ItemFiles;
	/**
	 * Makes the URL that resumes the execution, with a signature for it and these parameters; undefined
	 * where n8n cannot do that.
	 */
	readonly openResumeUrl?: (parameters: Readonly<Record<string, string>>) => string;
}

/** What one item returns: the JSON of one output item, or of several. */
export type Output = IDataObject | readonly IDataObject[];

/** One item's work as plain data: everything that was typed has been read and found usable. */
export interface Plan extends Attempt {
	readonly request: ApiRequest;
	readonly idempotency: Idempotency;
	/** Requests that have to come before the main one, in this order. */
	readonly prerequisites?: readonly Prerequisite[];
	/** For the details of an error, e.g. `{ instanceId: 9001, stepId: 5001 }`. */
	readonly details: IDataObject;
	/** How long to poll, in milliseconds, while a check says `pending`. */
	readonly pollTimeoutMs?: number;
	/** Whether to check, before it is sent, that it can be done. */
	readonly checksFirst?: boolean;
	/** Most entries wanted of what comes in pages; all if undefined. */
	readonly limit?: number;
	/** What people should see above the output, as plain sentences, though it is no reason to fail. */
	readonly hints?: readonly string[];
	/** What was done before the main request could be sent, for the failure of that. */
	readonly begun?: Begun;
}

/** The first of two things that an item does. */
export interface Begun {
	/** What comes in front of the message, by what is certain of the main request. */
	readonly message: Readonly<Record<Certainty, string>>;
	/** How to go on with what was begun. */
	readonly remedy: string;
}

/** A request that has to come before the main one, and what its answer adds to that. */
export interface Prerequisite extends Attempt {
	readonly request: ApiRequest;
	readonly idempotency: 'safe' | 'nonIdempotent';
	/**
	 * What it does is wanted for its own sake, e.g. to start an instance: if its outcome is unknown, so is that of
	 * the item, and what it has begun is finished, in a later try if need be.
	 */
	readonly isWork?: true;
	/** What follows for the item when it fails, e.g. `Step 5001 of instance 9001 was not touched`. */
	readonly consequence?: string;
	/**
	 * As much of a good answer as `apply` needs, so that the request need not be sent again when n8n runs the
	 * node again.
	 */
	toCheckpoint?(body: unknown): string | undefined;
	/** @returns the main request as it is now, or undefined when the body is not what was expected */
	apply(body: unknown, request: ApiRequest): ApiRequest | undefined;
}

/** What was wanted has been reached. */
export interface Done {
	readonly kind: 'done';
	/** The JSON of the output items. */
	readonly json: Output;
	/** The files of the output items, by place. */
	readonly files?: readonly IBinaryKeyData[];
	/** Sentences that n8n shows above the output, though nothing failed. */
	readonly hints?: readonly string[];
}

/** Sends a request that changes nothing, again while it gets no clear answer and the item may wait. */
export type Ask = (request: ApiRequest) => Promise<Reply>;
