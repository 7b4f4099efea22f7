import type { INodeProperties } from 'n8n-workflow';
import { instanceProperties, stepLocator } from '../../shared/resourceLocators';
import { formFieldValuesProperty } from '../formFieldValuesProperty';
import { outputProperties } from '../../shared/outputProperties';
import type { OperationDescription } from '../../types';

const waitForStepProperties: readonly INodeProperties[] = [
	...instanceProperties,
	{
		displayName: 'Wait For',
		name: 'waitFor',
		type: 'options',
		options: [
			{
				name: 'Instance Ended',
				value: 'instanceEnded',
				description: 'Until the instance is completed or stopped',
			},
			{
				name: 'Step Active',
				value: 'stepActive',
			},
			{
				name: 'Step Completed',
				value: 'stepCompleted',
			},
		],
		default: 'stepActive',
	},
	stepLocator,
	{
		displayName: 'Wait at Most (Seconds)',
		name: 'waitAtMost',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: 300,
		description: 'Checks after 2 seconds, then gradually slows to every 15 seconds',
	},
	{
		displayName: 'On Timeout',
		name: 'ifTimeRunsOut',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail' },
			{
				name: 'Return the Instance',
				value: 'putOut',
				description: 'The instance as it is, with "wait_outcome" set to "timed_out"',
			},
		],
		default: 'fail',
	},
	formFieldValuesProperty,
	...outputProperties,
];

export const waitForStepDescription: OperationDescription = {
	option: {
		name: 'Wait for Step',
		value: 'waitForStep',
		description: 'Wait until a step is active or completed, or the instance has ended',
		action: 'Wait for step in instance',
	},
	properties: waitForStepProperties,
	options: [],
};
