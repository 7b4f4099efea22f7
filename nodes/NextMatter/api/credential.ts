import { asSeen, firstUnseen, lookAlikes } from '../input/invisible';
import { parseUrl } from '../input/parseUrl';
import { InputError } from '../input/inputError';

export const CREDENTIAL_TYPE = 'nextMatterApi';
export const DEFAULT_BASE_URL = 'https://core.nextmatter.com/api';

const WHERE = "in the 'Next Matter API' credential";

/**
 * The API key without what people paste along with it: spaces and line breaks around it, invisible
 * characters, the header's name and the word `Api-Key`.
 *
 * @throws InputError that never repeats the key
 */
export function readApiKey(value: unknown): string {
	const key = asSeen(typeof value === 'string' ? value : '')
		.replace(/^authorization\s*:\s*/i, '')
		.replace(/^(api-key\s+)+/i, '');
	if (!key || /^api-key$/i.test(key)) {
		throw new InputError(
			`The API key ${WHERE} is empty`,
			'Enter the API key that Next Matter shows',
		);
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new InputError(
			`The API key ${WHERE} contains spaces, line breaks or other characters that a key cannot have${named(key)}`,
			'Copy the API key from Next Matter again',
		);
	}
	return key;
}

/**
 * @returns the address without a trailing slash, ready for a path to follow
 * @throws InputError when it is not a plain http(s) address
 */
export function readBaseUrl(value: unknown): string {
	const text = asSeen(typeof value === 'string' ? value : '');
	const expected = `Enter a URL such as ${DEFAULT_BASE_URL}`;
	const url = parseUrl(text);
	if (!url || !/^https?:\/\/[^\s/]\S*$/i.test(text)) {
		throw new InputError(
			`The base URL ${WHERE} is not a URL that starts with http:// or https://${named(text)}`,
			expected,
		);
	}
	const { username, password, search, hash } = url;
	if (username || password || search || hash || /[?#]/.test(text)) {
		throw new InputError(
			`The base URL ${WHERE} must not contain a username, a "?" or a "#"`,
			expected,
		);
	}
	return text.replace(/\/+$/, '');
}

/** The characters that may be to blame, without which a good-looking text would be called wrong. */
function named(text: string): string {
	const names = [firstUnseen(text) ?? [], lookAlikes(text)].flat();
	return names.length > 0 ? ` (${names.join(', ')})` : '';
}
