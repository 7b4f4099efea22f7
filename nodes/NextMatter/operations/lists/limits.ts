import type { INodeProperties } from 'n8n-workflow';
import { MAX_PAGE_SIZE } from '../../api/pagination';
import { readBoolean } from '../../input/choices';
import { readNumberWithin } from '../../input/numbers';
import type { ParameterReader } from '../types';

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

export const limitProperties: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{ ...limit, displayOptions: { show: { returnAll: [false] }, hide: { '@tool': [true] } } },
	// What a tool hands a model stays within 2 kB or so. Versions of n8n that cannot tell tools apart show
	// the other one.
	{
		...limit,
		displayOptions: { show: { returnAll: [false], '@tool': [true] } },
		default: 5,
	},
];

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
