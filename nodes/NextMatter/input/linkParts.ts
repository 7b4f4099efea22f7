import { parseUrl } from './parseUrl';

export interface LinkParts {
	/** The parts of the path between its slashes, as they were typed. */
	readonly path: readonly string[];
	/** The same of a path in the fragment (`#/instances/9001`); none of any other fragment. */
	readonly fragment: readonly string[];
	readonly query: ReadonlyArray<readonly [key: string, value: string]>;
}

/** What may stand in a path: nothing that could separate it from a second one. */
const PATH = /^[\p{L}\p{M}\w./~%@:+=&$!*'()-]*$/u;
/** `.` and `..`, also in the disguise in which browsers obey them. */
const DOTS = /^(\.|%2e){1,2}$/i;

/** @returns undefined for what is not a plain http(s) URL */
export function readPath(link: string): LinkParts | undefined {
	const [, path, , query = '', fragment = ''] =
		/^https?:\/\/[^\s/?#\\]+([^?#]*)(\?([^#]*))?(?:#(.*))?$/is.exec(link) ?? [];
	if (path === undefined || !parseUrl(link)) return undefined;
	const inFragment = /^!?(\/[^?#]*)/.exec(fragment)?.[1] ?? '';
	const parts = [path, inFragment].map(splitPath);
	const [ofPath, ofFragment] = parts;
	if (!ofPath || !ofFragment) return undefined;
	return { path: ofPath, fragment: ofFragment, query: [...new URLSearchParams(query)] };
}

function splitPath(path: string): readonly string[] | undefined {
	const parts = path.split('/').filter(Boolean);
	return PATH.test(path) && !/%2f/i.test(path) && !parts.some((part) => DOTS.test(part))
		? parts
		: undefined;
}

/** Every URL in a text, without the white space and punctuation around it. */
export function splitLinks(text: string): string[] {
	const starts: number[] = [];
	for (let colon = text.indexOf('://'); colon >= 0; colon = text.indexOf('://', colon + 1)) {
		const scheme = /[a-z][a-z+.-]*$/i.exec(
			text.slice(Math.max(0, colon - MAX_SCHEME_LENGTH), colon),
		);
		starts.push(colon - (scheme?.[0].length ?? 0));
	}
	return starts.map((start, place) => {
		const [link = ''] =
			/^[^\p{White_Space}"<>|]*/u.exec(text.slice(start, starts[place + 1])) ?? [];
		return /[,;]$/.test(link) ? link.slice(0, -1) : link;
	});
}

const MAX_SCHEME_LENGTH = 12;
