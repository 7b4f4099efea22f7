import type { INodeProperties } from 'n8n-workflow';

/** What people can say about an instance as a whole, as inputs for a collection. */
export const detailInputs = {
	deadline: {
		displayName: 'Deadline',
		name: 'deadline',
		type: 'dateTime',
		default: '',
		description: "Dates without an offset use the n8n workflow's time zone",
	},
	name: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Purchase of laptops',
		description: 'At most 255 characters. Leave it out if the workflow names its instances.',
	},
	priority: {
		displayName: 'Priority',
		name: 'priority',
		type: 'options',
		options: [
			{ name: 'High', value: 'high' },
			{ name: 'Regular', value: 'regular' },
			{ name: 'Very High', value: 'veryHigh' },
		],
		default: 'regular',
	},
	tags: {
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		typeOptions: { multipleValues: true },
		default: [],
		placeholder: 'e.g. hardware',
		description: 'One value each, or an expression that returns a list',
	},
} as const satisfies Record<string, INodeProperties>;
