import { InputError } from '../input/inputError';
import { isRecord } from '../input/isRecord';
import type { Matches } from './byName';
import type { Column } from './columns';

/**
 * Takes what was mapped to each column.
 *
 * @param raw the parameter as it is saved, where an expression is still one
 */
export function readByHand(columns: readonly Column[], value: unknown, raw: unknown): Matches {
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

/** Why nothing can be filled in, when every column is empty. */
export function nothingByHand(): InputError {
	return new InputError(
		"All columns of 'Using Columns' are empty, so there is nothing to fill in",
		"Fill in at least one. For a step without form fields, set 'Specify Form Fields' to Using Fields Below and add no rows",
	);
}
