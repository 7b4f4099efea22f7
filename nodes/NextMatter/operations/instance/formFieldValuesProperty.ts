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
		"Adds the entered values as an object named 'fields'. Complete Step and Get Many need one extra request per instance.",
};
