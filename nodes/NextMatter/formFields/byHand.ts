import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../input/blank';
import { InputError, quote } from '../input/inputError';
import { isRecord } from '../input/isRecord';
import type { Matches } from './byName';
import type { Column } from './columns';

/**
 * Takes what was mapped to each column that was not removed.
 *
 * @param raw the parameter as it is saved, where an expression is still one
 */
export function readByHand(columns: readonly Column[], value: unknown, raw: unknown): Matches {
	const given = isRecord(value) ? value : {};
	const kept = columns.filter(({ removed }) => !removed);
	const saved = isRecord(raw) && isRecord(raw.value) ? raw.value : undefined;
	const isFound = ({ id }: Column) => given[id] !== undefined && given[id] !== null;
	const withoutValue = kept
		.filter((column) => !isFound(column))
		.flatMap((column) => {
			const expression = saved?.[column.id];
			const isExpression = typeof expression === 'string' && expression.startsWith('=');
			// What a model may fill in for a tool, it may also leave out.
			if (isExpression && /\$fromai\b/i.test(expression)) return [];
			// Without the saved parameter, `undefined` must come from an expression: saved JSON cannot hold it.
			const isUndefined = Object.hasOwn(given, column.id) && given[column.id] === undefined;
			return isExpression || (!saved && isUndefined) ? refuseNothing(column, given[column.id]) : [];
		});
	const values = new Map(kept.map(({ id }) => [id, given[id]]));
	const inputErrors = [...withoutValue, ...refuseUnknown(columns, given)];
	return { values, unmatched: [], inputErrors };
}

/**
 * Values that would be lost. The editor keeps none of them when the columns are refreshed or one is removed,
 * so somebody or something else has put them there and means them.
 */
function refuseUnknown(columns: readonly Column[], given: IDataObject): InputError[] {
	const ids = new Set(columns.map(({ id }) => id));
	return Object.entries(given)
		.filter(([id, value]) => !ids.has(id) && !isBlank(value))
		.map(
			([id]) =>
				new InputError(
					`${quote(id)} has a value but is no column of 'Using Columns'`,
					'Refresh the columns and fill in the form field there, or remove the value if there is no such form field any more',
				),
		);
}

function refuseNothing({ label }: Column, value: unknown): InputError {
	return new InputError(
		`${label} has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
		"Check the expression for this item; to leave the form field out on purpose, end it with ?? ''",
	);
}

/** Why nothing can be filled in, when every column is empty. */
export function nothingByHand(): InputError {
	return new InputError(
		"All columns of 'Using Columns' are empty, so there is nothing to fill in",
		"Fill in at least one. For a step without form fields, set 'Specify Form Fields' to Using Fields Below and add no rows",
	);
}
