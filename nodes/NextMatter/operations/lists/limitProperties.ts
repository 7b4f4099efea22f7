import type { INodeProperties } from 'n8n-workflow';

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
