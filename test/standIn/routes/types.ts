import type { KeyDefinition } from '../definitions';
import type { ApiRequest, Handled, World } from '../world';

/** Answers a request of somebody who may use the API. */
export type Handler = (world: World, key: KeyDefinition, call: Call) => Handled;

export interface Call {
	readonly request: ApiRequest;
	/** The numbers in the path, in their order. */
	readonly ids: readonly number[];
}

export interface Route {
	/** Below `/api`; each group is a number. */
	readonly pattern: RegExp;
	readonly methods: Readonly<Record<string, { operationId: string; handle: Handler }>>;
	/** Whether the first number is that of an instance. */
	readonly isOfInstance?: boolean;
}
