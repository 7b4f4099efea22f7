import type { IDataObject } from 'n8n-workflow';
import { parseUrl } from '../input/parseUrl';
import { isRecord } from '../input/isRecord';
import type { ApiRequest } from './types';

/** The most entries that the API puts on one page. */
export const MAX_PAGE_SIZE = 500;

/**
 * @returns undefined when the body is no list of objects: neither a page (`results`) nor a bare list. One of
 * numbers is not taken for an empty one.
 */
export function entriesOf(body: unknown): IDataObject[] | undefined {
	const entries = isRecord(body) ? body.results : body;
	if (!Array.isArray(entries)) return undefined;
	const found = entries.filter(isRecord);
	return found.length > 0 || entries.length === 0 ? found : undefined;
}

/** How many entries there are on all pages together, where the API says so. */
export function countOf(body: unknown): number | undefined {
	const count = isRecord(body) ? body.count : undefined;
	return typeof count === 'number' ? count : undefined;
}

/**
 * The request for the page after this one. Only the query of the URL in `next` is followed, so that
 * the API key goes nowhere but to the base URL; that serves pages with numbers and with cursors.
 *
 * @returns undefined when there is none
 */
export function nextPageOf(request: ApiRequest, body: unknown): ApiRequest | undefined {
	const next = isRecord(body) ? body.next : undefined;
	const url = typeof next === 'string' && next ? parseUrl(next, 'http://relative') : undefined;
	if (!url) return undefined;
	return { ...request, query: { ...request.query, ...Object.fromEntries(url.searchParams) } };
}
