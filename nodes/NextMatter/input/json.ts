import type { IDataObject } from 'n8n-workflow';
import { isDictionary } from './records';
import { isMissing, oneLine, quote, Refusal } from './refusal';

/**
 * A JSON value that was typed as text or returned by an expression.
 *
 * @throws Refusal when there is nothing, or when the text is not JSON
 */
export function readJson(label: string, value: unknown, expected: string): unknown {
	if (isMissing(value)) throw new Refusal(`"${label}" is empty`, `Expected ${expected}`);
	if (typeof value !== 'string') return value;
	try {
		const parsed: unknown = JSON.parse(value);
		return parsed;
	} catch (error) {
		throw notJson(label, value, error, expected);
	}
}

/**
 * @returns the value itself
 * @throws Refusal when an expression returned what JSON cannot hold: found only when the request is
 * made, it would look as if the request had been sent
 */
export function asJson<T>(label: string, value: T, expected: string): T {
	try {
		JSON.stringify(value);
		return value;
	} catch (error) {
		throw notJson(label, value, error, expected);
	}
}

/** @throws Refusal when the JSON is anything but an object */
export function readJsonObject(label: string, value: unknown, expected: string): IDataObject {
	const parsed = readJson(label, value, expected);
	if (isDictionary(parsed)) return asJson(label, parsed, expected);
	throw new Refusal(
		`"${label}" is ${quote(parsed)}, which is not an object`,
		`Expected ${expected}`,
	);
}

function notJson(label: string, value: unknown, error: unknown, expected: string): Refusal {
	const reason = oneLine(String(error).replace(/^SyntaxError: |^TypeError: /, ''));
	return new Refusal(
		`"${label}" is not valid JSON (${reason}): ${quote(value)}`,
		`Expected ${expected}`,
	);
}
