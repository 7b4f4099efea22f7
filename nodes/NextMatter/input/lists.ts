import { readId } from './ids';
import { checkKept } from './json';
import { atPlace, quote, InputError } from './inputError';
import type { IdSubject } from './links';

type EntryReader = (label: string, value: unknown) => string;

const MAX_ENTRIES = 10_000;
const EXPECTED =
	'Enter one value per line, a JSON list such as ["Option A", "Option B"], or an expression that returns a list';

/**
 * Reads a list that people fill in one value at a time. A value may also be an expression that
 * returns a whole list, a list in JSON, or a text with one value per line. A text is never split on
 * commas, which the name of an option may hold.
 *
 * @throws InputError naming the position of the value that is empty or unusable
 */
export function readList(label: string, value: unknown, readEntry: EntryReader): string[] {
	if (value === undefined || value === null) {
		throw new InputError(
			`'${label}' has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
			'Check the expression; it should return a list, such as {{ ["Option A", "Option B"] }}',
		);
	}
	const given: unknown[] = Array.isArray(value) ? Array.from<unknown>(value).flat() : [value];
	const broken = Array.isArray(value) ? BROKEN_AMONG_OTHERS : BROKEN;
	const entries = given.flatMap((entry) => {
		const text = typeof entry === 'string' ? entry.trim() : '';
		const list = parseList(text);
		// Of several values, "[1]" may be one; alone it is a list.
		if (list && (given.length === 1 || list.some((one) => typeof one !== 'number'))) {
			checkKept(label, text);
			return list;
		}
		if (!list && broken.test(text)) {
			throw new InputError(`'${label}' is ${quote(entry)}, which is not a list in JSON`, EXPECTED);
		}
		return linesOf(entry);
	});
	if (entries.length > MAX_ENTRIES) {
		throw new InputError(
			`'${label}' has ${entries.length} values`,
			`Enter at most ${MAX_ENTRIES} values`,
		);
	}
	return entries.map((entry, index) => readEntry(`${label} ${index + 1}`, entry));
}

/** How a text begins that somebody meant as a list in JSON; a value may also be named "[Draft]". */
const BROKEN = /^\[\s*["'{[]/;
const BROKEN_AMONG_OTHERS = /^\[\s*(["'])[^"']+\1/;

function linesOf(entry: unknown): unknown[] {
	if (typeof entry !== 'string' || !/[\r\n\u2028\u2029]/.test(entry)) return [entry];
	const lines = entry.split(/[\r\n\u2028\u2029]+/).map((line) => line.trim());
	return lines.filter((line) => line !== '');
}

/** @returns undefined for a text that is not a list in JSON */
function parseList(text: string): unknown[] | undefined {
	if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed.flat() : undefined;
	} catch {
		// Brackets may be part of a name, such as "[Draft]".
		return undefined;
	}
}

/** A list that makes no sense without a value, such as the files of an upload or the tags of a filter. */
export function readFilledList(label: string, value: unknown, readEntry: EntryReader): string[] {
	const list = readList(label, value, readEntry);
	if (list.length === 0) {
		throw new InputError(
			`'${label}' is empty (${quote(value)})`,
			'Add at least one value, or remove it',
		);
	}
	return list;
}

/**
 * IDs, one per entry. A comma between two is refused here too: `9,001` may be a single one.
 *
 * @throws InputError naming the entry that is no ID
 */
export function readIds(label: string, value: unknown, subject: IdSubject): string[] {
	return readFilledList(label, value, (place, entry) => {
		try {
			return String(readId(subject, entry));
		} catch (error) {
			const isSeveral = typeof entry === 'string' && SEVERAL.test(entry);
			throw isSeveral ? severalAt(place, entry) : atPlace(place, error);
		}
	});
}

const SEVERAL = /^\s*\d+(?:[\s,;|/]+\d+)+\s*$/;

function severalAt(place: string, entry: string): InputError {
	return new InputError(
		`'${place}' is ${quote(entry)}, which contains several numbers`,
		'Enter one ID per line, a JSON list such as [9001, 9002], or an expression that returns a list; digits only',
	);
}
