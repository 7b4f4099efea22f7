import type { Resource } from '../types';
import { completeStep } from './completeStep';
import { create } from './create';
import { deleteInstance } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { stop } from './stop';
import { update } from './update';
import { waitForStep } from './waitForStep';

/** In the order of the list that users choose from. */
const operations = [completeStep, create, deleteInstance, get, getAll, stop, update, waitForStep];

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
