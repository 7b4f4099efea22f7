import type { IDataObject } from 'n8n-workflow';
import { isBlank } from '../input/blank';
import { quote, InputError } from '../input/inputError';
import { formatNames } from '../input/wording';
import type { Column } from './columns';
import { bareLetters, comparable, isNear } from './names';
import { sameValue } from './sameValue';

/** What an item holds for the columns, by the names of its keys. */
export interface Matches {
	/** By the ID of the column; empty cells as they are. */
	readonly values: ReadonlyMap<string, unknown>;
	/** Keys with a value that match no column, or only columns that others fill in. */
	readonly unmatched: readonly string[];
	/** Why some keys cannot be what the user wants. */
	readonly inputErrors: readonly InputError[];
}

interface Entry {
	readonly key: string;
	readonly value: unknown;
}

/** Finds the values of the columns among the keys of an item. */
export function matchByName(columns: readonly Column[], item: IDataObject): Matches {
	const kept = columns.filter(({ removed }) => !removed);
	const columnsByKey = indexByKey(columns);
	const entriesByColumn = new Map<Column, Entry[]>(kept.map((column) => [column, []]));
	const unmatched: string[] = [];
	const unclear: Array<readonly [string, readonly Column[]]> = [];
	for (const [key, value] of Object.entries(item)) {
		const found = columnsByKey.get(comparable(key)) ?? [];
		const open = found.filter(({ removed }) => !removed);
		if (open.length === 1) entriesByColumn.get(open[0])?.push({ key, value });
		else if (isBlank(value)) continue;
		else if (open.length > 1) unclear.push([key, open]);
		// The user has removed that column, so its key is left out on purpose.
		else if (found.length === 0) unmatched.push(key);
	}
	const chosen = [...entriesByColumn].map(([column, entries]) => choose(column, entries));
	const values = new Map(
		chosen.flatMap(({ column, entry }) => (entry ? [[column.id, entry.value] as const] : [])),
	);
	const empty = kept.filter(({ id }) => isBlank(values.get(id)));
	// Their form fields are filled in by other keys, and with other values.
	const superfluous = unclear
		.filter(([key, open]) => !open.some(({ id }) => sameValue(values.get(id), item[key])))
		.map(([key]) => key);
	return {
		values,
		unmatched: [...unmatched, ...superfluous],
		inputErrors: [
			...chosen.flatMap(({ inputError }) => inputError ?? []),
			...unclear.flatMap(([key, open]) => refuseUnclear(key, open, empty)),
			...nearMisses(unmatched, empty),
		],
	};
}

function indexByKey(columns: readonly Column[]): Map<string, Column[]> {
	const index = new Map<string, Column[]>();
	for (const column of columns) {
		for (const key of column.keys) {
			const others = index.get(key);
			if (others) others.push(column);
			else index.set(key, [column]);
		}
	}
	return index;
}

interface Choice {
	readonly column: Column;
	readonly entry?: Entry;
	readonly inputError?: InputError;
}

/** The key with a value, if several match the column. */
function choose(column: Column, entries: readonly Entry[]): Choice {
	const [entry, ...others] = entries.filter(({ value }) => !isBlank(value));
	if (entry === undefined) return { column, entry: entries[0] };
	const other = others.find(({ value }) => !sameValue(value, entry.value));
	if (other === undefined) return { column, entry };
	const inputError = new InputError(
		`${column.label}: The keys ${quote(entry.key)} and ${quote(other.key)} of the input item both match it, but have different values`,
		'Remove one of the two keys',
	);
	return { column, entry, inputError };
}

function refuseUnclear(
	key: string,
	columns: readonly Column[],
	empty: readonly Column[],
): InputError[] {
	if (!columns.some((column) => empty.includes(column))) return [];
	return [
		new InputError(
			`The key ${quote(key)} of the input item matches several form fields: ${columns.map(({ label }) => label).join(', ')}`,
			'Use the ID of the right form field as the key',
		),
	];
}

/** Every key is compared with every name; a form and a row of a sheet have far fewer. */
const MAX_COMPARED_KEYS = 1_000;
const MAX_COMPARED_NAMES = 100;

/** Keys that are probably a slip of the name of a form field, which would be left empty. */
function nearMisses(keys: readonly string[], empty: readonly Column[]): InputError[] {
	const names = empty
		.slice(0, MAX_COMPARED_NAMES)
		.map((column) => ({ column, letters: bareLetters(column.name) }));
	return keys.slice(0, MAX_COMPARED_KEYS).flatMap((key) => {
		const letters = bareLetters(key);
		const near = names.find((name) => isNear(letters, name.letters));
		if (!near) return [];
		return new InputError(
			`${near.column.label} is empty, and the key ${quote(key)} of the input item is almost the same as its name`,
			`Rename the key to ${quote(near.column.name)}. If it is meant for something else, remove it or the column.`,
		);
	});
}

/** Why nothing can be filled in, when no key brings a value. */
export function nothingByName(
	columns: readonly Column[],
	item: IDataObject,
	{ values }: Matches,
): InputError {
	const names = formatNames(columns.map(({ name }) => name));
	if (values.size > 0) {
		const empty = columns.filter(({ id }) => values.has(id)).map(({ name }) => name);
		return new InputError(
			`The input item has no value for any form field: ${formatNames(empty)} ${empty.length === 1 ? 'is' : 'are'} empty`,
			'Check the data of this item, or filter out items without values first',
		);
	}
	const keys = Object.keys(item);
	return new InputError(
		keys.length === 0
			? 'The input item is empty: it has no keys'
			: `No key of the input item is the name of a form field: its keys are ${formatNames(keys)}`,
		`Rename the keys to match the form fields: ${names}. Or map each column manually.`,
	);
}
