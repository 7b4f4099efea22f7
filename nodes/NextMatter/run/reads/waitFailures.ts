import { describeSkipReason } from '../../api/errors/skipReasons';
import type { Failure, SkipReason } from '../../api/types';
import { pluralize } from '../../input/wording';
import type { CheckResult } from '../../operations/types';

/** @param what what was waited for, e.g. `for it to become active` */
export function waitTimedOut(failure: Failure, waitedMs: number, what: string): CheckResult {
	const waited = `Waited ${pluralize(Math.round(waitedMs / 1000), 'second')} ${what}`;
	return { kind: 'failed', failure: { ...failure, remedy: `${waited}. ${failure.remedy}` } };
}

/** What was waited for might have come, so what ended the run is what failed. */
export function waitInterrupted(failure: Failure, reason: SkipReason, what: string): CheckResult {
	const remedy = `Waiting ${what} was cut short: ${describeSkipReason(reason)}. ${failure.remedy}`;
	const isConsequence = reason === 'siblingFailed';
	return {
		kind: 'failed',
		failure: { ...failure, remedy, ...(isConsequence && { isConsequence }) },
	};
}
