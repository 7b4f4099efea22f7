import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../api/body';
import {
	fieldIdOf,
	findFields,
	findSteps,
	NAMES,
	readSnapshot,
	stepIdOf,
} from '../api/instance/findInSnapshot';
import { isRecord } from '../input/isRecord';
import { decodeValue, isEmptyValue, plainValue } from './decode';

type Json = IDataObject[string];

/** What somebody entered into one form field of an instance. */
export interface FieldValue {
	readonly id: number;
	readonly name?: string;
	readonly stepId?: number;
	readonly stepName?: string;
	/** Without the wrapping of its type; as it is where that is not recognized; null if empty. */
	readonly value: Json;
}

/**
 * Reads the values out of a snapshot that was read with `inject_values`. Where in it they stand is
 * not documented, so they are recognized by their own keys, which are.
 *
 * @param snapshot `process_snapshot` of an instance; an object or its JSON text
 * @returns every form field that is recognized, in the order of the snapshot, each ID once
 */
export function fieldValuesOf(snapshot: unknown): FieldValue[] {
	const byId = new Map<number, FieldValue>();
	for (const step of findSteps(readSnapshot(snapshot))) {
		for (const field of findFields(step)) {
			const id = fieldIdOf(field);
			if (id === undefined) continue;
			const found = { id, ...named(field), ...ofStep(step), value: valueOf(field) };
			const known = byId.get(id);
			// The same form field may be shown in several places, with its value in one of them.
			if (!known || (known.value === null && found.value !== null)) byId.set(id, found);
		}
	}
	return [...byId.values()];
}

/** The names of the form fields in a snapshot, by their IDs. */
export function namesOfFields(snapshot: unknown): Map<number, string> {
	const named = fieldValuesOf(snapshot).flatMap(({ id, name }) =>
		name === undefined ? [] : [[id, name] as const],
	);
	return new Map(named);
}

/** How the values of an instance are keyed: by the names of the form fields, or by their IDs. */
export type Keying = 'byId' | 'byName';

/**
 * All values as one flat object. A name that occurs more than once gets the name of its step in
 * front, and where that is not enough its ID behind.
 *
 * @param values each ID once
 */
export function keyValues(values: readonly FieldValue[], keying: Keying): IDataObject {
	if (keying === 'byId') {
		return Object.fromEntries(values.map(({ id, value }) => [String(id), value]));
	}
	const owners = new Map<string, number>();
	for (const value of values) {
		for (const name of new Set(namesOf(value))) owners.set(name, (owners.get(name) ?? 0) + 1);
	}
	const entries = values.map((value): [string, Json] => {
		const names = namesOf(value);
		return [names.find((name) => owners.get(name) === 1) ?? names[2], value.value];
	});
	return Object.fromEntries(entries);
}

/** What a form field may be called, the shortest first. */
function namesOf({ id, name, stepId, stepName }: FieldValue): [string, string, string] {
	const step = stepName ?? (stepId === undefined ? 'Step' : `Step ${stepId}`);
	return [name ?? String(id), `${step}: ${name ?? id}`, `${name ?? 'Form Field'} (${id})`];
}

function ofStep(step: IDataObject): Pick<FieldValue, 'stepId' | 'stepName'> {
	const stepId = stepIdOf(step);
	const { name: stepName } = named(step);
	return { ...(stepId !== undefined && { stepId }), ...(stepName !== undefined && { stepName }) };
}

function named(entry: IDataObject): { name?: string } {
	const name = NAMES.name
		.map((key) => entry[key])
		.find((text) => typeof text === 'string' && cleanText(text));
	return typeof name === 'string' ? { name: cleanText(name) } : {};
}

/** What describes a form field rather than what was entered into it. */
const DEFINITION = [
	NAMES.type,
	NAMES.required,
	NAMES.options,
	NAMES.settings,
	/^(id|uuid|key|slug|url|step|process|order|position|index|name|label|title|description|hint|help(_?text)?|placeholder)$/i,
	/(^|_)(id|ids)$/i,
	/default|initial|example|previous|visible|hidden|condition/i,
];
/** Keys that are most likely to hold the value, where several hold something like one. */
const LIKELY = /^((input|action|field|form_?field|current)_?)?(value|object|answer|data|input)s?$/i;

/**
 * The value of a form field: the one entry that has the shape of a value, or the field's own keys if
 * they have it. What does not have the shape of a value is passed on as it is.
 */
function valueOf(field: IDataObject): Json {
	const [own] = decodeValue(field, 'amongOthers');
	if (own !== undefined) return own;
	const entries = Object.entries(field).filter(
		([key]) => !DEFINITION.some((pattern) => pattern.test(key)),
	);
	const recognized = entries.flatMap(([key, value]) => {
		const [decoded] = isRecord(value) ? decodeValue(value) : [];
		return decoded === undefined ? [] : [{ key, value: decoded }];
	});
	const likely = recognized.filter(({ key }) => LIKELY.test(key));
	const [first, ...others] = likely.length > 0 ? likely : recognized;
	if (first && others.length === 0) return first.value;
	if (first) {
		return Object.fromEntries([first, ...others].map(({ key, value }) => [key, value]));
	}
	const named = entries.filter(([key]) => LIKELY.test(key));
	if (named.length === 1) return plainValue(named[0][1]);
	const filled = entries.filter(([, value]) => !isEmptyValue(value));
	return filled.length > 0 ? Object.fromEntries(filled) : null;
}
