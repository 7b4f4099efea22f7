import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties, stepLocator } from '../../shared/resourceLocators';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';
import { formFieldValuesProperty } from '../formFieldValuesProperty';
import { formOptions } from '../formOptions';
import { formProperties, modes } from '../formProperties';

export const completeStepProperties: readonly INodeProperties[] = [
	...instanceProperties,
	stepLocator,
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [...modes],
		default: 'complete',
	},
	...formProperties,
	formFieldValuesProperty,
	...outputProperties,
];

export const completeStepOptions: readonly INodeProperties[] = [
	{
		displayName: 'Check Step Before Completing',
		name: 'checkStepFirst',
		type: 'boolean',
		default: false,
		description:
			"Whether to read the instance first (one extra request per item). Inactive steps then fail before anything is sent, and lost completions can be retried after 65 seconds if 'Maximum Wait (Seconds)' is 70 or more.",
	},
	...formOptions,
];

export const completeStepDescription: OperationDescription = {
	option: {
		name: 'Complete Step',
		value: 'completeStep',
		description: 'Fill in an active step, then complete or save it',
		action: 'Complete step in instance',
	},
	properties: completeStepProperties,
	options: completeStepOptions,
	isOrdered: true,
};
