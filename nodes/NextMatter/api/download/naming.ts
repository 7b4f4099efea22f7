const MAX_LENGTH = 200;
const GENERIC_TYPES = [
	'application/octet-stream',
	'binary/octet-stream',
	'application/force-download',
];

/** What a server says about a file besides its content. */
export interface FileHeaders {
	readonly contentType?: string;
	readonly contentDisposition?: string;
}

/** The name that the server gives the file, else the last part of its URL; safe as a part of a path. */
export function fileNameOf({ contentDisposition = '' }: FileHeaders, url: URL): string {
	const given = [extendedName(contentDisposition), plainName(contentDisposition)];
	const last = url.pathname.replace(/^.*\//, '');
	const names = [...given, decoded(last) ?? last].map((name) => safeName(name ?? ''));
	return names.find((name) => name !== '') ?? 'file';
}

/** @returns undefined when the server does not say, or says no more than that it is bytes */
export function mimeTypeOf({ contentType = '' }: FileHeaders): string | undefined {
	const type = contentType.split(';')[0].trim().toLowerCase();
	const isType = /^[\w.+-]+\/[\w.+-]+$/.test(type);
	return isType && !GENERIC_TYPES.includes(type) ? type : undefined;
}

/** Whether the server means it to be saved, so that a page is a file as well. */
export function isAttachment({ contentDisposition = '' }: FileHeaders): boolean {
	return /^\s*attachment\b/i.test(contentDisposition);
}

/** RFC 5987: `filename*=UTF-8''na%C3%AFve.txt` */
function extendedName(header: string): string | undefined {
	const [, charset, name] =
		/(?:^|[;\s])filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"\s]+)/i.exec(header) ?? [];
	if (name === undefined) return undefined;
	if (/^utf-?8$/i.test(charset)) return decoded(name);
	return /^iso-8859-1$/i.test(charset)
		? name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		: undefined;
}

function plainName(header: string): string | undefined {
	const [, quoted, token] =
		/(?:^|[;\s])filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]+))/i.exec(header) ?? [];
	const name = quoted?.replace(/\\(["\\])/g, '$1') ?? token;
	return name === undefined ? undefined : fromBytes(name);
}

/** Servers write UTF-8 where headers have single bytes. */
function fromBytes(text: string): string {
	if (!/^[\0-\xff]*$/.test(text)) return text;
	const read = Buffer.from(text, 'latin1').toString('utf8');
	return read.includes('\uFFFD') ? text : read;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		// What only looks encoded is a name as it is, or none.
		return undefined;
	}
}

/** Without folders, control characters and what is not seen; empty if nothing is left. */
function safeName(name: string): string {
	const last = name.replace(/^.*[/\\]/s, '');
	const seen = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '').trim();
	if (/^\.*$/.test(seen)) return '';
	if (seen.length <= MAX_LENGTH) return seen;
	const extension = /\.\w{1,10}$/.exec(seen)?.[0] ?? '';
	return `${seen.slice(0, MAX_LENGTH - extension.length)}${extension}`;
}
