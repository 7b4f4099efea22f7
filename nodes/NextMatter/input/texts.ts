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

/**
 * @returns the address without surrounding spaces
 * @throws Refusal when it is not of the form name@domain.tld
 */
export function readEmail(label: string, value: unknown): string {
	const email = readRequiredText(label, value).trim();
	if (!/^[^\s@,;:<>()[\]"]+@[^\s@,;:<>()[\]"./]+(\.[^\s@,;:<>()[\]"./]+)+$/u.test(email)) {
		throw new Refusal(
			`"${label}" is ${quote(email)}, which is not an email address`,
			'Enter a single address such as jane@example.com',
		);
	}
	return email;
}

/**
 * @returns the web address as typed, without surrounding spaces
 * @throws Refusal when it is not an absolute http(s) address
 */
export function readUrl(label: string, value: unknown): string {
	const text = readRequiredText(label, value).trim();
	if (!isWebAddress(text)) {
		throw new Refusal(
			`"${label}" is ${quote(text)}, which is not a web address`,
			'Enter a full address that starts with http:// or https://',
		);
	}
	return text;
}

export function isWebAddress(text: string): boolean {
	return /^https?:\/\/[^\s/?#]+\S*$/i.test(text) && URL.canParse(text);
}

/** @throws Refusal for anything but a finite number or its plain decimal spelling */
export function readNumber(label: string, value: unknown): number {
	const text = typeof value === 'number' ? String(value) : readRequiredText(label, value).trim();
	const number = Number(text);
	if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(number)) {
		throw new Refusal(
			`"${label}" is ${quote(value)}, which is not a number`,
			'Use digits with a point for decimals and no thousands separator, such as 1000.5',
		);
	}
	return number;
}
