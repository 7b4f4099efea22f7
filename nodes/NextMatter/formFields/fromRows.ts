import type { ItemFiles } from '../api/binaryFiles';
import { findFiles } from '../api/findFile';
import { locatedValue, readId } from '../input/ids';
import { isRecord } from '../input/isRecord';
import { atPlace, isMissing, quote, InputError } from '../input/inputError';
import { collect } from './collect';
import {
	createDuplicateCheck,
	fieldLabel,
	type FilledField,
	type FoundUploads,
} from './filledField';
import { fieldKinds } from './index';
import { checkCount } from './limits';
import { splitTypedId } from './typedIds';
import type { EncodingSettings, FieldKind, FieldRow, Uploads } from './types';

/**
 * Encodes the rows of "Using Fields Below".
 *
 * @param collection the parameter as n8n resolved it: `{ field: [row, …] }`, or `{}` without rows
 * @param files those of the item, for form fields that are filled in from binary
 * @throws InputError naming every form field that is wrong, also by a file that the item does not have
 */
export function encodeRows(
	collection: unknown,
	settings: EncodingSettings,
	files: ItemFiles,
): FilledField[] {
	const rows = isRecord(collection) ? (collection.field ?? []) : collection;
	if (!Array.isArray(rows) || !rows.every(isRecord)) {
		throw new InputError(
			`The form fields are ${quote(rows)}, which is not a list of rows`,
			`To ${USE_JSON}`,
		);
	}
	// n8n makes one empty row per character when an expression was put in place of the whole list.
	if (rows.length > 1 && rows.every(({ fieldId }) => isMissing(locatedValue(fieldId)))) {
		throw new InputError(
			`None of the ${rows.length} form fields has an ID`,
			`Enter the ID of each form field. If the list was set by an expression, n8n made one row per character of it: to ${USE_JSON}`,
		);
	}
	checkCount(rows.length);
	const check = createDuplicateCheck();
	return collect(rows, (row, index) => check(encodeRow(row, index, { settings, files })));
}

const USE_JSON = "set all form fields with one expression, set 'Specify Form Fields' to Using JSON";

interface Means {
	readonly settings: EncodingSettings;
	readonly files: ItemFiles;
}

function encodeRow(row: FieldRow, index: number, { settings, files }: Means): FilledField {
	let place = fieldLabel(index);
	try {
		const given = splitTypedId(row.fieldId);
		const action_id = readId('form field', given.id);
		const label = fieldLabel(index, action_id, chosenName(row.fieldId));
		place = label;
		const kind =
			given.type === undefined
				? kindOfType(row.fieldType, `Expected one of ${TYPES}`)
				: kindOfTypedId(given.type, row);
		place = `${label}, ${kind.name}`;
		const uploads = kind.uploads?.(row);
		const field = { action_id, input_object: kind.encode(row, settings) };
		return { field, label, ...(uploads && { uploads: withFiles(uploads, files) }) };
	} catch (error) {
		throw atPlace(place, error);
	}
}

function withFiles({ kind, key, label, properties }: Uploads, files: ItemFiles): FoundUploads {
	return { kind, key, files: findFiles(label, properties, files) };
}

/** The name of a form field that was chosen from the list, which shows its type as well. */
function chosenName(locator: unknown): string | undefined {
	if (!isRecord(locator) || locator.mode !== 'list') return undefined;
	const { cachedResultName: shown } = locator;
	if (typeof shown !== 'string' || shown === '') return undefined;
	const kind = fieldKinds.find(({ name }) => shown.endsWith(`: ${name}`));
	return kind ? shown.slice(0, -`: ${kind.name}`.length) : shown;
}

const TYPES = fieldKinds.map(({ type }) => type).join(', ');

function kindOfType(type: unknown, remedy: string): FieldKind {
	const kind = fieldKinds.find((candidate) => candidate.type === type);
	if (kind) return kind;
	throw new InputError(`${quote(type)} is not a field type`, remedy);
}

function kindOfTypedId(type: string, { fieldType }: FieldRow): FieldKind {
	const digitsOnly = "enter only the digits of its ID and choose its 'Field Type'";
	const kind = kindOfType(type, `Choose the form field from the list again, or ${digitsOnly}`);
	// n8n hides the field type next to such an ID and drops it, unless an expression has returned the ID.
	if (fieldType === undefined || fieldType === type) return kind;
	throw new InputError(
		`The type in its ID is ${quote(type)}, but 'Field Type' is ${quote(fieldType)}`,
		`Choose ${kind.name} as 'Field Type', or ${digitsOnly}`,
	);
}
