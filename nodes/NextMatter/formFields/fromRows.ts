import type { IDataObject } from 'n8n-workflow';
import { locatedValue, readId } from '../input/ids';
import { isRecord } from '../input/isRecord';
import { atPlace, isMissing, quote, InputError } from '../input/inputError';
import { collect } from './collect';
import { fieldKinds } from './index';
import { checkCount } from './limits';
import { splitTypedId } from './typedIds';
import type { EncodingSettings, FieldKind, FieldRow, Uploads } from './types';

/** A form field as the API takes it; the API calls it an action. */
export interface EncodedField {
	readonly action_id: number;
	readonly input_object: IDataObject;
}

/** How messages call a form field: by its place in the list and its ID, `Form Field 2 (50222)`. */
export function fieldLabel(index: number, id?: number): string {
	return `Form Field ${index + 1}${id === undefined ? '' : ` (${id})`}`;
}

/**
 * Encodes the rows of "Using Fields Below".
 *
 * @param collection the parameter as n8n resolved it: `{ field: [row, …] }`, or `{}` without rows
 * @throws InputError naming every form field that is wrong
 */
export function encodeRows(collection: unknown, settings: EncodingSettings): EncodedField[] {
	const rows = isRecord(collection) ? (collection.field ?? []) : collection;
	if (!Array.isArray(rows) || !rows.every(isRecord)) {
		throw new InputError(
			`The form fields are ${quote(rows)}, which is not a list of rows`,
			USE_JSON,
		);
	}
	// n8n makes one empty row per character when an expression was put in place of the whole list.
	if (rows.length > 1 && rows.every(({ fieldId }) => isMissing(locatedValue(fieldId)))) {
		throw new InputError(
			`None of the ${rows.length} form fields has an ID`,
			`Enter the ID of each form field. If the list was set by an expression, n8n made one row per character of it: ${USE_JSON}`,
		);
	}
	checkCount(rows.length);
	const fields = collect(rows, (row, index) => encodeRow(row, index, settings));
	refuseDuplicates(fields);
	return fields;
}

const USE_JSON =
	'to give all form fields by one expression, set "Specify Form Fields" to "Using JSON"';

function encodeRow(row: FieldRow, index: number, settings: EncodingSettings): EncodedField {
	return withKind(row, index, (kind, action_id) => {
		// Read here too, so that it is told together with what is wrong elsewhere.
		kind.uploads?.(row);
		return { action_id, input_object: kind.encode(row, settings) };
	});
}

/** What has to be uploaded for one of the form fields. */
export interface FieldUploads {
	readonly uploads: Uploads;
	/** Its index in the list of form fields. */
	readonly index: number;
	/** How messages call it. */
	readonly place: string;
}

/**
 * What has to be uploaded for rows that `encodeRows` takes.
 *
 * @throws InputError naming the form field
 */
export function uploadsOfRows(collection: unknown): FieldUploads[] {
	const rows = isRecord(collection) ? (collection.field ?? []) : collection;
	if (!Array.isArray(rows)) return [];
	return rows.filter(isRecord).flatMap((row, index) =>
		withKind(row, index, (kind, id) => {
			const uploads = kind.uploads?.(row);
			return uploads ? [{ uploads, index, place: fieldLabel(index, id) }] : [];
		}),
	);
}

function withKind<T>(row: FieldRow, index: number, work: (kind: FieldKind, id: number) => T): T {
	let place = fieldLabel(index);
	try {
		const given = splitTypedId(row.fieldId);
		const id = readId('form field', given.id);
		place = fieldLabel(index, id);
		const kind =
			given.type === undefined
				? kindOfType(row.fieldType, `Expected one of ${TYPES}`)
				: kindOfTypedId(given.type, row);
		place = `${place}, ${kind.name}`;
		return work(kind, id);
	} catch (error) {
		throw atPlace(place, error);
	}
}

const TYPES = fieldKinds.map(({ type }) => type).join(', ');

function kindOfType(type: unknown, remedy: string): FieldKind {
	const kind = fieldKinds.find((candidate) => candidate.type === type);
	if (kind) return kind;
	throw new InputError(`${quote(type)} is not a field type`, remedy);
}

function kindOfTypedId(type: string, { fieldType }: FieldRow): FieldKind {
	const digitsOnly = 'enter only the digits of its ID and choose its "Field Type"';
	const kind = kindOfType(type, `Choose the form field from the list again, or ${digitsOnly}`);
	// n8n hides the field type next to such an ID and drops it, unless an expression has returned the ID.
	if (fieldType === undefined || fieldType === type) return kind;
	throw new InputError(
		`The type in its ID is ${quote(type)}, but "Field Type" is ${quote(fieldType)}`,
		`Choose ${kind.name} as "Field Type", or ${digitsOnly}`,
	);
}

/** @throws InputError when a form field is listed twice: the API could only take one of them */
export function refuseDuplicates(fields: readonly EncodedField[]): void {
	const firstById = new Map<number, number>();
	collect(fields, ({ action_id }, index) => {
		const first = firstById.get(action_id);
		if (first === undefined) {
			firstById.set(action_id, index);
			return;
		}
		throw new InputError(
			`${fieldLabel(index, action_id)} is the same form field as ${fieldLabel(first)}`,
			'List each form field once',
		);
	});
}
