import type { Answer } from './answers';
import type { Form } from './form';
import type { KeyRing } from './keys';
import type { InputFormat } from './kinds';
import type { SnapshotShape } from './snapshots';
import type { Media } from './media';
import type { Store } from './store';
import type { Throttle } from './throttle';

/** A request as the API sees it, free of sockets. */
export interface ApiRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: URLSearchParams;
	authorization: string | undefined;
	contentType: string | undefined;
	/** Empty if it is a form. */
	body: string;
	form?: Form;
}

/** Everything an answer depends on besides the request. */
export interface World {
	store: Store;
	keys: KeyRing;
	throttle?: Throttle;
	/** Files at addresses of this server outside the API. */
	media: Media;
	url: string;
	snapshotShape: SnapshotShape;
	formats: readonly InputFormat[];
	bulk: BulkWay;
	abortAgain: AbortAgain;
	putProcess: PutProcess;
	pagination: Pagination;
	listEntries: ListEntries;
	times: Times;
}

export type Effect =
	| 'none'
	| 'saved'
	| 'completed'
	| 'created'
	| 'updated'
	| 'aborted'
	| 'deleted'
	| 'uploaded';

/** How the next page of a list is asked for; `endless`: by a cursor that is always new. */
export type Pagination = 'page' | 'cursor' | 'endless';

/** How times are written; `missing`: of a change and of the end of a step there is none. */
export type Times = 'exact' | 'seconds' | 'noZone' | 'missing';

/** What a list shows of an instance: everything, or no more than one of its versions documents. */
export type ListEntries = 'full' | 'short';

/** What a refused request for several instances does: nothing, or what can be done of it. */
export type BulkWay = 'atomic' | 'partial';

/** What becomes of a request to abort an instance that was aborted before. */
export type AbortAgain = 'accepted' | 'refused';

/** Whether an update has to name the workflow; two versions of the vendor's page disagree. */
export type PutProcess = 'required' | 'ignored';

export interface Handled {
	answer: Answer;
	effect: Effect;
	/** What changed, where the path does not name it. */
	ids?: readonly number[];
}
