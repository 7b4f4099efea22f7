import type { INodeProperties } from 'n8n-workflow';
import { formFieldLocator, instanceProperties } from '../../shared/resourceLocators';
import type { OperationDescription } from '../../types';

const downloadProperties: readonly INodeProperties[] = [
	{
		displayName: 'Download From',
		name: 'downloadFrom',
		type: 'options',
		options: [
			{
				name: 'Form Field',
				value: 'formField',
				description: 'All files in a form field of an instance',
			},
			{ name: 'URLs', value: 'urls' },
		],
		default: 'formField',
	},
	...instanceProperties,
	formFieldLocator,
	{
		displayName: 'URLs',
		name: 'urls',
		type: 'string',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { downloadFrom: ['urls'] } },
		required: true,
		default: [],
		placeholder: 'e.g. https://files.example.com/offer.pdf',
		description: 'One URL each, or an expression that returns a list',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'outputPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the output binary field to put the file in',
	},
];

export const MAXIMUM_SIZE = {
	name: 'maximumSize',
	label: 'Maximum Size (MB)',
	megabytes: 100,
} as const;

const downloadOptions: readonly INodeProperties[] = [
	{
		displayName: MAXIMUM_SIZE.label,
		name: MAXIMUM_SIZE.name,
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'Larger files fail the item',
	},
];

export const downloadDescription: OperationDescription = {
	option: {
		name: 'Download',
		value: 'download',
		description: 'Download files of a form field, or from URLs',
		action: 'Download file',
	},
	properties: downloadProperties,
	options: downloadOptions,
};
