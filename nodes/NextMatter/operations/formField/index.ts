import type { Resource } from '../types';
import { getInstanceValues } from './getInstanceValues';
import { getValues } from './getValues';

export const formField: Resource = {
	name: 'Form Field',
	value: 'formField',
	operations: [getValues, getInstanceValues],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['formField'] } },
		options: [getValues.option, getInstanceValues.option],
		default: 'getValues',
	},
};
