import type { ResourceMapperField } from 'n8n-workflow';
import type { FieldOutline } from '../api/instance/stepOutline';
import { isRecord } from '../input/isRecord';
import { displayNameOf, keysOf, plainName } from './columnNames';
import { comparable } from './names';
import { kindOfApiType } from './kindOfApiType';
import { splitColumnId, typedId } from './typedIds';

/** A form field of a step, as a column of "Using Columns" holds it in a saved workflow. */
export interface Column {
	readonly id: string;
	/** The type in its ID, if there is one. */
	readonly type?: string;
	readonly name: string;
	/** How messages call it. */
	readonly label: string;
	readonly required: boolean;
	/** Removed by the user, which says that there is nothing to fill in. */
	readonly removed: boolean;
	/** The keys of an item that match it, as they are compared. */
	readonly keys: ReadonlySet<string>;
}

/** The form fields of a step as columns, whose IDs tell their types. */
export function columnsOf(fields: readonly FieldOutline[]): ResourceMapperField[] {
	const names = fields.map(({ name }) => comparable(name ?? ''));
	return fields.flatMap((field, index) => {
		const kind = kindOfApiType(field.type);
		const { column } = kind;
		if (!column) return [];
		const { id, name, options = [], required = false } = field;
		const isTaken =
			name === undefined || names.some((other, at) => at !== index && other === names[index]);
		const choices = column.hasChoices ? options : [];
		return {
			id: typedId(id, kind),
			displayName: displayNameOf({ id, name: name ?? 'Form Field', isTaken, required }),
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
	const schema: unknown = isRecord(parameter) ? parameter.schema : undefined;
	return Array.isArray(schema) ? schema.filter(isColumn) : [];
}

function isColumn(entry: unknown): entry is ResourceMapperField {
	if (!isRecord(entry) || typeof entry.id !== 'string') return false;
	return splitColumnId(entry.id).type !== undefined;
}

/** The same, as far as they are needed to fill them in. */
export function readColumns(schema: unknown): Column[] {
	return Array.isArray(schema) ? schema.flatMap(readColumn) : [];
}

function readColumn(entry: unknown): Column[] {
	if (!isRecord(entry) || typeof entry.id !== 'string') return [];
	const displayName = typeof entry.displayName === 'string' ? entry.displayName : entry.id;
	const required = entry.required === true;
	const name = plainName(displayName, required);
	const { id, type } = splitColumnId(entry.id);
	return [
		{
			id: entry.id,
			type,
			name,
			label: `Form Field "${name}" (${String(id)})`,
			required,
			removed: entry.removed === true,
			keys: keysOf(entry.id, displayName, required),
		},
	];
}
