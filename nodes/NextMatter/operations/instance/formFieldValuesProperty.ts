import type { INodeProperties } from 'n8n-workflow';

/** Adds what people entered to an instance. */
export const formFieldValuesProperty: INodeProperties = {
	displayName: 'Form Field Values',
	name: 'formFieldValues',
	type: 'options',
	options: [
		{ name: 'By ID', value: 'byId', description: "An object 'fields', with the IDs as keys" },
		{ name: 'By Name', value: 'byName', description: "An object 'fields', with the names as keys" },
		{ name: 'None', value: 'none', description: 'Leave the values out' },
	],
	default: 'none',
	description:
		'Adds what was entered into the form fields. Complete Step and Get Many take one more request per instance.',
};
