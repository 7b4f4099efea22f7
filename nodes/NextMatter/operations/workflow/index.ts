import type { Resource } from '../types';
import { get } from './get';

export const workflow: Resource = {
	name: 'Workflow',
	value: 'workflow',
	operations: [get],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['workflow'] } },
		options: [get.option],
		default: 'get',
	},
};
