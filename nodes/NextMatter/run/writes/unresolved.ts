import type { Answer, ApiRequest, Failure } from '../../api/types';
import type { CheckResult, Plan } from '../../operations/types';
import { failedOutcome, type Outcome, type UnresolvedRequest } from '../outcomes';

/** A larger body is not kept for later, so its values cannot be compared with what a read shows then. */
const MAX_BODY_KEPT = 20_000;

/** What is kept of a request that was sent, in case nobody can tell what became of it. */
export type SentRequest = Omit<UnresolvedRequest, 'failure'>;

/** What an item's tries without a clear answer have left to be resolved. */
export interface UnclearTries {
	/** The first of them, which all else is held against, in the words of the last. */
	unresolved(): UnresolvedRequest | undefined;
	/** @returns what is unresolved now */
	add(latest: UnresolvedRequest, plan: Plan): UnresolvedRequest;
	/** Counts one that has to be resolved before the item goes on. @returns how many that makes */
	count(): number;
}

/** @param first what an earlier run of the node left unresolved */
export function createUnclearTries(first: UnresolvedRequest | undefined): UnclearTries {
	let unresolved = first;
	let counted = 0;
	return {
		unresolved: () => unresolved,
		add(latest, { details }) {
			const { failure, since: lastSentAt, isAnswered = false } = latest;
			unresolved = { details, ...(unresolved ?? latest), failure, lastSentAt, isAnswered };
			return unresolved;
		},
		count: () => (counted += 1),
	};
}

/** What was sent, to be compared with what a read shows later. */
export function bodyToKeep({ body }: ApiRequest): Pick<UnresolvedRequest, 'body'> {
	return body && JSON.stringify(body).length <= MAX_BODY_KEPT ? { body } : {};
}

/** For an answer of success that its own body contradicts. */
export function contradicted(
	{ action, howToVerify }: Plan,
	{ status }: Answer,
	why: string,
): Failure {
	return {
		message: `Next Matter reported success for the request to ${action} (HTTP ${status}), but ${why}`,
		remedy: `It is unclear whether it was done. ${howToVerify}`,
		certainty: 'unknown',
		statusCode: status,
	};
}

/** A rejection because of what the request itself may have done. */
export function mayHaveSucceeded(
	result: CheckResult,
): result is Extract<CheckResult, { kind: 'failed' }> {
	const details = result.kind === 'failed' ? result.failure.details : undefined;
	return details?.instanceStatus !== undefined && details.stepCompleted !== false;
}

/** For a rejection after a throttled try, which may be about what that try has done. */
export function throttledBefore(failure: Failure): Failure {
	const remedy = `An earlier attempt was throttled, but may have been processed anyway. ${failure.remedy}`;
	return { ...failure, certainty: 'unknown', remedy };
}

/** What is left of an item that failed, with what still has to be settled. */
export function failed(
	plan: Plan,
	failure: Failure,
	unresolved: UnresolvedRequest | undefined,
): Outcome {
	const told = unresolved ? withUnresolved(plan, failure, unresolved) : failure;
	return { ...failedOutcome(plan, told), ...(unresolved && { unresolved }) };
}

/** Whatever a later try ended in, one without a clear answer may have been processed. */
function withUnresolved(
	{ howToVerify }: Plan,
	failure: Failure,
	unresolved: UnresolvedRequest,
): Failure {
	if (failure.certainty === 'unknown') return failure;
	if (failure.certainty === 'not-sent') return unresolved.failure;
	const remedy = `An earlier attempt got no usable response, so it is unclear whether it was done. ${howToVerify} ${failure.remedy}`;
	return { ...failure, certainty: 'unknown', remedy };
}
