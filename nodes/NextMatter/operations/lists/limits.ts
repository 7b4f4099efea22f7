import { MAX_PAGE_SIZE } from '../../api/pagination';
import { readBoolean } from '../../input/choices';
import { readNumberWithin } from '../../input/numbers';
import type { ParameterReader } from '../types';

/**
 * @returns how many entries are wanted in all, undefined for all of them, and the query for it
 * @throws InputError
 */
export function readLimit(parameter: ParameterReader): {
	readonly limit?: number;
	readonly query: Readonly<Record<string, string>>;
} {
	if (readBoolean('Return All', parameter('returnAll'))) return { query: pagesOf(MAX_PAGE_SIZE) };
	const limit = readNumberWithin('Limit', parameter('limit'), {
		min: 1,
		max: Number.MAX_SAFE_INTEGER,
		whole: true,
	});
	return { limit, query: pagesOf(Math.min(limit, MAX_PAGE_SIZE)) };
}

function pagesOf(size: number): Record<string, string> {
	return { page_size: String(size) };
}

/**
 * A list that takes several pages is read in the order of the start of its instances, unless another
 * is wanted: what is started meanwhile comes last, and moves nothing from one page to another.
 */
export function readSteadily(query: Readonly<Record<string, string>>, limit = Infinity) {
	return limit > MAX_PAGE_SIZE ? { ordering: 'started_time', ...query } : query;
}
