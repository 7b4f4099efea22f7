import type { Resource } from '../types';
import { getValues } from './getValues';

export const formField: Resource = {
	name: 'Form Field',
	value: 'formField',
	operations: [getValues],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['formField'] } },
		options: [getValues.option],
		default: 'getValues',
	},
};
