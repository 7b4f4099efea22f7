import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../input/blank';
import { readId } from '../input/ids';
import { isRecord } from '../input/isRecord';
import { atPlace, quote, InputError, inputErrorOf } from '../input/inputError';
import { tellNames } from '../input/wording';
import { matchByName, type Matches } from './byName';
import { throwAll } from './collect';
import { readColumns, type Column } from './columns';
import { createDuplicateCheck, type FilledField } from './filledField';
import { fieldKinds } from './index';
import { checkCount } from './limits';
import { splitColumnId } from './typedIds';
import type { EncodingSettings } from './types';

export interface Mapped {
	readonly fields: readonly FilledField[];
	/** Keys of the item that have a value and mean no form field. */
	readonly unmatched: readonly string[];
	/** Routing form fields that are left open. */
	readonly openRoutings: readonly string[];
}

export interface MappingContext {
	/** The JSON of the input item, for mapping by name. */
	readonly item: IDataObject;
	/** The parameter as it is saved, where an expression is still one. */
	readonly raw?: unknown;
	/** Whether required form fields have to be there; a step that is only saved can wait for them. */
	readonly completes: boolean;
}

/**
 * Encodes what "Using Columns" holds. Whatever is empty is left out.
 *
 * @param parameter `{ mappingMode, value, schema }` as n8n resolved it
 * @throws InputError naming every form field that is wrong
 */
export function encodeColumns(
	parameter: unknown,
	context: MappingContext,
	settings: EncodingSettings,
): Mapped {
	const { mappingMode, value, schema }: IDataObject = isRecord(parameter) ? parameter : {};
	checkCount(Array.isArray(schema) ? schema.length : 0);
	const columns = readColumns(schema);
	if (columns.length === 0) {
		throw new InputError(
			'"Using Columns" knows no form fields of the step',
			'Choose the instance and the step by ID or from the list and refresh the columns, or use "Using Fields Below"',
		);
	}
	const kept = columns.filter(({ removed }) => !removed);
	const isByName = mappingMode === 'autoMapInputData';
	const found = isByName ? matchByName(columns, context.item) : byHand(kept, value, context.raw);
	const filled = kept.filter((column) => !isEmpty(column, found.values.get(column.id)));
	const check = createDuplicateCheck();
	const encoded = filled.map((column) =>
		orInputError(() => check(encodeColumn(column, found.values.get(column.id), settings))),
	);
	const wrong = encoded.flatMap((one) => (one instanceof InputError ? one : []));
	const open = kept.filter((column) => !filled.includes(column));
	const missing = context.completes ? open.filter(({ required }) => required) : [];
	if (filled.length === 0 && kept.length > 0 && found.inputErrors.length === 0) {
		throw isByName ? nothingByName(kept, context.item, found) : nothingByHand();
	}
	throwAll([...found.inputErrors, ...wrong, ...missing.map(refuseMissing)]);
	const fields = encoded.flatMap((one) => (one instanceof InputError ? [] : one));
	const openRoutings = open.filter(({ type }) => type === 'routing').map(({ label }) => label);
	return { fields, unmatched: found.unmatched, openRoutings };
}

/** Nothing typed, or a list or an object without anything in it, also as JSON. */
function isEmpty({ type }: Column, value: unknown): boolean {
	if (isBlank(value)) return true;
	const isJson = fieldKinds.find((kind) => kind.type === type)?.column?.isJson ?? false;
	return isJson && typeof value === 'string' && /^\s*(\[[\s[\]]*\]|\{\s*\})\s*$/.test(value);
}

function byHand(columns: readonly Column[], value: unknown, raw: unknown): Matches {
	const given = isRecord(value) ? value : {};
	const saved = isRecord(raw) && isRecord(raw.value) ? raw.value : undefined;
	const isFound = ({ id }: Column) => given[id] !== undefined && given[id] !== null;
	const inputErrors = columns
		.filter((column) => !isFound(column))
		.flatMap((column) => {
			const expression = saved?.[column.id];
			const isExpression = typeof expression === 'string' && expression.startsWith('=');
			// What a model may fill in for a tool, it may also leave out.
			if (isExpression && /\$fromai\b/i.test(expression)) return [];
			// Without the saved parameter: what is saved as JSON cannot be undefined.
			const isUndefined = Object.hasOwn(given, column.id) && given[column.id] === undefined;
			return isExpression || (!saved && isUndefined) ? refuseNothing(column, given[column.id]) : [];
		});
	const values = new Map(columns.map(({ id }) => [id, given[id]]));
	return { values, unmatched: [], inputErrors };
}

function refuseNothing({ label }: Column, value: unknown): InputError {
	return new InputError(
		`${label} has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
		"Check the expression for this item; to leave the form field out on purpose, end it with ?? ''",
	);
}

function refuseMissing({ label }: Column): InputError {
	return new InputError(
		`${label} is required and empty`,
		'Fill it in. If it is filled in already, because the step was saved before, remove its column',
	);
}

function encodeColumn(
	{ id: columnId, label, type }: Column,
	value: unknown,
	settings: EncodingSettings,
): FilledField {
	try {
		const kind = fieldKinds.find((candidate) => candidate.type === type);
		if (!kind?.column) {
			throw new InputError(
				`${quote(type)} is not a field type`,
				'Refresh the columns of "Using Columns"',
			);
		}
		const row = kind.column.toRow(value);
		const action_id = readId('form field', splitColumnId(columnId).id);
		return { field: { action_id, input_object: kind.encode(row, settings) }, label };
	} catch (error) {
		throw atPlace(label, error);
	}
}

function orInputError<T>(work: () => T): T | InputError {
	try {
		return work();
	} catch (error) {
		return inputErrorOf(error);
	}
}

function nothingByHand(): InputError {
	return new InputError(
		'All columns of "Using Columns" are empty, so there is nothing to fill in',
		'Fill in at least one. For a step without form fields, set "Specify Form Fields" to "Using Fields Below" and add no row',
	);
}

function nothingByName(
	columns: readonly Column[],
	item: IDataObject,
	{ values }: Matches,
): InputError {
	const names = tellNames(columns.map(({ name }) => name));
	if (values.size > 0) {
		const empty = columns.filter(({ id }) => values.has(id)).map(({ name }) => name);
		return new InputError(
			`The input item has no value for any form field: ${tellNames(empty)} ${empty.length === 1 ? 'is' : 'are'} empty`,
			'Check the data of this item, or filter out items without values first',
		);
	}
	const keys = Object.keys(item);
	return new InputError(
		keys.length === 0
			? 'The input item is empty: it has no keys'
			: `No key of the input item is the name of a form field: its keys are ${tellNames(keys)}`,
		`Name the keys as the form fields: ${names}. Or map each column yourself.`,
	);
}
