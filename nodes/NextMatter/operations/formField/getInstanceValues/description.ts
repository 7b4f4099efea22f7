import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties, stepLocator, workflowLocator } from '../../shared/resourceLocators';
import type { OperationDescription } from '../../types';

const formFieldIdsProperty: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFieldIds',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Form Field' },
	required: true,
	default: [],
	placeholder: 'e.g. 50222',
	description:
		'IDs of form fields of the step, or an expression that returns a list. Each takes a request of its own.',
};

const keyingProperty: INodeProperties = {
	displayName: 'Field Keys',
	name: 'fieldKeys',
	type: 'options',
	options: [
		{ name: 'IDs', value: 'byId' },
		{ name: 'Names', value: 'byName', description: 'Takes one more request, to read the names' },
	],
	default: 'byId',
	description: "What the keys of the object 'fields' are",
};

export const getInstanceValuesDescription: OperationDescription = {
	option: {
		name: 'Get Values of Instance',
		value: 'getInstanceValues',
		description: 'Read what was entered into form fields of one step, in a single instance',
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
