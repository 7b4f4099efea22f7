import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../input/blank';
import { readId } from '../input/ids';
import { isRecord } from '../input/isRecord';
import { atPlace, quote, InputError, inputErrorOf } from '../input/inputError';
import { nothingByHand, readByHand } from './byHand';
import { matchByName, nothingByName } from './byName';
import { throwAll } from './collect';
import { readColumns, type Column } from './columns';
import { createDuplicateCheck, type FilledField } from './filledField';
import { fieldKinds } from './index';
import { checkCount } from './limits';
import { splitColumnId } from './typedIds';
import type { EncodingSettings } from './types';

export interface Mapped {
	readonly fields: readonly FilledField[];
	/** Keys of the item that have a value and match no form field. */
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
	/** The IDs of form fields that have a value which is not in a column. */
	readonly filledElsewhere?: readonly number[];
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
			"'Using Columns' has no form fields for this step",
			"Choose the instance and the step by ID or from the list and refresh the columns, or use 'Using Fields Below'",
		);
	}
	const kept = columns.filter(({ removed }) => !removed);
	const isByName = mappingMode === 'autoMapInputData';
	const found = isByName
		? matchByName(columns, context.item)
		: readByHand(columns, value, context.raw);
	const filled = kept.filter((column) => !isEmpty(column, found.values.get(column.id)));
	const check = createDuplicateCheck();
	const encoded = filled.map((column) =>
		orInputError(() => check(encodeColumn(column, found.values.get(column.id), settings))),
	);
	const wrong = encoded.flatMap((one) => (one instanceof InputError ? one : []));
	const { completes, filledElsewhere = [] } = context;
	const own = kept.filter(({ id }) => !filledElsewhere.includes(Number(splitColumnId(id).id)));
	const open = own.filter((column) => !filled.includes(column));
	const missing = completes ? open.filter(({ required }) => required) : [];
	// Whoever leaves all columns empty still fills in what is filled in elsewhere.
	const mayBeEmpty = own.length === 0 || (!isByName && filledElsewhere.length > 0);
	if (filled.length === 0 && !mayBeEmpty && found.inputErrors.length === 0) {
		throw isByName ? nothingByName(own, context.item, found) : nothingByHand();
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

function refuseMissing({ label }: Column): InputError {
	return new InputError(
		`${label} is required but empty`,
		'Fill it in. If it already has a value because the step was saved before, remove its column',
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
				"Refresh the columns of 'Using Columns'",
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
