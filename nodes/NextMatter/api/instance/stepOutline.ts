import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { cleanText } from '../body';
import { fieldIdOf, findFields, findSteps, NAMES, readSnapshot, stepIdOf } from './findInSnapshot';

export interface FieldOutline {
	readonly id: number;
	readonly name?: string;
	/** The API's own word for the kind of form field. */
	readonly type?: string;
	readonly required?: boolean;
	/** What may be chosen, as it is spelled in the workflow. */
	readonly options?: readonly string[];
}

export interface StepOutline {
	readonly id: number;
	readonly name?: string;
	readonly fields: readonly FieldOutline[];
}

/**
 * Reads what can be recognized in a snapshot of a workflow, whose structure is not documented.
 *
 * @param snapshot `process_snapshot` of an instance, or the answer to reading a workflow; an object
 * or its JSON text
 * @returns no steps when nothing is recognized; never throws
 */
export function outlineOf(snapshot: unknown): StepOutline[] {
	const found = findSteps(readSnapshot(snapshot)).filter((step) => !isGroup(step));
	return mergeSteps(found.flatMap(outlineStep));
}

/** Steps that run side by side are grouped; a group has nothing to fill in. */
function isGroup(step: IDataObject): boolean {
	return findSteps(step).length > 0 && findFields(step).length === 0;
}

function outlineStep(step: IDataObject): StepOutline[] {
	const fields = firstOfEach(findFields(step).flatMap(outlineField));
	return withId(stepIdOf(step), { ...named(step), fields });
}

function outlineField(field: IDataObject): FieldOutline[] {
	const sources = [field, ...settingsOf(field)];
	const type = firstOf(sources, NAMES.type, readWord);
	const required = firstOf(sources, NAMES.required, readFlag);
	const options = firstOf(sources, NAMES.options, readOptions);
	return withId(fieldIdOf(field), {
		...named(field),
		...(type !== undefined && { type }),
		...(required !== undefined && { required }),
		...(options !== undefined && { options }),
	});
}

/** Only a positive ID can be asked for. */
function withId<T extends object>(id: number | undefined, rest: T): Array<T & { id: number }> {
	return id !== undefined && id >= 1 ? [{ id, ...rest }] : [];
}

/** One entry for each ID, where it comes first. */
function firstOfEach<T extends { readonly id: number }>(all: readonly T[]): T[] {
	const byId = new Map<number, T>();
	for (const entry of all) if (!byId.has(entry.id)) byId.set(entry.id, entry);
	return [...byId.values()];
}

/** A step that comes several times has what all of them have; where they differ the first counts. */
function mergeSteps(all: readonly StepOutline[]): StepOutline[] {
	const byId = new Map<number, StepOutline[]>();
	for (const step of all) {
		const same = byId.get(step.id);
		if (same) same.push(step);
		else byId.set(step.id, [step]);
	}
	return [...byId.values()].map((same) => {
		const name = same.find((step) => step.name !== undefined)?.name;
		return {
			id: same[0].id,
			...(name !== undefined && { name }),
			fields: firstOfEach(same.flatMap(({ fields }) => fields)),
		};
	});
}

function settingsOf(field: IDataObject): IDataObject[] {
	return Object.entries(field).flatMap(([key, value]) =>
		NAMES.settings.test(key) && isRecord(value) ? [value] : [],
	);
}

function firstOf<T>(
	sources: readonly IDataObject[],
	name: RegExp,
	read: (value: unknown) => T | undefined,
): T | undefined {
	for (const source of sources) {
		for (const [key, value] of Object.entries(source)) {
			const found = name.test(key) ? read(value) : undefined;
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

function named(entry: IDataObject): { name?: string } {
	const name = textAt(entry, NAMES.name);
	return name === undefined ? {} : { name };
}

function textAt(entry: IDataObject, keys: readonly string[]): string | undefined {
	return keys.map((key) => readWord(entry[key])).find((text) => text !== undefined);
}

/** @returns undefined for anything but a text that says something */
function readWord(value: unknown): string | undefined {
	return (typeof value === 'string' && cleanText(value)) || undefined;
}

function readFlag(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}

/** Options are compared letter by letter, so that their spelling is left as it is. */
function readOptions(value: unknown): string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const texts = value.flatMap((entry: unknown) => {
		const text = isRecord(entry)
			? NAMES.option.map((key) => entry[key]).find((one) => typeof one === 'string')
			: entry;
		return (typeof text === 'string' && text.trim()) || typeof text === 'number'
			? [String(text)]
			: [];
	});
	return texts.length > 0 ? [...new Set(texts)] : undefined;
}
