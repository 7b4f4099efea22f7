import { isRecord } from './isRecord';
import { isMissing } from './inputError';

/** How deep a value is searched: an empty cell is no deeper than a table of empty rows. */
const MAX_DEPTH = 3;

/**
 * Whether a value says nothing: an empty cell, a text of blanks, a list or an object of nothing else.
 * Zero and false say something.
 */
export function isBlank(value: unknown, depth = 0): boolean {
	if (isMissing(value)) return true;
	if (typeof value === 'string') return !hasInk(value);
	if (depth === MAX_DEPTH) return false;
	if (Array.isArray(value)) {
		return Array.from<unknown>(value).every((entry) => isBlank(entry, depth + 1));
	}
	return (
		isRecord(value) &&
		isPlain(value) &&
		Object.values(value).every((entry) => isBlank(entry, depth + 1))
	);
}

/** Anything but white space and invisible marks. */
function hasInk(text: string): boolean {
	return /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
}

/** A DateTime of Luxon, which expressions return, is no record of values. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.hasOwn(Object(prototype), 'hasOwnProperty');
}
