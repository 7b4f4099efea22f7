import type { Resource } from '../types';
import { completeStep } from './completeStep';

export const instance: Resource = {
	name: 'Instance',
	value: 'instance',
	operations: [completeStep],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['instance'] } },
		options: [completeStep.option],
		default: 'completeStep',
	},
};
