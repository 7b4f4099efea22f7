import type { Resource } from '../types';
import { download } from './download';
import { upload } from './upload';

export const file: Resource = {
	name: 'File',
	value: 'file',
	operations: [download, upload],
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['file'] } },
		options: [download.option, upload.option],
		default: 'upload',
	},
};
