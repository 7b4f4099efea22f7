import { parseUrl } from './parseUrl';
import { quote, Refusal } from './refusal';
import { readRequiredText } from './texts';

const PARTS = /^(https?:\/\/)([^/?#\\\s]+)([^#\s]*)(#\S*)?$/i;
/** Everything that a URI may not hold as it is. Only a fragment may start with a number sign. */
const UNSAFE = /[^A-Za-z0-9_.~:/?@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})/gu;

/**
 * @returns the web address as typed, without surrounding spaces; characters that an address cannot
 * hold are encoded the way browsers do it
 * @throws Refusal when it is not an absolute http(s) address
 */
export function readUrl(label: string, value: unknown): string {
	const text = readRequiredText(label, value).trim();
	const [, scheme, authority, path, fragment = ''] = PARTS.exec(text) ?? [];
	const host = hostOf(parseUrl(text), authority);
	if (!scheme || !/^[\w.~:@%![\]-]+$/.test(host)) {
		throw new Refusal(
			`"${label}" is ${quote(text)}, which is not a web address`,
			'Enter a full address that starts with http:// or https://',
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

function encode(text: string): string {
	// Half a character, left by something that cut a text, has no encoding of its own.
	const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD');
	return whole.replace(UNSAFE, (character) => encodeURIComponent(character));
}
