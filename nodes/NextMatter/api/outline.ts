import type { IDataObject } from 'n8n-workflow';
import { isDictionary } from '../input/records';
import { KEYS } from './snapshotKeys';
import { findSteps, hasId, readSnapshot } from './snapshots';

/** What can be told of a form field. */
export interface FieldOutline {
	readonly id: number;
	readonly name?: string;
	/** The API's word for its type. */
	readonly type?: string;
	readonly required?: boolean;
	/** What may be chosen. */
	readonly options?: readonly string[];
}

/** What can be told of a step. */
export interface StepOutline {
	readonly id: number;
	readonly name?: string;
	readonly fields: readonly FieldOutline[];
}

const DEEPEST_LEVEL = 12;

/**
 * The steps of a workflow with their form fields, in the order in which they come.
 *
 * @param structure a `process_snapshot` or a workflow, as an object or as its text
 * @returns an empty list when nothing is recognised
 */
export function outlineOf(structure: unknown): StepOutline[] {
	return unique(findSteps(readSnapshot(structure)).map(outlineOfStep));
}

function outlineOfStep(step: IDataObject): StepOutline {
	return { ...named(step), fields: unique(findFields(step).map(outlineOfField)) };
}

/** Form fields anywhere in a step, but not in the steps within it. */
function findFields(value: unknown, listKey = '', depth = 0): IDataObject[] {
	if (depth > DEEPEST_LEVEL) return [];
	if (Array.isArray(value)) {
		if (KEYS.stepList.test(listKey)) return [];
		return value.flatMap((entry) => {
			const isField = KEYS.fieldList.test(listKey) && isDictionary(entry) && hasId(entry);
			return isField ? [entry] : findFields(entry, listKey, depth + 1);
		});
	}
	if (!isDictionary(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) => findFields(entry, key, depth + 1));
}

function outlineOfField(field: IDataObject): FieldOutline {
	const type = valueOf(field, KEYS.fieldType);
	const required = valueOf(field, KEYS.required);
	const options = valueOf(field, KEYS.options);
	const labels = Array.isArray(options) ? options.flatMap(labelOfOption) : [];
	return {
		...named(field),
		...(typeof type === 'string' && { type }),
		...(typeof required === 'boolean' && { required }),
		...(labels.length > 0 && { options: labels }),
	};
}

function named(entry: IDataObject): { id: number; name?: string } {
	const name = valueOf(entry, KEYS.label);
	return { id: Number(entry.id), ...(typeof name === 'string' && name.trim() && { name }) };
}

function labelOfOption(option: unknown): string[] {
	if (typeof option === 'string') return [option];
	const label = isDictionary(option) ? valueOf(option, KEYS.label) : undefined;
	return typeof label === 'string' ? [label] : [];
}

function valueOf(entry: IDataObject, key: RegExp): unknown {
	return Object.entries(entry).find(([name]) => key.test(name))?.[1];
}

function unique<T extends { readonly id: number }>(entries: readonly T[]): T[] {
	return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
