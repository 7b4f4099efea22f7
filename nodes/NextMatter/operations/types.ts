import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Attempt } from '../api/failures';
import type { ApiRequest, Failure } from '../api/types';

/** Reads one parameter of the item at hand, with its expressions resolved. */
export type ParameterReader = (name: string) => unknown;

/** What an operation needs to know about the workflow it runs in. */
export interface Surroundings {
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
}

/** One item's work as plain data: everything that was typed has been read and found usable. */
export interface Plan extends Attempt {
	readonly request: ApiRequest;
	/** `repeatable`: sending it twice leaves the same as once. `once`: it must never be sent twice. */
	readonly nature: 'repeatable' | 'once';
	/** For the details of an error, e.g. `{ instanceId: 9001, stepId: 5001 }`. */
	readonly facts: IDataObject;
	/** How long to wait for its turn to come, in milliseconds, when a review says `later`. */
	readonly patienceMs?: number;
}

/** What a read says about a request whose own answer did not settle it. */
export type Verdict =
	/** What the request was for has been reached; the output item's JSON. */
	| { readonly kind: 'done'; readonly json: IDataObject }
	/** Nothing has been done, and sending the request can do it now. */
	| { readonly kind: 'open'; readonly failure: Failure }
	/** It cannot be done now, but perhaps in a while. */
	| { readonly kind: 'later'; readonly failure: Failure }
	/** It cannot be done, or nobody can tell; the failure says which. */
	| { readonly kind: 'failed'; readonly failure: Failure };

/**
 * When a request of unknown outcome was sent, by the server's clock, in milliseconds since 1970;
 * undefined when the server did not tell its time.
 */
export type SendTime = { readonly earliest: number; readonly latest: number } | undefined;

/** The read that tells what became of a request, and what its answers mean. */
export interface Witness<P extends Plan> {
	request(plan: P): ApiRequest;
	/** After a refusal: why, and whether that is the end of it. */
	review(plan: P, refusal: Failure, body: unknown): Verdict;
	/**
	 * After a request that got no clear answer: whether it was obeyed.
	 *
	 * @param stampBefore the stamp of what was seen last before the request was sent
	 */
	settle(plan: P, doubt: Failure, body: unknown, sent: SendTime, stampBefore?: string): Verdict;
	/** Something in an answer that changes whenever what it shows has changed. */
	stamp(body: unknown): string | undefined;
}

/** An operation of the node: what the user sees, how a plan is prepared, how its answer is judged. */
export interface Operation<P extends Plan = Plan> {
	/** Entry in the list of operations; its value is part of saved workflows. */
	readonly option: INodePropertyOptions & { value: string };
	readonly properties: readonly INodeProperties[];
	/** Added to those that every operation has. */
	readonly options: readonly INodeProperties[];
	/**
	 * Names the lane of an item, e.g. its instance: items of one lane are sent one after another.
	 *
	 * @throws Refusal
	 */
	lane(parameter: ParameterReader): string;
	/** @throws Refusal for input that cannot be used */
	prepare(parameter: ParameterReader, surroundings: Surroundings): P;
	/** The output item's JSON, or undefined when the body is not what the operation expects. */
	present(plan: P, body: unknown): IDataObject | undefined;
	readonly witness?: Witness<P>;
}

/** A resource of the node, with the list of operations that its users choose from. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly Operation[];
	readonly operationProperty: INodeProperties;
}
