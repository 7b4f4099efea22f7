import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { readMoment, type Moment } from '../moments';
import { findSteps, NAMES, readSnapshot, stepIdOf } from './findInSnapshot';

const ISO_DATE = /^\d{4}-\d\d-\d\d/;
/** In seconds; in milliseconds it is larger still. */
const MIN_TIMESTAMP = 1e9;

/** Whether a step was completed. `absent`: the workflow has steps, and this is none of them. */
export type Completion = 'completed' | 'open' | 'absent' | 'unknown';

/** Looks into an instance that was read with the times of its steps. */
export function completionOf(instance: IDataObject, stepId: number): Completion {
	const steps = findSteps(readSnapshot(instance.process_snapshot));
	const found = steps.filter((step) => stepIdOf(step) === stepId);
	if (found.length === 0) return steps.length > 0 ? 'absent' : 'unknown';
	const marks = found.flatMap(completionMarks);
	if (marks.includes(true)) return 'completed';
	return marks.includes(false) ? 'open' : 'unknown';
}

/** When a step was completed last, where an instance that was read with the times of its steps tells. */
export function completionTimeOf(instance: IDataObject, stepId: number): Moment | undefined {
	const steps = findSteps(readSnapshot(instance.process_snapshot));
	const found = steps.filter((step) => stepIdOf(step) === stepId).flatMap(completionTimes);
	return found.sort((one, other) => other.time - one.time)[0];
}

function completionTimes(step: IDataObject): Moment[] {
	return completionValues(step).flatMap((value) => readMoment(value) ?? []);
}

/** What the keys that tell a completion say, on the step itself or in an object of its times. */
function completionMarks(step: IDataObject): Array<boolean | undefined> {
	return completionValues(step).map(readMark);
}

function completionValues(step: IDataObject): unknown[] {
	return Object.entries(step).flatMap(([key, value]): unknown[] => {
		if (isRecord(value)) return NAMES.times.test(key) ? completionValues(value) : [];
		return NAMES.completion.test(key) ? [value] : [];
	});
}

/**
 * A share, a count or a word tells nothing.
 *
 * @returns undefined for what is neither a time nor a yes or no
 */
function readMark(value: unknown): boolean | undefined {
	if (!value) return false;
	if (typeof value === 'string') return ISO_DATE.test(value) || undefined;
	if (typeof value === 'number') return value >= MIN_TIMESTAMP || undefined;
	return value === true || undefined;
}
