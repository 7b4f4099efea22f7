import type { Resource } from '../types';
import { completeStep } from './completeStep';
import { create } from './create';
import { deleteInstance } from './delete';
import { stop } from './stop';
import { update } from './update';

/** In the order of the list that users choose from. */
const operations = [completeStep, create, deleteInstance, stop, update];

export const instance: Resource = {
	name: 'Instance',
	value: 'instance',
	operations,
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['instance'] } },
		options: operations.map(({ option }) => option),
		default: 'completeStep',
	},
};
