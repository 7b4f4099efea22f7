import type { ResourceDescription } from '../types';
import { getWorkflowDescription } from './get/description';

/** In the order of the list that users choose from. */
const operations = [getWorkflowDescription];

export const workflowDescription: ResourceDescription = {
	name: 'Workflow',
	value: 'workflow',
	operations,
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['workflow'] } },
		options: operations.map(({ option }) => option),
		default: 'get',
	},
};
