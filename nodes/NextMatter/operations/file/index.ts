import type { Resource } from '../types';
import { upload } from './upload';

export const file: Resource = {
	name: 'File',
	value: 'file',
	operations: [upload],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['file'] } },
		options: [upload.option],
		default: 'upload',
	},
};
