import { asSeen } from './invisible';
import { parseUrl } from './parseUrl';
import { quotePlain, InputError } from './inputError';
import { readRequiredText } from './texts';

/** Blanks may be inside, as in the names of files; line breaks and tabs may not. */
const PARTS = /^(https?:\/\/)([^/?#\\\s]+)([^#\p{Cc}\p{Zl}\p{Zp}]*)(#[^\p{Cc}\p{Zl}\p{Zp}]*)?$/iu;
/** The beginning of a second URL, unless it is a part of the first one: `/https://`, `?url=https://`. */
const SECOND = /^https?:\/\/.*[^/=?&#]https?:\/\//is;
/** Everything that a URI may not hold as it is. Only a fragment may start with a number sign. */
const UNSAFE = /[^A-Za-z0-9_.~:/?@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})/gu;

/**
 * @returns the URL as people see it; characters that a URL cannot hold are encoded the way browsers do it
 * @throws InputError when it is not an absolute http(s) URL
 */
export function readUrl(label: string, value: unknown): string {
	const text = asSeen(readRequiredText(label, value));
	if (SECOND.test(text)) {
		throw new InputError(
			`'${label}' is ${quotePlain(text)}, which contains more than one URL`,
			'Enter each URL separately, or use an expression that returns a list of them',
		);
	}
	const [, scheme, authority, path, fragment = ''] = PARTS.exec(text) ?? [];
	const host = hostOf(parseUrl(text), authority);
	if (!scheme || !/^[\w.~:@%![\]-]+$/.test(host)) {
		throw new InputError(
			`'${label}' is ${quotePlain(text)}, which is not a valid URL`,
			'Enter a full URL that starts with http:// or https://',
		);
	}
	const encodedFragment = fragment && `#${encode(fragment.slice(1))}`;
	return `${scheme}${host}${encode(path)}${encodedFragment}`;
}

/** As typed, but names in other scripts in the form that the network knows. */
function hostOf(url: URL | undefined, authority: string): string {
	if (!url) return '';
	return /^[!-~]+$/.test(authority) ? authority : url.host;
}

/** A URL or path that a server gave, with what a URI cannot hold encoded. */
export function encodeAddress(text: string): string {
	const [, address, fragment] = /^([^#]*)(.*)$/su.exec(text) ?? [];
	return `${encode(address)}${fragment && `#${encode(fragment.slice(1))}`}`;
}

function encode(text: string): string {
	// Half a character, left by something that cut a text, has no encoding of its own.
	const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD');
	return whole.replace(UNSAFE, (character) => encodeURIComponent(character));
}
