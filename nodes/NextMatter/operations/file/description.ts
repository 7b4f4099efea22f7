import { describeResource } from '../shared/describeResource';
import { downloadDescription } from './download/description';
import { uploadDescription } from './upload/description';

export const fileDescription = describeResource({ name: 'File', value: 'file', first: 'upload' }, [
	downloadDescription,
	uploadDescription,
]);
