import type { INodeProperties } from 'n8n-workflow';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

const uploadProperties: readonly INodeProperties[] = [
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file data to be uploaded',
	},
	{
		displayName: 'Upload As',
		name: 'uploadAs',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'As an image if its MIME type says so, else as a file',
			},
			{ name: 'File', value: 'file' },
			{ name: 'Image', value: 'image' },
		],
		default: 'file',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Created Time',
				name: 'createdTime',
				type: 'dateTime',
				default: '',
				description: "Dates without an offset use the n8n workflow's time zone",
			},
			{
				displayName: 'Instance',
				name: 'instanceId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9001',
				description: 'ID or URL of what the file is attached to',
			},
			{
				displayName: 'Workflow',
				name: 'workflowId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 120',
				description: 'ID or URL of what the file is attached to',
			},
		],
	},
	...outputProperties,
];

export const uploadDescription: OperationDescription = {
	option: {
		name: 'Upload',
		value: 'upload',
		description: 'Upload a file or an image for a form field',
		action: 'Upload file',
	},
	properties: uploadProperties,
	options: [],
};
