import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Failure } from '../../api/types';
import type { Plan } from './plan';
import type { CheckResult } from './reconciliation';

/** What a read shows of one of several: it, that the API itself knows none, or nothing at all. */
export type BulkRead =
	| { readonly kind: 'shown'; readonly instance: IDataObject }
	| { readonly kind: 'gone' }
	| { readonly kind: 'unseen' };

/** How several items are done by one request. */
export interface Bulk<P extends Plan> {
	/** Most items in one request. */
	readonly limit: number;
	merge(plans: readonly P[]): ApiRequest;
	/** The ID of what it is done to. */
	idOf(plan: P): number;
	/** Whether an item is done that its request has left open: `notDone` when it is not. */
	judge(plan: P, known: BulkKnowledge): CheckResult;
}

/** What is known of an item that its request has left open. */
export interface BulkKnowledge {
	readonly failure: Failure;
	readonly read: Exclude<BulkRead, { kind: 'unseen' }>;
	/** Whether a request may have done it. */
	readonly mayHaveSucceeded: boolean;
	/** Whether it was seen before the last request. */
	readonly wasThere: boolean;
}
