import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties, stepLocator, workflowLocator } from '../../shared/resourceLocators';
import type { OperationDescription } from '../../types';

const formFieldIdsProperty: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFieldIds',
	type: 'string',
	typeOptions: { multipleValues: true },
	required: true,
	default: [],
	placeholder: 'e.g. 50222',
	description: 'One ID each, or an expression that returns a list. Each takes one request.',
};

const keyingProperty: INodeProperties = {
	displayName: 'Field Keys',
	name: 'fieldKeys',
	type: 'options',
	options: [
		{ name: 'IDs', value: 'byId' },
		{ name: 'Names', value: 'byName', description: 'Takes one more request' },
	],
	default: 'byId',
	description: "What to use as keys in 'fields'",
};

export const getInstanceValuesDescription: OperationDescription = {
	option: {
		name: 'Get Values of Instance',
		value: 'getInstanceValues',
		description: 'Read form fields of one step, in a single instance',
		action: 'Get values of instance',
	},
	properties: [
		workflowLocator,
		...instanceProperties,
		stepLocator,
		formFieldIdsProperty,
		keyingProperty,
	],
	options: [],
};
