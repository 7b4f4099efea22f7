import type { INodeProperties } from 'n8n-workflow';
import { filtersProperty } from '../../lists/filters';
import { limitProperties } from '../../lists/limitProperties';
import { formFieldLocator, stepLocator, workflowLocator } from '../../shared/resourceLocators';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

const slowNotice: INodeProperties = {
	displayName: "Slow without filters. Add at least one, such as 'Started After'.",
	name: 'slowNotice',
	type: 'notice',
	default: '',
};

export const getValuesDescription: OperationDescription = {
	option: {
		name: 'Get Values',
		value: 'getValues',
		description: 'Read a form field in all instances of a workflow',
		action: 'Get values of form field',
	},
	properties: [
		workflowLocator,
		stepLocator,
		formFieldLocator,
		slowNotice,
		...limitProperties,
		filtersProperty,
		...outputProperties,
	],
	options: [],
};
