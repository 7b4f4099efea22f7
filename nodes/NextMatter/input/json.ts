import type { IDataObject } from 'n8n-workflow';
import { endOfText, findInexact } from './exactNumbers';
import { nameUnseen, trimUnseen } from './invisible';
import { isRecord } from './isRecord';
import { isMissing, oneLine, quote, InputError } from './inputError';
import { isLost } from './texts';

/**
 * A JSON value that was typed as text or returned by an expression.
 *
 * @throws InputError when there is nothing, when the text is not JSON, or when JavaScript would not keep all of it
 */
export function readJson(label: string, value: unknown, expected: string): unknown {
	if (isMissing(value)) throw new InputError(`'${label}' is empty`, `Expected ${expected}`);
	if (typeof value !== 'string') return value;
	const parsed = parse(label, value, expected);
	checkKept(label, value);
	return parsed;
}

/** @throws InputError for what JavaScript would change or leave out in reading a JSON text */
export function checkKept(label: string, json: string): void {
	const changed = findInexact(json);
	if (changed !== undefined) {
		throw new InputError(
			`'${label}' contains the number ${changed.slice(0, 60)}, which n8n can't keep exactly`,
			'Put it in quotes to send it as text, or round it to 15 digits',
		);
	}
	const repeated = findRepeatedKey(json);
	if (repeated === undefined) return;
	throw new InputError(
		`'${label}' has the key ${quote(repeated)} twice in one object`,
		'Only the last of the two would count: remove one, or make two objects',
	);
}

/** White space of JSON, and the colon that makes the text before it a key. */
const COLON = /[ \t\r\n]*:/y;

/**
 * The first key that comes twice in one object. JavaScript keeps the last of the two, and nothing tells
 * that there was another.
 *
 * @param json that has been parsed, so that its brackets and quotes are known to be in order
 */
function findRepeatedKey(json: string): string | undefined {
	/** The keys of each object that is open; a list has none. */
	const open: Array<Set<string>> = [];
	for (let index = 0; index < json.length; index += 1) {
		const character = json[index];
		if (character === '{' || character === '[') open.push(new Set());
		else if (character === '}' || character === ']') open.pop();
		if (character !== '"') continue;
		const end = endOfText(json, index);
		COLON.lastIndex = end + 1;
		if (COLON.test(json)) {
			const keys = open.at(-1);
			const key = String(JSON.parse(json.slice(index, end + 1)));
			if (keys?.has(key)) return key;
			keys?.add(key);
		}
		index = end;
	}
	return undefined;
}

function parse(label: string, text: string, expected: string): unknown {
	try {
		const parsed: unknown = JSON.parse(trimUnseen(text));
		return parsed;
	} catch (error) {
		throw notJson(label, { value: text, error, expected });
	}
}

/**
 * @returns the value itself
 * @throws InputError when an expression returned what JSON cannot hold: found only when the request is
 * made, it would look as if the request had been sent, and most of it would become null in silence
 */
export function asJson<T>(label: string, value: T, expected: string): T {
	let lost: string | undefined;
	try {
		JSON.stringify(value, function (this: Holder, key, converted: unknown) {
			checkHeld(this, key, converted);
			if (typeof converted === 'string' && isLost(converted)) lost ??= named(this, key, converted);
			return converted;
		});
	} catch (error) {
		throw notJson(label, { value, error, expected });
	}
	if (lost === undefined) return value;
	throw new InputError(
		`'${label}' contains ${lost}, which is all that an expression left of its value`,
		'Use an expression that returns text (JSON.stringify(…) turns an object into text), or check the date that it starts from',
	);
}

type Holder = Readonly<Record<string, unknown>>;

function named(holder: Holder, key: string, text: string): string {
	const place = placeOf(holder, key);
	return place ? `${quote(text)} as ${place}` : quote(text);
}

function placeOf(holder: Holder, key: string): string {
	return Array.isArray(holder) ? `entry ${Number(key) + 1}` : key && quote(key);
}

/** @throws TypeError for what would be changed or left out */
function checkHeld(holder: Holder, key: string, converted: unknown): void {
	// n8n gives big integers a toJSON that makes texts of them; that of an invalid date returns null.
	const value = holder[key];
	const isNothing = converted === null && value !== null;
	if (isNothing || typeof value === 'bigint' || isWithoutJson(converted)) {
		const shown = typeof value === 'object' ? String(value) : quote(value);
		throw new TypeError(`${placeOf(holder, key) || 'it'} is ${shown}, which JSON can't hold`);
	}
}

function isWithoutJson(value: unknown): boolean {
	if (typeof value === 'number') return !Number.isFinite(value);
	const isCollection = value instanceof Map || value instanceof Set;
	return isCollection || ['undefined', 'function', 'symbol'].includes(typeof value);
}

/** @throws InputError when the JSON is anything but an object */
export function readJsonObject(label: string, value: unknown, expected: string): IDataObject {
	const parsed = readJson(label, value, expected);
	if (isRecord(parsed)) return asJson(label, parsed, expected);
	throw new InputError(
		`'${label}' is ${quote(parsed)}, which is not an object`,
		`Expected ${expected}`,
	);
}

function notJson(
	label: string,
	{
		value,
		error,
		expected,
	}: { readonly value: unknown; readonly error: unknown; readonly expected: string },
): InputError {
	const reason = oneLine(String(error).replace(/^SyntaxError: |^TypeError: /, ''));
	return new InputError(
		`'${label}' is not valid JSON (${nameUnseen(reason)}): ${quote(value)}`,
		`Expected ${expected}`,
	);
}
