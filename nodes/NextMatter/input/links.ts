import { parseUrl } from './parseUrl';
import { quote, Refusal } from './refusal';

/** What an ID belongs to, in the word that users see. */
export type IdSubject = 'instance' | 'step' | 'form field' | 'user' | 'workflow';

/** Words that say whose number follows them in a link, as the vendor's API and app use them. */
const OWNERS: ReadonlyMap<string, IdSubject> = new Map([
	['action', 'form field'],
	['actions', 'form field'],
	['instance', 'instance'],
	['instances', 'instance'],
	['process', 'workflow'],
	['processes', 'workflow'],
	['step', 'step'],
	['steps', 'step'],
	['user', 'user'],
	['users', 'user'],
	['workflow', 'workflow'],
	['workflows', 'workflow'],
]);

/**
 * Finds the ID in a pasted link. A number that stands right after the subject's own word
 * (`/instances/123/`) wins; otherwise the link must hold exactly one number, and that number must
 * not stand after the word of something else.
 *
 * @returns the digits of the ID
 * @throws Refusal when the link holds no such number, or several
 */
export function readIdFromLink(subject: IdSubject, link: string): string {
	const parts = splitParts(parseLink(subject, link));
	const owned = parts.filter((part, i) => isNumber(part) && ownerOf(parts, i) === subject);
	const candidates = owned.length > 0 ? owned : numbersIn(parts);
	const distinct = [...new Set(candidates)];
	if (distinct.length > 1) throw ambiguous(subject, link, distinct);

	const position = parts.findIndex((part) => part === distinct[0]);
	if (position === -1) throw numberMissing(subject, link);
	const owner = ownerOf(parts, position);
	if (owned.length === 0 && owner) throw wrongOwner(subject, link, owner, distinct[0]);
	return distinct[0];
}

function parseLink(subject: IdSubject, link: string): URL {
	const url = /^https?:/i.test(link) ? parseUrl(link) : undefined;
	if (!url) throw numberMissing(subject, link);
	return url;
}

/** Path, query and fragment, cut where links put their separators. */
function splitParts(url: URL): string[] {
	const fragment = url.hash.slice(1).split(/[/?&=]/);
	const parts = [...url.pathname.split('/'), ...[...url.searchParams].flat(), ...fragment];
	return parts.filter((part) => part !== '');
}

function isNumber(part: string): boolean {
	return /^\d+$/.test(part);
}

/** Every number, also one inside a slug: a link with a second number cannot be told for sure. */
function numbersIn(parts: string[]): string[] {
	return parts.flatMap((part) => part.match(/(?<![a-z0-9])\d+(?![a-z0-9])/gi) ?? []);
}

function ownerOf(parts: string[], index: number): IdSubject | undefined {
	const word = (parts[index - 1] ?? '').toLowerCase().replace(/_?id$/, '');
	return OWNERS.get(word);
}

function ambiguous(subject: IdSubject, link: string, numbers: string[]): Refusal {
	return new Refusal(
		`The link ${quote(link)} holds several numbers (${numbers.join(', ')}), so the ${subject} cannot be told`,
		`Enter the ID of the ${subject} itself`,
	);
}

function numberMissing(subject: IdSubject, link: string): Refusal {
	return new Refusal(
		`The link ${quote(link)} does not hold the ID of the ${subject}`,
		`Paste a web address with the number of the ${subject} in it, or enter the ID itself`,
	);
}

function wrongOwner(subject: IdSubject, link: string, owner: string, id: string): Refusal {
	return new Refusal(
		`The link ${quote(link)} leads to the ${owner} ${id}, not to the ${subject}`,
		`Paste the link of the ${subject}, or enter its ID`,
	);
}
