import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../api/types';
import type { Begun, Done, Plan, ObservedState } from '../operations/types';

/** What became of one item. Plain data, so that it survives in n8n's store. */
export type Outcome =
	| Done
	| {
			readonly kind: 'failed';
			readonly failure: Failure;
			/** What still has to be settled, if nobody can tell whether a request was processed. */
			readonly unresolved?: UnresolvedRequest;
	  };

/** A request that may or may not have been processed. */
export interface UnresolvedRequest {
	/** As it was explained when it got no clear answer. */
	readonly failure: Failure;
	/** When the first request without a clear answer was sent, in milliseconds since 1970. */
	readonly since: number;
	/** And the last one. */
	readonly lastSentAt?: number;
	/** What was seen last before the first one. */
	readonly before?: ObservedState;
	/** What was sent, unless that is large. */
	readonly body?: IDataObject;
	/** What the request was about, so that it is not taken for another one later. */
	readonly details?: IDataObject;
	/** It was answered with success, which the answer did not bear out. */
	readonly isAnswered?: boolean;
}

export type Failed = Extract<Outcome, { kind: 'failed' }>;

/** A failure of an item whose plan is known, with what the plan is about. */
export function failedOutcome({ details, begun }: Plan, failure: Failure): Failed {
	const told = begun ? afterBeginning(begun, failure) : failure;
	return { kind: 'failed', failure: { ...told, details: { ...details, ...failure.details } } };
}

function afterBeginning({ message, remedy }: Begun, failure: Failure): Failure {
	const advice = [failure.remedy.replace(/\.$/, ''), remedy].filter(Boolean).join('. ');
	const lead = message[failure.certainty];
	return { ...failure, message: `${lead}: ${failure.message}`, remedy: advice };
}

/** Adds what options of the node can do about a failure, for people who can set them. */
export function withOptionsRemedy(outcome: Outcome): Outcome {
	if (outcome.kind !== 'failed' || outcome.failure.optionsRemedy === undefined) return outcome;
	const { optionsRemedy, ...failure } = outcome.failure;
	const remedy = `${failure.remedy.replace(/\.$/, '')}. ${optionsRemedy}`;
	return { ...outcome, failure: { ...failure, remedy } };
}

/** A failure as plain data for error items and for the error view of the editor. */
export function failureDetails(failure: Failure, itemIndex: number): IDataObject {
	const { message, remedy, certainty, statusCode, apiMessages, details } = failure;
	return {
		message,
		description: remedy,
		certainty,
		itemIndex,
		...details,
		...(statusCode !== undefined && { statusCode }),
		...(apiMessages && { apiMessages: [...apiMessages] }),
	};
}

export function itemTag(itemIndex: number): string {
	return `[item ${itemIndex}]`;
}
