import { isBlank } from '../input/blank';
import { isRecord } from '../input/isRecord';
import { quote, InputError } from '../input/inputError';

/** What a form field with one value takes. */
interface ExpectedValue {
	/** With an article, e.g. `an option`. */
	readonly what: string;
	readonly expected: string;
	/** Keys under which other services keep it in an object, such as `name` for an option. */
	readonly keys?: readonly string[];
}

export const AN_OPTION: ExpectedValue = {
	what: 'an option',
	expected: 'the name of the option, spelled exactly as in the workflow',
	keys: ['name', 'value', 'label', 'text'],
};

export const AN_EMAIL: ExpectedValue = {
	what: 'an email address',
	expected: 'a single address such as jane@example.com',
	keys: ['email', 'emailAddress', 'email_address', 'userEmail', 'user_email'],
};

export const A_URL: ExpectedValue = {
	what: 'a URL',
	expected: 'a URL such as https://files.example.com/offer.pdf, or an object with a "url"',
	keys: ['url', 'href'],
};

export const A_DATE: ExpectedValue = {
	what: 'a date',
	expected: 'a single date in ISO 8601, such as 2026-06-16T10:00:00+02:00',
};

export const A_TEXT: ExpectedValue = {
	what: 'a text',
	expected: 'a single text; {{ $json.names.join(", ") }} turns a list into one',
};

export const A_NUMBER: ExpectedValue = { what: 'a number', expected: 'a number such as 1000.5' };

/**
 * The one value that is meant. Airtable hands lookups on as lists of one, others wrap options in
 * objects such as `{ "id": 1, "name": "Option A" }`.
 *
 * @throws InputError for several values, and for an object that does not tell which of its values is meant
 */
export function readSingle(label: string, value: unknown, wanted: ExpectedValue): unknown {
	const only = readOnly(label, value, wanted);
	if (!isRecord(only) || typeof only.toMillis === 'function') return only;
	const found = (wanted.keys ?? []).flatMap((key) => (Object.hasOwn(only, key) ? [only[key]] : []));
	const texts = found.filter((one) => typeof one === 'string' || typeof one === 'number');
	const [text, ...others] = [...new Set(texts)].filter((one) => !isBlank(one));
	if (text !== undefined && others.length === 0) return text;
	throw new InputError(
		`'${label}' is ${quote(only)}, which is not ${wanted.what}`,
		expecting(wanted),
	);
}

/** The one entry of a list of one, or the value itself. @throws InputError for several */
export function readOnly(label: string, value: unknown, wanted: ExpectedValue): unknown {
	if (!Array.isArray(value)) return value;
	const [only, ...others] = Array.from<unknown>(value).filter((entry) => !isBlank(entry));
	if (others.length > 0) {
		throw new InputError(
			`'${label}' is ${quote(value)}, which is ${others.length + 1} values instead of one`,
			expecting(wanted),
		);
	}
	if (Array.isArray(only)) {
		throw new InputError(
			`'${label}' is ${quote(value)}, which is not ${wanted.what}`,
			expecting(wanted),
		);
	}
	return only ?? '';
}

function expecting({ expected }: ExpectedValue): string {
	return `Expected ${expected}`;
}
