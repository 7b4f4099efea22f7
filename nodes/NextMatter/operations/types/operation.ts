import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ApiRequest, Failure, Reply } from '../../api/types';
import type { Bulk } from './bulk';
import type { Ask, Done, ItemContext, Output, ParameterReader, Plan } from './plan';
import type { CheckResult, Reconciliation } from './reconciliation';

/** How an output can be read again, so that it need not be stored whole for a later try of n8n. */
export interface Replay<P extends Plan> {
	/** A short form of an output: enough to find the thing again, and to report it if that fails. */
	brief(json: IDataObject): IDataObject;
	/** @returns undefined when it does not say where to read */
	request(plan: P, brief: IDataObject): ApiRequest | undefined;
	isSame(plan: P, brief: IDataObject, body: IDataObject): boolean;
}

/** A plan whose first half is done. */
export interface Continued<P extends Plan> {
	readonly plan: P;
	/** Why the other half cannot be done. */
	readonly failure?: Failure;
}

/** Reads what people want in the output though the answer does not hold it, once an item is done. */
export interface FollowUp<P extends Plan> {
	isWanted(plan: P): boolean;
	/** A failure fails an item that only reads. */
	read(plan: P, outcome: Done, ask: Ask): Promise<CheckResult>;
	/** The output if that fails, but the item has changed something and so stays done. */
	without(outcome: Done): Done;
}

/** How an execution sleeps after its only item is done, until somebody wakes it or the time is up. */
export interface Sleep<P extends Plan> {
	/** When the time is up, in milliseconds since 1970; undefined for never. */
	wakesAt(plan: P): number | undefined;
	/** The output then, given what the item returned before. */
	timedOut(plan: P, json: IDataObject): IDataObject;
}

/** What the user sees of an operation. It imports nothing that runs it, so that n8n starts fast. */
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
	 * The output, or undefined if the body is not what the operation expects. For an answer to the main request,
	 * the plan holds that request as it was sent.
	 */
	present(plan: P, body: unknown, status?: number): Output | undefined;
	readonly reconciliation?: Reconciliation<P>;
	/** Continues with the answer of the prerequisite that `isWork`, either whole or as its checkpoint. */
	continueFrom?(plan: P, body: unknown): Continued<P>;
	/** The operation to run instead, by parameters that are the same for all items. */
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

/** An operation in the table of its resource. */
export interface OperationEntry extends OperationDescription {
	/** Loads what runs it, which n8n does not need before a workflow runs. */
	load(): Promise<Operation>;
}

/** A resource of the node, with the list of operations that its users choose from. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly operations: readonly OperationEntry[];
	readonly operationProperty: INodeProperties;
}
