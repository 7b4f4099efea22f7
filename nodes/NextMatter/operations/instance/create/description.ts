import type { INodeProperties } from 'n8n-workflow';
import type { OperationDescription } from '../../types';
import { stepLocator, workflowLocator } from '../../shared/resourceLocators';
import { detailInputs } from '../detailInputs';
import { formOptions } from '../formOptions';
import { formProperties, modes, NO_STEP } from '../formProperties';
import { outputProperties } from '../../shared/outputProperties';

const stepAssignments: INodeProperties = {
	displayName: 'Step Assignments',
	name: 'stepAssignments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Step Assignment' },
	default: {},
	placeholder: 'Add Step Assignment',
	description: 'For steps whose assignee is selected at the start',
	options: [
		{
			displayName: 'Step Assignment',
			name: 'assignment',
			values: [
				{
					displayName: 'Step ID',
					name: 'stepId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5001',
				},
				{
					displayName: 'User ID',
					name: 'userId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 31',
					description: 'Not shown in Next Matter. Ask Next Matter support for it.',
				},
			],
		},
	],
};

const createProperties: readonly INodeProperties[] = [
	workflowLocator,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			detailInputs.deadline,
			detailInputs.name,
			detailInputs.priority,
			stepAssignments,
			detailInputs.tags,
		],
	},
	{
		displayName: 'Fill In First Step',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			...modes,
			{
				name: 'No',
				value: NO_STEP,
			},
		],
		default: NO_STEP,
	},
	{
		...stepLocator,
		displayName: 'First Step',
		required: false,
		displayOptions: { hide: { mode: [NO_STEP] } },
		description: 'Leave empty for the step that is active after the start',
	},
	...formProperties,
	...outputProperties,
];

/** Without checking the step first: it has just become active. */
const createOptions: readonly INodeProperties[] = [
	...formOptions,
	{
		displayName: 'Workflow URL',
		name: 'workflowUrl',
		type: 'options',
		options: [
			{
				name: 'From Base URL',
				value: 'baseUrl',
			},
			{
				name: 'From Next Matter',
				value: 'nextMatter',
				description: 'Starts with https://core.nextmatter.com/api',
			},
		],
		default: 'baseUrl',
		description: "Use 'From Next Matter' if the base URL is a gateway with its own path",
	},
];

export const createDescription: OperationDescription = {
	option: {
		name: 'Create',
		value: 'create',
		description: 'Start an instance and, optionally, fill in its first step',
		action: 'Create instance',
	},
	properties: createProperties,
	options: createOptions,
};
