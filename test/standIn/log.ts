import type { Form } from './form';
import type { JsonValue } from './json';
import type { Effect } from './world';

/** One request as it arrived, and what became of it. */
export interface LoggedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string>;
	/** `authorization` holds the name of the key instead of the key. */
	headers: Record<string, string>;
	/** Parsed if it is JSON, else the text; `undefined` if there is none. */
	body: JsonValue | undefined;
	/** In place of a body, if it is a multipart form. */
	form?: Form;
	/** What was answered, `reset` if the connection was broken, `pending` if nothing came yet. */
	status: number | 'reset' | 'pending';
	effect: Effect;
	/** The instances it started, aborted or deleted: its path does not name them. */
	ids?: readonly number[];
	/** What the contract calls it, if it knows it. */
	operationId?: string;
	instanceId?: number;
	stepId?: number;
	/** When it arrived and when it was answered, in milliseconds since 1970. */
	at: number;
	answeredAt?: number;
	/** What it contained that our contract does not provide for. */
	contractErrors: string[];
}
