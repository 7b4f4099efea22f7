import type { ResourceDescription } from '../types';
import { downloadDescription } from './download/description';
import { uploadDescription } from './upload/description';

/** In the order of the list that users choose from. */
const operations = [downloadDescription, uploadDescription];

export const fileDescription: ResourceDescription = {
	name: 'File',
	value: 'file',
	operations,
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['file'] } },
		options: operations.map(({ option }) => option),
		default: 'upload',
	},
};
