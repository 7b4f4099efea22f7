import type { ResourceDescription } from '../types';
import { getValuesDescription } from './getValues/description';
import { getInstanceValuesDescription } from './getInstanceValues/description';

/** In the order of the list that users choose from. */
const operations = [getValuesDescription, getInstanceValuesDescription];

export const formFieldDescription: ResourceDescription = {
	name: 'Form Field',
	value: 'formField',
	operations,
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['formField'] } },
		options: operations.map(({ option }) => option),
		default: 'getValues',
	},
};
