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
}

/** An operation of the node: what the user sees, how a plan is prepared, how its answer is judged. */
export interface Operation<P extends Plan = Plan> {
	/** Entry in the list of operations; its value is part of saved workflows. */
	readonly option: INodePropertyOptions & { value: string };
	readonly properties: readonly INodeProperties[];
	/** @throws Refusal for input that cannot be used */
	prepare(parameter: ParameterReader, surroundings: Surroundings): P;
	/** The output item's JSON, or undefined when the body is not what the operation expects. */
	present(plan: P, body: unknown): IDataObject | undefined;
	/** After a refusal: a read that may explain it, and what it explains. */
	readonly diagnosis?: {
		request(plan: P): ApiRequest;
		explain(plan: P, failure: Failure, body: unknown): Failure;
	};
}

/** A resource of the node, with the list of operations that its users choose from. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly Operation[];
	readonly operationProperty: INodeProperties;
}
