import type { INodeProperties } from 'n8n-workflow';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

export const uploadProperties: readonly INodeProperties[] = [
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
				description: 'As an image if its MIME type says that it is one, else as a file',
			},
			{ name: 'File', value: 'file', description: 'For form fields of the type File Upload' },
			{ name: 'Image', value: 'image', description: 'For form fields of the type Image Upload' },
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
				description:
					'When the file was made. Without an offset, it is read in the time zone of the n8n workflow.',
			},
			{
				displayName: 'Instance',
				name: 'instanceId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9001',
				description: 'ID or URL of the instance that the file is attached to',
			},
			{
				displayName: 'Workflow',
				name: 'workflowId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 120',
				description: 'ID or URL of the workflow that the file is attached to',
			},
		],
	},
	...outputProperties,
];

export const uploadDescription: OperationDescription = {
	option: {
		name: 'Upload',
		value: 'upload',
		description: 'Upload a file or an image, to be used in a form field',
		action: 'Upload file',
	},
	properties: uploadProperties,
	options: [],
};
