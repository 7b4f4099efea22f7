import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties } from '../../shared/resourceLocators';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';
import { formFieldValuesProperty } from '../formFieldValuesProperty';

const options: readonly INodeProperties[] = [
	{
		displayName: 'Include Form Field Values',
		name: 'includeValues',
		type: 'boolean',
		default: false,
		description: "Whether to add what was entered to 'process_snapshot'",
	},
	{
		displayName: 'Include Step Times',
		name: 'includeTimes',
		type: 'boolean',
		default: false,
		description: "Whether to add the completion times of steps to 'process_snapshot'",
	},
];

export const getDescription: OperationDescription = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Read an instance: its status, its active steps and more',
		action: 'Get instance',
	},
	properties: [...instanceProperties, formFieldValuesProperty, ...outputProperties],
	options,
};
