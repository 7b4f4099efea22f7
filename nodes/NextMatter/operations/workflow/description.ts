import { describeResource } from '../shared/describeResource';
import { getWorkflowDescription } from './get/description';

export const workflowDescription = describeResource(
	{ name: 'Workflow', value: 'workflow', first: 'get' },
	[getWorkflowDescription],
);
