import { isExact } from './exactNumbers';
import { asSeen, trimUnseen } from './invisible';
import { isRecord } from './isRecord';
import { isMissing, quote, quotePlain, InputError } from './inputError';

/**
 * Text as typed, or a number, a toggle or a date that an expression returned. An empty text is a text.
 *
 * @throws InputError for nothing at all (an expression that found nothing) and for lists and objects
 */
export function readText(label: string, value: unknown): string {
	if (value === undefined || value === null) {
		throw new InputError(
			`'${label}' has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
			"Check the expression; to send empty text on purpose, end it with ?? ''",
		);
	}
	const text = textOf(label, value);
	if (text !== undefined && !isLost(text)) return text;
	throw new InputError(
		`'${label}' is ${quote(text?.trim() ?? value)}, which is not text`,
		'Enter text, or use an expression that returns text (JSON.stringify(…) turns an object into text)',
	);
}

const LOST = /^\s*(\[object \w+\](,\[object \w+\])*|Invalid Date(Time)?)\s*$/;

/** Whether a text is what JavaScript makes of objects that are joined to one, or of dates that are none. */
export function isLost(text: string): boolean {
	return LOST.test(text);
}

/**
 * The text of a single value: also of a date, which databases and `$now` give as a live one.
 *
 * @returns undefined for nothing, lists, objects, and numbers that are none
 * @throws InputError for a date that is none, and for a number that n8n can't have kept exactly
 */
export function textOf(label: string, value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number')
		return Number.isFinite(value) ? exactText(label, value) : undefined;
	return dateText(label, value);
}

/** @throws InputError for a whole number that may have been another one: a long ID that was no text */
function exactText(label: string, value: number): string {
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return String(value);
	throw new InputError(
		`'${label}' is the number ${value}, which is too large to be kept exactly`,
		'Its last digits may already be lost: have the previous node return it as text, such as an ID in quotes',
	);
}

/**
 * A JavaScript Date or a Luxon DateTime in ISO 8601, as JSON has it: what a later node would get.
 *
 * @returns undefined for anything else
 * @throws InputError for an invalid date
 */
export function dateText(label: string, value: unknown): string | undefined {
	const milliseconds = millisecondsOf(value);
	if (milliseconds === undefined) return undefined;
	if (Number.isNaN(milliseconds)) {
		throw new InputError(
			`'${label}' is an invalid date`,
			'Check the expression; the date that it starts from may be empty or in another format',
		);
	}
	// Luxon keeps the offset of its zone.
	const text: unknown =
		isRecord(value) && typeof value.toISO === 'function' ? value.toISO() : undefined;
	return typeof text === 'string' ? text : new Date(milliseconds).toISOString();
}

/** Milliseconds since 1970 of a live date, NaN of an invalid one; undefined for anything else. */
export function millisecondsOf(value: unknown): number | undefined {
	if (Object.prototype.toString.call(value) === '[object Date]') return Number(value);
	// A Luxon DateTime is known by its shape: the host's copy of the class is not ours to import.
	const isLuxon = isRecord(value) && typeof value.toMillis === 'function';
	return isLuxon ? Number(value) : undefined;
}

/** A text that must not be empty, such as the label of an option. */
export function readRequiredText(label: string, value: unknown): string {
	if (!isMissing(value)) return readText(label, value);
	throw new InputError(
		`'${label}' is empty`,
		'Enter a value, or check that the expression returns one for this item',
	);
}

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})+$`, 'i');

/**
 * @returns the address as people see it
 * @throws InputError when it is not of the form name@domain.tld
 */
export function readEmail(label: string, value: unknown): string {
	const email = asSeen(readRequiredText(label, value));
	if (email.length > 254 || !EMAIL.test(email)) {
		throw new InputError(
			`'${label}' is ${quotePlain(email)}, which is not an email address`,
			'Enter a single address such as jane@example.com',
		);
	}
	return email;
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * An invisible character inside is refused: two numbers may have stood there.
 *
 * @throws InputError for anything but a finite number or its plain decimal spelling
 */
export function readNumber(label: string, value: unknown): number {
	const text = typeof value === 'number' ? String(value) : readRequiredText(label, value);
	const numeral = trimUnseen(text);
	const number = Number(numeral);
	if (!DECIMAL.test(numeral) || !Number.isFinite(number)) {
		throw new InputError(
			`'${label}' is ${quotePlain(value)}, which is not a number`,
			'Use digits with a point for decimals and no thousands separator, such as 1000.5',
		);
	}
	if (isExact(numeral)) return number;
	throw new InputError(
		`'${label}' is ${quote(value)}, which has more digits than a number can keep`,
		'Use a text field for it, or round it to 15 digits',
	);
}
