import type { IDataObject } from 'n8n-workflow';
import { isDictionary } from '../input/records';
import { KEYS } from './snapshotKeys';

const ISO_DATE = /^\d{4}-\d\d-\d\d/;
/** In seconds; in milliseconds it is larger still. */
const EARLIEST_TIMESTAMP = 1e9;
const DEEPEST_LEVEL = 12;

/** Whether a step was completed. `absent`: the workflow has steps, and this is none of them. */
export type Completion = 'completed' | 'open' | 'absent' | 'unknown';

/** Looks into an instance that was read with the times of its steps. */
export function completionOf(instance: IDataObject, stepId: number): Completion {
	const steps = findSteps(readSnapshot(instance.process_snapshot));
	const found = steps.filter(({ id }) => Number(id) === stepId);
	if (found.length === 0) return steps.length > 0 ? 'absent' : 'unknown';
	const marks = found.flatMap(completionMarks);
	if (marks.includes(true)) return 'completed';
	return marks.includes(false) ? 'open' : 'unknown';
}

/** The vendor's pages disagree whether it is an object or the text of one. */
export function readSnapshot(snapshot: unknown): unknown {
	if (typeof snapshot !== 'string') return snapshot;
	try {
		const value: unknown = JSON.parse(snapshot);
		return value;
	} catch {
		// Nothing is known then, which is an answer of its own.
		return undefined;
	}
}

/** Every step in it, however deep; an object with an ID in a list of steps. */
export function findSteps(value: unknown, listKey = '', depth = 0): IDataObject[] {
	if (depth > DEEPEST_LEVEL) return [];
	if (Array.isArray(value)) {
		return value.flatMap((entry) => {
			const isStep = KEYS.stepList.test(listKey) && isDictionary(entry) && hasId(entry);
			return [...(isStep ? [entry] : []), ...findSteps(entry, listKey, depth + 1)];
		});
	}
	if (!isDictionary(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) => findSteps(entry, key, depth + 1));
}

export function hasId({ id }: IDataObject): boolean {
	return Number.isSafeInteger(typeof id === 'string' && id.trim() ? Number(id) : id);
}

/** What the keys that tell a completion say, on the step itself or in an object of its times. */
function completionMarks(step: IDataObject): Array<boolean | undefined> {
	return Object.entries(step).flatMap(([key, value]) => {
		if (isDictionary(value)) return KEYS.times.test(key) ? completionMarks(value) : [];
		return KEYS.completion.test(key) ? [readMark(value)] : [];
	});
}

/** @returns undefined for what is neither a time nor a yes or no */
function readMark(value: unknown): boolean | undefined {
	if (!value) return false;
	if (typeof value === 'string') return ISO_DATE.test(value) || undefined;
	if (typeof value === 'number') return value >= EARLIEST_TIMESTAMP || undefined;
	return value === true || undefined;
}
