import type { INodeProperties } from 'n8n-workflow';
import { workflowLocator } from '../../locators';
import { detailInputs } from '../details';
import { outputProperties } from '../../output';

const stepAssignments: INodeProperties = {
	displayName: 'Step Assignments',
	name: 'stepAssignments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Step Assignment' },
	default: {},
	placeholder: 'Add Step Assignment',
	description:
		'Who does which step. Needed for workflows with a step whose assignee is selected at the start of the workflow.',
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
					description: 'The number in the web address of the step',
				},
				{
					displayName: 'User ID',
					name: 'userId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 31',
					description: 'Next Matter shows it nowhere; its support team knows it',
				},
			],
		},
	],
};

export const createProperties: readonly INodeProperties[] = [
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
	...outputProperties,
];

export const createOptions: readonly INodeProperties[] = [
	{
		displayName: 'Workflow URL',
		name: 'workflowUrl',
		type: 'options',
		options: [
			{
				name: 'From Base URL',
				value: 'baseUrl',
				description: "Starts with the credential's base URL",
			},
			{
				name: 'From Next Matter',
				value: 'nextMatter',
				description: 'Starts with https://core.nextmatter.com/api',
			},
		],
		default: 'baseUrl',
		description:
			"How the request names the workflow. Use 'From Next Matter' if the base URL is a gateway with a path of its own.",
	},
];
