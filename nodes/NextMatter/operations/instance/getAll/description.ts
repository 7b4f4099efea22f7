import type { INodeProperties } from 'n8n-workflow';
import { filtersProperty } from '../../lists/filters';
import { limitProperties } from '../../lists/limitProperties';
import { workflowLocator } from '../../shared/resourceLocators';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';
import { formFieldValuesProperty } from '../formFieldValuesProperty';

/** By the API's words. */
export const ORDERS = [
	['deadline', 'Deadline'],
	['ended_time', 'Ended Time'],
	['name', 'Name'],
	['priority', 'Priority'],
	['progress', 'Progress'],
	['total_runtime', 'Runtime'],
	['started_time', 'Started Time'],
	['status', 'Status'],
	['last_updated_time', 'Updated Time'],
] as const;

const options: readonly INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: ORDERS.map(([value, name]) => ({ name, value })),
		default: 'started_time',
	},
	{
		displayName: 'Sort Direction',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ascending' },
			{ name: 'Descending', value: 'descending' },
		],
		default: 'ascending',
		description: "Only used if 'Sort By' is set",
	},
];

export const getAllDescription: OperationDescription = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'Get many instances',
		action: 'Get many instances',
	},
	properties: [
		workflowLocator,
		...limitProperties,
		filtersProperty,
		formFieldValuesProperty,
		...outputProperties,
	],
	options,
};
