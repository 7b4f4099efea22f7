import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { byDisplayName } from '../shared/byDisplayName';
import { otherFilters } from './otherFilters';
import { timeFilters } from './timeFilters';

const filters = [...timeFilters, ...otherFilters].sort((one, other) =>
	byDisplayName(one.input, other.input),
);

export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		"Only instances that meet all of them. Times without an offset use the n8n workflow's time zone. Ended means completed or stopped.",
	options: filters.map(({ input }) => input),
};

/**
 * Reads the filters that were added into the API's query parameters.
 *
 * @throws InputError
 */
export function readFilters(given: unknown, timeZone: string): Record<string, string> {
	const values: IDataObject = isRecord(given) ? given : {};
	const added = filters.filter(({ input }) => values[input.name] !== undefined);
	return Object.fromEntries(
		added.map(({ input, query, read }) => [
			query,
			read(values[input.name], input.displayName, timeZone),
		]),
	);
}
