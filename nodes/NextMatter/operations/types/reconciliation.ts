import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Attempt, Failure } from '../../api/types';
import type { Done, Output, Plan } from './plan';

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

/** What was seen, at one time, of the instance that items with the same ordering key are about. Plain data. */
export interface ObservedState {
	/** The revision, see `revisionOf`. */
	readonly revision: string;
	readonly activeStepIds?: readonly number[];
	/** By the clock of this machine, in milliseconds since 1970. */
	readonly seenAt: number;
}

export type OtherItems = 'none' | 'others' | 'alike';

/** What is known about a request without a clear answer, in addition to a read. */
export interface Evidence {
	readonly sent: SendTime;
	/** The first time it was sent, by the clock of this machine. */
	readonly sentAt: number;
	/** The body that was sent. */
	readonly body?: IDataObject;
	/** What was seen last before it was sent. */
	readonly before?: ObservedState;
	/** The newest revision seen at all. */
	readonly newest?: string;
	/** It was answered with success, which its answer does not bear out. */
	readonly isAnswered?: boolean;
	/** Whether other items of this run may have done the same since, with the same body or another. */
	readonly rivals?: OtherItems;
	/** And whether some had done it before. */
	readonly forerunners?: OtherItems;
}

/** A request without a clear answer, and what is known of it in addition to the read. */
export interface Unresolved {
	readonly failure: Failure;
	readonly evidence?: Evidence;
}

/** The read that tells what became of a request, and what its answers mean. */
export interface Reconciliation<P extends Plan> {
	request(plan: P): ApiRequest;
	/** What is read: in words a verb phrase such as `read instance 9001`. */
	readAttempt(plan: P): Pick<Attempt, 'action' | 'subject'>;
	/** After a rejection, or before sending: why it cannot be done, and whether that is the end of it. */
	diagnoseRejection(plan: P, rejection: Failure, body: unknown): CheckResult;
	/**
	 * After a request that got no clear answer: whether it was processed. `notDone`: certainly not. `pending`:
	 * a second read may tell.
	 */
	reconcile(plan: P, body: unknown, unresolved: Unresolved): CheckResult;
	/** What in an answer of success casts doubt on that, if anything does. */
	reasonToDoubt?(plan: P, body: unknown, evidence: Evidence): string | undefined;
	/** The revision: something in an answer that changes whenever what it shows has changed. */
	revisionOf(body: unknown): string | undefined;
	activeStepIds?(body: unknown): readonly number[] | undefined;
	/** Whether what was seen last shows that it can be done. */
	isReady?(plan: P, seen: ObservedState): boolean;
	/** For how long after it was sent a request without an answer may still be processed. */
	readonly atWorkMs?: number;
	/** Whether to read the state before sending again even what may be sent twice. */
	readonly checksBeforeRetry?: boolean;
}
