import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../input/isRecord';
import { parseUrl } from '../input/parseUrl';
import { readBody } from './body';
import { readContent } from './content';
import { TOO_LARGE } from './errors/networkErrors';
import { readHeader } from './headers';
import type { Reply } from './types';

/** Takes secrets out of a text. */
export type Mask = (text: string) => string;

export interface Masks {
	readonly mask: Mask;
	/** For a rejection, which people read word by word; a success has to return what was entered. */
	readonly maskRejection: Mask;
}

/** Reads what n8n's helper returned, to its end. */
export async function readResponse(
	response: unknown,
	signal: AbortSignal,
	{ mask, maskRejection }: Masks,
): Promise<Reply> {
	const { statusCode, headers, body }: IDataObject = isRecord(response) ? response : {};
	const status = Number.isInteger(statusCode) ? Number(statusCode) : undefined;
	const { text, isCut } = await readContent(body, signal);
	if (status === undefined) return { kind: 'noAnswer', sent: true, code: 'UNKNOWN' };
	// For a rejection the status is enough; any other truncated body could have meant anything.
	if (isCut && status < 400) return { kind: 'noAnswer', sent: true, code: TOO_LARGE };
	return {
		kind: 'answer',
		status,
		body: readBody(typeof text === 'string' ? (status < 400 ? mask : maskRejection)(text) : text),
		retryAfter: readHeader(headers, 'retry-after'),
		location: maskLocation(readHeader(headers, 'location'), mask),
		serverTime: readTime(readHeader(headers, 'date')),
	};
}

/** The host of a URL is read unescaped and in lower case, so it is masked in that form. */
function maskLocation(location: string | undefined, mask: Mask): string | undefined {
	if (location === undefined) return undefined;
	const masked = mask(location);
	const href = parseUrl(masked)?.href ?? masked;
	return mask(href) === href ? masked : mask(href);
}

function readTime(date: string | undefined): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : time;
}
