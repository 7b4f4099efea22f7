import type {
	IBinaryKeyData,
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { ItemFiles } from '../api/binaryFiles';
import type { ApiRequest, Attempt, Certainty, Failure, Idempotency, Reply } from '../api/types';

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

/** What one item puts out: the JSON of one output item, or of several. */
export type Output = IDataObject | readonly IDataObject[];

/** One item's work as plain data: everything that was typed has been read and found usable. */
export interface Plan extends Attempt {
	readonly request: ApiRequest;
	readonly idempotency: Idempotency;
	/** Requests that have to come before the main one, in this order. */
	readonly prerequisites?: readonly Prerequisite[];
	/** For the details of an error, e.g. `{ instanceId: 9001, stepId: 5001 }`. */
	readonly details: IDataObject;
	/** How long to wait for its turn to come, in milliseconds, when a review says `pending`. */
	readonly pollTimeoutMs?: number;
	/** Whether to look, before it is sent, if it can be done. */
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
	 * What it does is wanted for its own sake, e.g. to start an instance: when nobody can tell whether it
	 * was done, so it is with the item, and what it has begun is finished, in a later try if need be.
	 */
	readonly isWork?: true;
	/** What follows for the item when it fails, e.g. `Step 5001 of instance 9001 was not touched`. */
	readonly consequence?: string;
	/**
	 * What of a good answer is enough for `apply`, so that the request need not be sent again when
	 * n8n runs the node again.
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

/** What a read says about a request whose own answer did not settle it. */
export type CheckResult =
	/** What the request was for has been reached. */
	| Done
	/** Nothing has been done, and sending the request can do it now. */
	| { readonly kind: 'notDone'; readonly failure: Failure }
	/** It cannot be done now, but perhaps in a while; with `json` waiting in vain is no failure. */
	| { readonly kind: 'pending'; readonly failure: Failure; readonly json?: Output }
	/** It cannot be done, or nobody can tell; the failure says which. */
	| { readonly kind: 'failed'; readonly failure: Failure };

/**
 * When a request of unknown outcome was sent, by the server's clock, in milliseconds since 1970;
 * undefined when the server did not tell its time.
 */
export type SendTime = { readonly earliest: number; readonly latest: number } | undefined;

/** What was seen at one time of the thing that items with the same ordering key are about. Plain data. */
export interface Sighting {
	/** Its stamp. */
	readonly revision: string;
	readonly activeStepIds?: readonly number[];
	/** By the clock of this machine, in milliseconds since 1970. */
	readonly seenAt: number;
}

export type OtherItems = 'none' | 'others' | 'alike';

/** What is known, beside a read, about a request without a clear answer. */
export interface Evidence {
	readonly sent: SendTime;
	/** The first time it was sent, by the clock of this machine. */
	readonly sentAt: number;
	/** The body that was sent. */
	readonly body?: IDataObject;
	/** What was seen last before it was sent. */
	readonly before?: Sighting;
	/** The newest revision seen at all. */
	readonly newest?: string;
	/** It was answered with success, which its answer does not bear out. */
	readonly isAnswered?: boolean;
	/** Whether other items of this run may have done the same since, with the same body or another. */
	readonly rivals?: OtherItems;
	/** And whether some had done it before. */
	readonly forerunners?: OtherItems;
}

/** The read that tells what became of a request, and what its answers mean. */
export interface Reconciliation<P extends Plan> {
	request(plan: P): ApiRequest;
	/** The read in words: a verb phrase such as `read instance 9001`. */
	readAction(plan: P): string;
	/** After a rejection, or before sending: why it cannot be done, and whether that is the end of it. */
	diagnoseRejection(plan: P, rejection: Failure, body: unknown): CheckResult;
	/**
	 * After a request that got no clear answer: whether it was obeyed. `notDone`: certainly not. `pending`:
	 * a second look may tell.
	 */
	reconcile(plan: P, failure: Failure, body: unknown, evidence?: Evidence): CheckResult;
	/** Of an answer of success: what in it casts doubt on that, if anything does. */
	reasonToDoubt?(plan: P, body: unknown, evidence: Evidence): string | undefined;
	/** The revision: something in an answer that changes whenever what it shows has changed. */
	revisionOf(body: unknown): string | undefined;
	activeStepIds?(body: unknown): readonly number[] | undefined;
	/** Whether what was seen last shows that it can be done. */
	isReady?(plan: P, seen: Sighting): boolean;
	/** For how long after it was sent a request without an answer may still be obeyed. */
	readonly atWorkMs?: number;
	/** Whether even what may be sent twice is looked for before it is sent again. */
	readonly checksBeforeRetry?: boolean;
}

/** How what was put out can be read again, so that it need not be kept whole for a later try of n8n. */
export interface Replay<P extends Plan> {
	/** The gist of an output: enough to find the thing again, and to tell of it if that fails. */
	brief(json: IDataObject): IDataObject;
	/** @returns undefined when it does not say where to read */
	request(plan: P, brief: IDataObject): ApiRequest | undefined;
	isSame(plan: P, brief: IDataObject, body: IDataObject): boolean;
}

/** What a look shows of one of several: it, that the API itself knows none, or nothing at all. */
export type Sight =
	| { readonly kind: 'shown'; readonly instance: IDataObject }
	| { readonly kind: 'gone' }
	| { readonly kind: 'unseen' };

/** A plan whose first half is done. */
export interface Continued<P extends Plan> {
	readonly plan: P;
	/** Why the other half cannot be done. */
	readonly failure?: Failure;
}

/** How several items are done by one request. */
export interface Bulk<P extends Plan> {
	/** Most items in one request. */
	readonly limit: number;
	merge(plans: readonly P[]): ApiRequest;
	/** The ID of what it is done to. */
	idOf(plan: P): number;
	/**
	 * What a look says about an item that its request has left open: `notDone` when it is not done.
	 *
	 * @param known whether a request may have done it, and whether it was seen before the last one
	 */
	judge(
		plan: P,
		failure: Failure,
		sight: Exclude<Sight, { kind: 'unseen' }>,
		known: { readonly mayHaveSucceeded: boolean; readonly wasThere: boolean },
	): CheckResult;
}

/** Reads what people want in the output though the answer does not hold it, once an item is done. */
export interface FollowUp<P extends Plan> {
	isWanted(plan: P): boolean;
	/** A failure fails an item that only reads. */
	read(plan: P, outcome: Done, ask: Ask): Promise<CheckResult>;
	/** What is put out when that fails, but the item has changed something and so stays done. */
	without(outcome: Done): Done;
}

/** How an execution sleeps after its only item is done, until somebody wakes it or the time is up. */
export interface Sleep<P extends Plan> {
	/** When the time is up, in milliseconds since 1970; undefined for never. */
	wakesAt(plan: P): number | undefined;
	/** What is put out then, given what the item put out. */
	timedOut(plan: P, json: IDataObject): IDataObject;
}

/** What the user sees of an operation. It needs nothing of what runs it, so that n8n starts fast. */
export interface OperationDescription {
	/** Entry in the list of operations; its value is part of saved workflows. */
	readonly option: INodePropertyOptions & { value: string };
	readonly properties: readonly INodeProperties[];
	/** Added to those that every operation has. */
	readonly options: readonly INodeProperties[];
	/** Whether items with the same ordering key are sent one after another. */
	readonly isOrdered?: true;
}

/** An operation of the node: what the user sees, how a plan is prepared, how its answer is judged. */
export interface Operation<P extends Plan = Plan> extends OperationDescription {
	/**
	 * The ordering key of an item, e.g. its instance: items with the same key are sent one after another.
	 * Without one, items have no order.
	 *
	 * @throws InputError
	 */
	orderingKey?(parameter: ParameterReader): string;
	/** @throws InputError for input that cannot be used */
	prepare(parameter: ParameterReader, itemContext: ItemContext): P;
	/**
	 * What is put out, or undefined when the body is not what the operation expects. Of an answer to the
	 * main request, the plan holds that request as it was sent.
	 */
	present(plan: P, body: unknown, status?: number): Output | undefined;
	readonly reconciliation?: Reconciliation<P>;
	/** Takes over what the answer of the prerequisite that `isWork` tells, as it is or as its checkpoint. */
	goOn?(plan: P, body: unknown): Continued<P>;
	/** The operation that this one is with the parameters of a node, which are the same for all items. */
	variant?(parameter: ParameterReader): Operation;
	readonly bulk?: Bulk<P>;
	readonly replay?: Replay<P>;
	/**
	 * What was done in the name of one API key, seen by another one for the same server. `counts`, the
	 * default: the request names something by its ID, and IDs are unique on a server. `isToBeProven`:
	 * only if the other key can read what was made. `isNew`: to be done again, which does little harm.
	 */
	readonly underAnotherKey?: 'counts' | 'isToBeProven' | 'isNew';
	/**
	 * After a rejection: the same request in other words, if those may be taken. Asked again only when the
	 * request is made anew.
	 */
	retryWith?(plan: P, request: ApiRequest, rejection: Reply): ApiRequest | undefined;
	/** What a good answer shows that is not what was sent. */
	contradiction?(plan: P, request: ApiRequest, body: unknown): Failure | undefined;
	/** For reads that come in pages: how to get the one after this one, if there is one. */
	nextPage?(plan: P, body: unknown): ApiRequest | undefined;
	/**
	 * For reads that are repeated until something has come about, or `pollTimeoutMs` are over; undefined
	 * when the body is not what the operation expects.
	 */
	poll?(plan: P, body: unknown): CheckResult | undefined;
	/** For reads that take several requests, or those of files: the whole way to the output. */
	gather?(plan: P, ask: Ask): Promise<CheckResult>;
	readonly followUp?: FollowUp<P>;
	readonly sleep?: Sleep<P>;
	/** What people should know about an output item, though nothing failed. */
	hintsFor?(plan: P, json: IDataObject): readonly string[];
}

/** A resource of the node, with the list of operations that its users choose from. */
export interface ResourceDescription {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly OperationDescription[];
	readonly operationProperty: INodeProperties;
}

export interface Resource extends ResourceDescription {
	readonly operations: readonly Operation[];
}
