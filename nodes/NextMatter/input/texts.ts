import { isDictionary } from './records';
import { isMissing, quote, Refusal } from './refusal';

/**
 * Text as typed, or a number or toggle that an expression returned. An empty text is a text.
 *
 * @throws Refusal for nothing at all (an expression that found nothing) and for lists and objects
 */
export function readText(label: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (value === undefined || value === null) {
		throw new Refusal(
			`"${label}" has no value: its expression returned ${value === null ? 'null' : 'nothing'}`,
			"Check the expression; to send an empty text on purpose, end it with ?? ''",
		);
	}
	throw new Refusal(
		`"${label}" is ${quote(value)}, which is not a text`,
		'Enter a text, or use an expression that returns one (JSON.stringify(…) makes a text of an object)',
	);
}

/** A text that must not be empty, such as the label of an option. */
export function readRequiredText(label: string, value: unknown): string {
	const text = isDictionary(value) || Array.isArray(value) || !isMissing(value) ? value : '';
	const read = readText(label, text);
	if (!read.trim()) {
		throw new Refusal(
			`"${label}" is empty`,
			'Enter a value, or check that the expression returns one for this item',
		);
	}
	return read;
}

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})+$`, 'i');

/**
 * @returns the address without surrounding spaces
 * @throws Refusal when it is not of the form name@domain.tld
 */
export function readEmail(label: string, value: unknown): string {
	const email = readRequiredText(label, value).trim();
	if (email.length > 254 || !EMAIL.test(email)) {
		throw new Refusal(
			`"${label}" is ${quote(email)}, which is not an email address`,
			'Enter a single address such as jane@example.com',
		);
	}
	return email;
}

/** @throws Refusal for anything but a finite number or its plain decimal spelling */
export function readNumber(label: string, value: unknown): number {
	const text = typeof value === 'number' ? String(value) : readRequiredText(label, value).trim();
	const number = Number(text);
	if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(number)) {
		throw new Refusal(
			`"${label}" is ${quote(value)}, which is not a number`,
			'Use digits with a point for decimals and no thousands separator, such as 1000.5',
		);
	}
	return number;
}
