import { defineResource } from '../shared/defineResource';
import { downloadDescription } from './download/description';
import { uploadDescription } from './upload/description';

export const file = defineResource({ name: 'File', value: 'file', first: 'upload' }, [
	{ ...downloadDescription, load: async () => (await import('./download')).download },
	{ ...uploadDescription, load: async () => (await import('./upload')).upload },
]);
