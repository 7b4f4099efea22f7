import type { INodeProperties } from 'n8n-workflow';

/** Adds what people entered to an instance. */
export const formFieldValuesProperty: INodeProperties = {
	displayName: 'Form Field Values',
	name: 'formFieldValues',
	type: 'options',
	options: [
		{ name: 'By ID', value: 'byId' },
		{ name: 'By Name', value: 'byName' },
		{ name: 'None', value: 'none' },
	],
	default: 'none',
	description:
		"Adds what was entered, as an object 'fields'. Complete Step and Get Many take one more request per instance.",
};
