import { firstUnseen, trimUnseen } from './invisible';
import { readPath, splitLinks, type LinkParts } from './linkParts';
import { quotePlain, InputError } from './inputError';
import { formatNumbers, withArticle } from './wording';

/** What an ID belongs to, in the word that users see. */
export type IdSubject = 'instance' | 'step' | 'form field' | 'user' | 'workflow';

/** Words that say whose number follows them, in the singular, as the vendor's API and app use them. */
const OWNERS: ReadonlyMap<string, IdSubject> = new Map([
	['action', 'form field'],
	['form_field', 'form field'],
	['process_step_action', 'form field'],
	['instance', 'instance'],
	['process_instance', 'instance'],
	['workflow_instance', 'instance'],
	['process', 'workflow'],
	['workflow', 'workflow'],
	['step', 'step'],
	['process_step', 'step'],
	['user', 'user'],
]);

/** Words of a path that name no thing of their own, so that a number beside them may be anything's. */
const NEUTRAL = /^(api|app|details?|edit|open|show|view|v\d{1,2})$/i;

/**
 * Finds the ID in a pasted URL. Only its path counts, and the path in the fragment of an app that
 * keeps it there: never a query, a host, or a fragment that leads to some place on the page. The ID is
 * the number right after the subject's own word (`/instances/123/`), or the only number of a path
 * that names nothing else. The host is not judged: companies have their own.
 *
 * @param text what was given, with `://` somewhere in it
 * @returns the digits of the ID
 * @throws InputError when there is no such number, or several could be meant
 */
export function readIdFromLink(subject: IdSubject, text: string): string {
	refuseMore(subject, text);
	const parts = readPath(text);
	if (!parts) throw notFound(subject, text);
	const own = [parts.path, parts.fragment].flatMap((path) => ownNumbers(subject, path));
	const id = own.length > 0 ? own[0] : onlyNumber(subject, text, parts);
	if (id === undefined || own.includes(undefined)) throw notFound(subject, text, parts);

	const inQuery = parts.query.flatMap(([key, value]) => (ownerOf(key) === subject ? [value] : []));
	const numbers = [...new Set([id, ...own, ...inQuery].map(String))];
	if (numbers.length > 1) throw ambiguous(subject, text, numbers);
	return id;
}

/** The number of a path in which the subject has no word. */
function onlyNumber(subject: IdSubject, text: string, parts: LinkParts): string | undefined {
	const { path, fragment, query } = parts;
	const numbers = [...new Set(path.filter(isNumber))];
	if (numbers.length > 1) throw ambiguous(subject, text, numbers);
	const [id] = numbers;
	const owner = ownerOf(path[path.indexOf(id) - 1] ?? '');
	if (owner && owner !== subject) {
		throw new InputError(
			`The URL ${quotePlain(text)} belongs to ${owner} ${formatNumbers([id])}, not to ${withArticle(subject)}`,
			`Paste the URL of the ${subject}, or enter its ID`,
		);
	}
	const names = [...path, ...fragment, ...query.filter(([key]) => ownerOf(key)).flat()];
	return names.every((part) => part === id || NEUTRAL.test(part)) ? id : undefined;
}

/** What follows each of the subject's own words; undefined for what is not a number. */
function ownNumbers(subject: IdSubject, parts: readonly string[]): Array<string | undefined> {
	return parts.flatMap((part, index) => {
		if (ownerOf(part) !== subject) return [];
		const next = parts[index + 1] ?? '';
		return [isNumber(next) ? next : undefined];
	});
}

function isNumber(part: string): boolean {
	return /^\d+$/.test(part);
}

function ownerOf(part: string): IdSubject | undefined {
	const words = part.replace(/(?<=[a-z])(?=[A-Z])|-/g, '_').toLowerCase();
	const singular = words.replace(/_id$/, '').replace(/(?<=s)es$|(?<!s)s$/, '');
	return OWNERS.get(singular);
}

/** The number that is there, with the word that it belongs to. */
function found({ path, fragment, query }: LinkParts): string {
	const parts = [...path, ...fragment];
	const place = parts.findIndex(isNumber);
	const [key, value] = query.find((entry) => isNumber(entry[1])) ?? [];
	if (place >= 0) {
		const word = place > 0 ? ` after ${quotePlain(parts[place - 1])}` : '';
		return `; it contains ${formatNumbers([parts[place]])}${word}`;
	}
	return value === undefined ? '' : `; it contains ${formatNumbers([value])} as ${quotePlain(key)}`;
}

function refuseMore(subject: IdSubject, text: string): void {
	const links = splitLinks(text);
	const [one, other] = links.slice(0, 2).map(quotePlain);
	if (links.length > 1) {
		throw new InputError(
			`${links.length} URLs were given (${one}, ${other}${links.length > 2 ? ', …' : ''}), so the node can't tell which ${subject} is meant`,
			"Use one URL per item; the 'Split Out' node turns each entry of a list into an item",
		);
	}
	const mark = firstUnseen(text);
	if (mark) {
		throw new InputError(
			`The URL ${quotePlain(text)} contains an invisible character (${mark})`,
			`Type the ID of the ${subject} instead`,
		);
	}
	if (links[0] !== text) {
		const more = trimUnseen(text.replace(links[0] ?? '', ' '));
		throw new InputError(
			`The URL ${one} was given together with ${quotePlain(more)}, so the node can't tell which ${subject} is meant`,
			`Enter only the URL of the ${subject}, or its ID`,
		);
	}
}

function ambiguous(subject: IdSubject, link: string, numbers: readonly string[]): InputError {
	return new InputError(
		`The URL ${quotePlain(link)} contains several numbers (${formatNumbers(numbers)}), so the node can't tell which is the ${subject} ID`,
		`Enter the ID of the ${subject} itself`,
	);
}

function notFound(subject: IdSubject, link: string, parts?: LinkParts): InputError {
	return new InputError(
		`The URL ${quotePlain(link)} doesn't contain the ID of ${withArticle(subject)}${parts ? found(parts) : ''}`,
		`Enter the ID of the ${subject} itself, or a URL such as ${SAMPLES[subject]}`,
	);
}

const SAMPLES: Readonly<Record<IdSubject, string>> = {
	instance: 'https://core.nextmatter.com/api/instances/9001/',
	step: 'https://app.nextmatter.com/steps/5001',
	'form field': 'https://core.nextmatter.com/api/processes/120/steps/5001/actions/50222/',
	user: 'https://app.nextmatter.com/users/31',
	workflow: 'https://core.nextmatter.com/api/processes/120/',
};
