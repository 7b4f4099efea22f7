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
				description: 'The item fails, and the error names the active steps',
			},
			{
				name: 'Treat as Done',
				value: 'treatAsDone',
				description:
					'Return the instance as it is. A step that is known not to have been completed still fails.',
			},
			{
				name: 'Wait Until Active',
				value: 'wait',
				description: 'Check again from time to time, then complete the step',
			},
		],
		default: 'fail',
		description: 'What to do when Next Matter rejects the request because the step is not active',
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
				description: 'The item fails before anything is sent',
			},
			{
				name: 'Ignore',
				value: 'ignore',
				description: 'Leave them out, and show a hint above the output',
			},
		],
		default: 'ignore',
		description:
			'What to do with keys of the input item that match no form field, when mapping automatically. Keys used in expressions are left alone.',
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
				description: 'The shape that the current API reference documents',
			},
			{
				name: 'Legacy',
				value: 'wrapped',
				description: 'The older shape, in case your workspace refuses the current one',
			},
		],
		default: 'standard',
		description:
			'How the values of address, checklist, radio and URL are sent. Next Matter documents two shapes for them.',
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
