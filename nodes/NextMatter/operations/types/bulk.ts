import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, Failure } from '../../api/types';
import type { Plan } from './plan';
import type { CheckResult } from './reconciliation';

/** What a look shows of one of several: it, that the API itself knows none, or nothing at all. */
export type Sight =
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
