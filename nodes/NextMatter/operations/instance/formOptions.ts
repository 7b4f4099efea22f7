import type { INodeProperties } from 'n8n-workflow';
import { NO_STEP } from './formProperties';

const hide = { '/mode': [NO_STEP] };

/** How a step is filled in and what may stand in the way, shared letter by letter with Create. */
export const formOptions: readonly INodeProperties[] = [
	{
		displayName: 'If the Step Is Not Active',
		name: 'ifStepNotActive',
		type: 'options',
		displayOptions: { hide },
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'Name the active steps in the error',
			},
			{
				name: 'Treat as Done',
				value: 'treatAsDone',
				description: 'Return the instance, unless the step is known not to be completed',
			},
			{
				name: 'Wait Until Active',
				value: 'wait',
				description: 'Check from time to time, then complete it',
			},
		],
		default: 'fail',
	},
	{
		displayName: 'Keys That Match No Form Field',
		name: 'unmatchedKeys',
		type: 'options',
		displayOptions: { show: { '/specifyFormFields': ['map'] }, hide },
		options: [
			{
				name: 'Fail',
				value: 'fail',
			},
			{
				name: 'Ignore',
				value: 'ignore',
				description: 'Show a hint above the output',
			},
		],
		default: 'ignore',
		description:
			'Applies to automatic mapping. Keys that your expressions use are ignored without a hint.',
	},
	{
		displayName: 'Value Format',
		name: 'valueFormat',
		type: 'options',
		displayOptions: { hide },
		options: [
			{
				name: 'Current',
				value: 'standard',
			},
			{
				name: 'Legacy',
				value: 'wrapped',
				description: 'The older shape, if your workspace refuses the current one',
			},
		],
		default: 'standard',
		description: 'Next Matter documents two shapes for address, checklist, radio and URL',
	},
	{
		displayName: 'Wait Until Active For (Seconds)',
		name: 'waitUntilActive',
		type: 'number',
		displayOptions: { hide },
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: 60,
		description: "How long 'Wait Until Active' keeps checking before the item fails",
	},
];
