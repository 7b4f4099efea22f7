import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { OperationDescription } from '../../types';
import { createDescription } from '../create/description';
import { limitWaitTimeOption } from './limitWaitTimeOption';

/** Something of the Next Matter workflow that is chosen from a list or by its ID. */
function chooser(
	searchListMethod: string,
	own: Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'required' | 'displayOptions'
	>,
): INodeProperties {
	return {
		...own,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string' },
		],
	};
}

const FOR_APPROVAL = { show: { responseType: ['approval'] } } as const satisfies IDisplayOptions;

/** The names are those that n8n looks for when it makes a tool for human review of the node. */
const responseProperties: readonly INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
	},
	chooser('searchTypedFormFields', { displayName: 'Message Field', name: 'messageField' }),
	chooser('searchTypedFormFields', {
		displayName: 'Resume URL Field',
		name: 'resumeUrlField',
		required: true,
		description:
			'The form field in the first step that receives the URL to call after the answer. For a URL field, choose it from the list or enter its ID as url:50223.',
	}),
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Approval',
				value: 'approval',
			},
			{
				name: 'Form Field Values',
				value: 'formFieldValues',
			},
		],
		default: 'approval',
	},
	chooser('searchAnswerFields', {
		displayName: 'Decision Field',
		name: 'decisionField',
		required: true,
		displayOptions: FOR_APPROVAL,
	}),
	{
		displayName: 'Approved Option',
		name: 'approvedOption',
		type: 'string',
		required: true,
		displayOptions: FOR_APPROVAL,
		default: 'Approve',
		description: "The option of 'Decision Field' that means yes, spelled as in Next Matter",
	},
	chooser('searchAnswerFields', {
		displayName: 'Comment Field',
		name: 'commentField',
		displayOptions: FOR_APPROVAL,
	}),
	{
		displayName: 'Resume When',
		name: 'resumeWhen',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Instance Has Ended', value: 'instanceEnded' },
			{ name: 'Step Is Completed', value: 'stepCompleted' },
		],
		default: 'stepCompleted',
	},
	chooser('searchSteps', {
		displayName: 'Answer Step',
		name: 'answerStepId',
		required: true,
		displayOptions: { show: { resumeWhen: ['stepCompleted'] } },
	}),
];

/** Parameters of Create that are fixed here: whether to fill in the first step, and how much to return. */
const LEFT_OUT = ['mode', 'simplify', 'outputFields'];

export const sendAndWaitDescription: OperationDescription = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		description: 'Start an instance, then pause until people have answered in it',
		action: 'Send and wait for response',
	},
	properties: [
		...createDescription.properties.filter(({ name }) => !LEFT_OUT.includes(name)),
		...responseProperties,
	],
	options: [...createDescription.options, limitWaitTimeOption],
};
