import { readIdFromLink, type IdSubject } from './links';
import { isDictionary } from './records';
import { isMissing, quote, Refusal } from './refusal';

/**
 * Reads a positive whole number out of what people give as an ID: a number, its digits, a pasted
 * link, or any of these inside n8n's resource locator.
 *
 * @param name how messages call it, where the subject alone could be mistaken for another
 * @returns a safe integer of at least 1, so that it can never change the path of a request
 * @throws Refusal
 */
export function readId(subject: IdSubject, input: unknown, name: string = subject): number {
	const value = locatedValue(input);
	if (isMissing(value)) {
		throw new Refusal(
			`The ID of the ${name} is missing`,
			`Enter the number of the ${name}, or check that the expression returns it for this item`,
		);
	}
	if (typeof value === 'string') {
		const text = value.trim();
		return readDigits(name, isLink(text) ? readIdFromLink(subject, text) : text, value);
	}
	return readDigits(name, typeof value === 'number' ? String(value) : '', value);
}

/** What n8n's resource locator holds, or the value itself where there is none around it. */
export function locatedValue(input: unknown): unknown {
	return isDictionary(input) && '__rl' in input ? input.value : input;
}

function isLink(text: string): boolean {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

function readDigits(name: string, digits: string, given: unknown): number {
	const id = Number(digits);
	if (/^\d+$/.test(digits) && Number.isSafeInteger(id) && id >= 1) return id;
	throw new Refusal(
		`${quote(given)} is not the ID of ${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`,
		'An ID is a whole number of at least 1, in digits only, such as 50222',
	);
}
