import type { ResourceDescription } from '../types';
import { completeStepDescription } from './completeStep/description';
import { createDescription } from './create/description';
import { deleteDescription } from './delete/description';
import { getDescription } from './get/description';
import { getAllDescription } from './getAll/description';
import { sendAndWaitDescription } from './sendAndWait/description';
import { stopDescription } from './stop/description';
import { updateDescription } from './update/description';
import { waitForStepDescription } from './waitForStep/description';

/** In the order of the list that users choose from. */
const operations = [
	completeStepDescription,
	createDescription,
	deleteDescription,
	getDescription,
	getAllDescription,
	sendAndWaitDescription,
	stopDescription,
	updateDescription,
	waitForStepDescription,
];

export const instanceDescription: ResourceDescription = {
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
