import { firstUnseen, trimUnseen } from './invisible';
import { readIdFromLink, type IdSubject } from './links';
import { isRecord } from './isRecord';
import { isMissing, quote, quotePlain, InputError } from './inputError';
import { formatNumbers, withArticle } from './wording';

/**
 * Reads a positive whole number out of what people give as an ID: a number, its digits, a pasted URL,
 * or one of these inside n8n's resource locator.
 *
 * @param name how messages call it, where the subject alone could be mistaken for another
 * @returns a safe integer of at least 1, so that it can never change the path of a request
 * @throws InputError
 */
export function readId(subject: IdSubject, input: unknown, name: string = subject): number {
	const value = locatedValue(input);
	if (isMissing(value)) {
		throw new InputError(
			`The ID of the ${name} is missing`,
			`Enter the ID of the ${name}, or check that the expression returns it for this item`,
		);
	}
	if (typeof value === 'number' || typeof value === 'bigint') return readDigits(name, value);
	if (typeof value === 'string') {
		const text = trimUnseen(value);
		if (text.includes('://')) return readDigits(name, readIdFromLink(subject, text), value);
		return readDigits(name, text, value);
	}
	throw notAnId(name, value, remedyFor(value));
}

function remedyFor(value: unknown): string | undefined {
	if (isRecord(value)) return 'Use the ID in the object, such as {{ $json.id }}';
	if (!Array.isArray(value)) return undefined;
	return "Use one entry of the list, such as {{ $json.active_step_ids[0] }}, or turn each entry into an item with the 'Split Out' node";
}

/** What n8n's resource locator holds, or the value itself where there is none around it. */
export function locatedValue(input: unknown): unknown {
	return isRecord(input) && '__rl' in input ? input.value : input;
}

function readDigits(
	name: string,
	digits: string | number | bigint,
	given: unknown = digits,
): number {
	const text = String(digits);
	const id = Number(text);
	if (/^\d+$/.test(text) && id >= 1) {
		if (Number.isSafeInteger(id)) return id;
		throw notAnId(name, given, `The largest possible ID is ${Number.MAX_SAFE_INTEGER}`);
	}
	const numbers = text.split(/\D+/).filter(Boolean);
	if (numbers.length > 1 && /^[\d\p{White_Space},;|/]+$/u.test(text)) {
		throw new InputError(
			`${quote(given)} contains several numbers (${formatNumbers(numbers)}), so the node can't tell which is the ${name} ID`,
			/^\d{1,3}([,.\s]\d{3})+$/.test(text) ? NO_SEPARATORS : ONE_EACH,
		);
	}
	const mark = firstUnseen(text);
	throw notAnId(
		name,
		given,
		mark && `It contains an invisible character (${mark}): type the ID again by hand`,
	);
}

function notAnId(name: string, given: unknown, remedy = DIGITS_ONLY): InputError {
	return new InputError(`${quotePlain(given)} is not the ID of ${withArticle(name)}`, remedy);
}

const ONE_EACH =
	"Use one ID per item; the 'Split Out' node turns each entry of a list into an item";

const NO_SEPARATORS = 'Use one ID per item, in digits only, without separators';

const DIGITS_ONLY = 'An ID is a whole number of at least 1, in digits only, such as 50222';
