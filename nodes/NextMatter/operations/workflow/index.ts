import { defineResource } from '../shared/defineResource';
import { getWorkflowDescription } from './get/description';

export const workflow = defineResource({ name: 'Workflow', value: 'workflow', first: 'get' }, [
	{ ...getWorkflowDescription, load: async () => (await import('./get')).get },
]);
