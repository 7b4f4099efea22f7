import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import type { FieldOutline } from '../api/outline';
import { readId } from '../input/ids';
import { isDictionary } from '../input/records';
import { atPlace, quote, Refusal } from '../input/refusal';
import { fieldKinds } from './index';
import { recogniseKind } from './recognise';
import { refuseDuplicates, type EncodedField } from './rows';
import { splitColumnId, typedId } from './typedIds';
import type { EncodingSettings } from './types';

/** A form field that "Map Automatically" has filled in, with the words for it. */
export interface MappedField {
	readonly field: EncodedField;
	readonly label: string;
}

interface Column {
	readonly id: string;
	readonly name: string;
	readonly removed: boolean;
}

/** The form fields of a step as columns, whose IDs tell their types. */
export function columnsOf(fields: readonly FieldOutline[]): ResourceMapperField[] {
	return fields.flatMap((field) => {
		const kind = recogniseKind(field.type);
		const { column } = kind;
		if (!column) return [];
		const { id, name, options = [], required = false } = field;
		const isNameTaken = fields.some(
			(other) => other !== field && comparable(other.name ?? '') === comparable(name ?? ''),
		);
		const choices = column.hasChoices ? options : [];
		return {
			id: typedId(id, kind),
			displayName: name === undefined || isNameTaken ? `${name ?? 'Form Field'} (${id})` : name,
			required,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			readOnly: false,
			removed: false,
			type: choices.length > 0 ? ('options' as const) : column.type,
			...(choices.length > 0 && {
				options: choices.map((choice) => ({ name: choice, value: choice })),
			}),
		};
	});
}

/** The columns that a saved parameter holds. */
export function knownColumns(parameter: unknown): ResourceMapperField[] {
	const schema: unknown = isDictionary(parameter) ? parameter.schema : undefined;
	return Array.isArray(schema) ? schema.filter(isColumn) : [];
}

function isColumn(entry: unknown): entry is ResourceMapperField {
	if (!isDictionary(entry) || typeof entry.id !== 'string') return false;
	return splitColumnId(entry.id).type !== undefined;
}

/**
 * Encodes what "Map Automatically" holds.
 *
 * @param parameter `{ mappingMode, value, schema }` as n8n resolved it
 * @param item the JSON of the input item, for mapping by name
 * @throws Refusal naming the form field
 */
export function encodeColumns(
	parameter: unknown,
	item: IDataObject,
	settings: EncodingSettings,
): MappedField[] {
	const { mappingMode, value, schema }: IDataObject = isDictionary(parameter) ? parameter : {};
	const columns = Array.isArray(schema) ? schema.flatMap(readColumn) : [];
	if (columns.length === 0) {
		throw new Refusal(
			'"Map Automatically" knows no form fields of the step',
			'Choose the instance and the step by ID or from the list and refresh the columns, or use "Using Fields Below"',
		);
	}
	const isByName = mappingMode === 'autoMapInputData';
	const values = isByName ? byName(columns, item) : isDictionary(value) ? value : {};
	const fields = columns
		.filter(({ id, removed }) => !removed && values[id] !== undefined && values[id] !== null)
		.map((column) => encodeColumn(column, values[column.id], settings));
	if (isByName && fields.length === 0) throw nothingMatches(columns, item);
	refuseDuplicates(fields.map(({ field }) => field));
	return fields;
}

function readColumn(entry: unknown): Column[] {
	if (!isDictionary(entry) || typeof entry.id !== 'string') return [];
	const name = typeof entry.displayName === 'string' ? entry.displayName : entry.id;
	return [{ id: entry.id, name, removed: entry.removed === true }];
}

/** Keys of the item that are the name or the ID of a form field; others mean nothing. */
function byName(columns: readonly Column[], item: IDataObject): IDataObject {
	// A spreadsheet has an empty text where a cell is empty.
	const filled = Object.entries(item).filter(([, value]) => value !== '');
	const values = new Map(filled.map(([key, value]) => [comparable(key), value]));
	return Object.fromEntries(
		columns.map(({ id, name }) => {
			const digits = String(splitColumnId(id).id);
			return [id, values.get(comparable(name)) ?? values.get(digits) ?? values.get(id)];
		}),
	);
}

function comparable(key: string): string {
	return key.trim().toLowerCase();
}

function encodeColumn(
	{ id: columnId, name }: Column,
	value: unknown,
	settings: EncodingSettings,
): MappedField {
	const { id, type } = splitColumnId(columnId);
	const label = `Form Field "${name}" (${String(id)})`;
	try {
		const kind = fieldKinds.find((candidate) => candidate.type === type);
		if (!kind?.column) {
			throw new Refusal(
				`${quote(type)} is not a field type`,
				'Refresh the columns of "Map Automatically"',
			);
		}
		const row = kind.column.toRow(value);
		const action_id = readId('form field', id);
		return { field: { action_id, input_object: kind.encode(row, settings) }, label };
	} catch (error) {
		throw atPlace(label, error);
	}
}

function nothingMatches(columns: readonly Column[], item: IDataObject): Refusal {
	const names = columns.map(({ name }) => quote(name)).join(', ');
	const keys = Object.keys(item).map(quote).join(', ') || 'none';
	return new Refusal(
		`No key of the input item is the name of a form field: its keys are ${keys}`,
		`Name the keys as the form fields: ${names}. Or map each column yourself.`,
	);
}
