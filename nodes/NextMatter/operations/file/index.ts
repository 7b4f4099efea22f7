import type { Resource } from '../types';
import { download } from './download';
import { upload } from './upload';
import { fileDescription } from './description';

export const file: Resource = {
	...fileDescription,
	operations: [download, upload],
};
