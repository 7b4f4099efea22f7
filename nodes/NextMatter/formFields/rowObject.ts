import { isBlank } from '../input/blank';
import { readJsonObject } from '../input/json';
import { isRecord } from '../input/isRecord';
import { quote, InputError } from '../input/inputError';
import { bareLetters } from './names';
import type { FieldRow } from './types';

interface RowShape {
	/** The inputs of a row, each with the other keys under which its value is taken. */
	readonly inputs: Readonly<Record<string, readonly string[]>>;
	/** A key around all of them in the API's older shape. */
	readonly wrapper?: string;
	readonly expected: string;
}

/**
 * Reads an object whose values belong into the inputs of a row, typed as JSON or returned by an
 * expression. Its keys may be those of the API or the labels of the inputs.
 *
 * @throws InputError for a value that would be lost
 */
export function readRowObject(label: string, value: unknown, shape: RowShape): FieldRow {
	const row = new Map<string, unknown>(Object.keys(shape.inputs).map((name) => [name, '']));
	for (const [key, part] of Object.entries(readObject(label, value, shape))) {
		if (isBlank(part)) continue;
		const name = inputOf(key, shape);
		if (name === undefined) {
			throw notOfShape(`'${label}' has the key ${quote(key)}, which is not one of its keys`, shape);
		}
		const other = row.get(name);
		if (other !== '' && other !== part) {
			throw notOfShape(`'${label}' has two values for ${quote(name)}`, shape);
		}
		row.set(name, part);
	}
	return Object.fromEntries(row);
}

function readObject(label: string, value: unknown, { wrapper, expected }: RowShape) {
	const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	const given = readJsonObject(label, only, expected);
	const inside = wrapper === undefined ? undefined : given[wrapper];
	return isRecord(inside) && Object.keys(given).length === 1 ? inside : given;
}

function inputOf(key: string, { inputs }: RowShape): string | undefined {
	const letters = bareLetters(key);
	const found = Object.entries(inputs).find(([name, labels]) =>
		[name, ...labels].some((one) => bareLetters(one) === letters),
	);
	return found?.[0];
}

function notOfShape(problem: string, { expected }: RowShape): InputError {
	return new InputError(problem, `Expected ${expected}`);
}
