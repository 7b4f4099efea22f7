import { workflowLocator } from '../../shared/resourceLocators';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

export const getWorkflowDescription: OperationDescription = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Read a workflow with its steps and form fields',
		action: 'Get workflow',
	},
	properties: [workflowLocator, ...outputProperties],
	options: [],
};
