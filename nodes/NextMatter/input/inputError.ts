import { isSeen, lookAlikes, nameUnseen } from './invisible';

/**
 * Input that is refused before anything is sent. `message` says what is wrong, `remedy` what is
 * expected instead; both are plain text without a final period, ready to be prefixed with the
 * place they belong to.
 */
export class InputError extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}

/** @returns what was thrown, if it is an input error. @throws it, if it is anything else */
export function inputErrorOf(thrown: unknown): InputError {
	if (thrown instanceof InputError) return thrown;
	throw thrown;
}

/** The same error, with the place it belongs to: `Form Field 2 (50222): …`. */
export function atPlace(place: string, error: unknown): unknown {
	return error instanceof InputError
		? new InputError(`${place}: ${error.message}`, error.remedy)
		: error;
}

const MAX_QUOTE_LENGTH = 60;

/** A value as people recognize it, on one line, short enough for a message, with nothing invisible. */
export function quote(value: unknown): string {
	const text =
		typeof value === 'string' ? `"${start(value)}"` : (safeJson(value) ?? describe(value));
	const line = oneLine(nameUnseen(start(text)));
	return line.length > MAX_QUOTE_LENGTH ? `${line.slice(0, MAX_QUOTE_LENGTH)}…` : line;
}

/** The same for what has to be plain ASCII: characters that may only look like it are named. */
export function quotePlain(value: unknown): string {
	const names = typeof value === 'string' ? lookAlikes(value) : [];
	return names.length > 0 ? `${quote(value)} (contains ${names.join(', ')})` : quote(value);
}

/** Enough for a quote, so that a megabyte is not searched for the sake of a line. */
function start(text: string): string {
	return text.length > 10 * MAX_QUOTE_LENGTH ? text.slice(0, 10 * MAX_QUOTE_LENGTH) : text;
}

/** The text without line breaks and other control characters. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function safeJson(value: unknown): string | undefined {
	// JSON has no NaN, no Infinity and no big integers (which n8n turns into text).
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	try {
		return JSON.stringify(value);
	} catch {
		// Circular values, for example, have no JSON; the caller has a plainer form for them.
		return undefined;
	}
}

function describe(value: unknown): string {
	// An object without JSON need not have a text either.
	return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
}

/** Nothing was typed, nothing that can be seen, or the expression found nothing. */
export function isMissing(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || (typeof value === 'string' && !isSeen(value));
}
