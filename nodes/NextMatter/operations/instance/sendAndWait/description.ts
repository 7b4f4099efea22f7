import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { OperationDescription } from '../../types';
import { createDescription } from '../create/description';
import { limitWaitTimeOption } from './limitWaitTimeOption';

type Texts = Pick<INodeProperties, 'displayName' | 'name'> & { readonly description?: string };

/** Something of the Next Matter workflow that is chosen from a list or by its ID. */
function chooser(
	{ displayName, name, description }: Texts,
	searchListMethod: string,
	{
		show,
		id,
		...rest
	}: Pick<INodeProperties, 'required'> & {
		readonly show?: IDisplayOptions['show'];
		readonly id: string;
	},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...rest,
		...(show && { displayOptions: { show } }),
		...(description !== undefined && { description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${id}` },
		],
	};
}

const FOR_APPROVAL = { responseType: ['approval'] };

/** The names are those that n8n looks for when it makes a tool for human review of the node. */
const responseProperties: readonly INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
	},
	chooser(
		{
			displayName: 'Message Field',
			name: 'messageField',
		},
		'searchTypedFormFields',
		{ id: '50222' },
	),
	chooser(
		{
			displayName: 'Resume URL Field',
			name: 'resumeUrlField',
			description:
				'Field of the first step for the URL that the Next Matter workflow calls when people have answered. For a URL field, choose it from the list or enter url:50223.',
		},
		'searchTypedFormFields',
		{ required: true, id: '50223' },
	),
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
	chooser({ displayName: 'Decision Field', name: 'decisionField' }, 'searchAnswerFields', {
		required: true,
		show: FOR_APPROVAL,
		id: '50311',
	}),
	{
		displayName: 'Approved Option',
		name: 'approvedOption',
		type: 'string',
		required: true,
		displayOptions: { show: FOR_APPROVAL },
		default: 'Approve',
		description: "The option of 'Decision Field' that means yes, spelled as in Next Matter",
	},
	chooser({ displayName: 'Comment Field', name: 'commentField' }, 'searchAnswerFields', {
		show: FOR_APPROVAL,
		id: '50312',
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
	chooser({ displayName: 'Answer Step', name: 'answerStepId' }, 'searchSteps', {
		required: true,
		show: { resumeWhen: ['stepCompleted'] },
		id: '5002',
	}),
];

/** What Create has, but the choice whether to fill in the first step, and how much is put out. */
const LEFT_OUT = ['mode', 'simplify', 'outputFields'];

export const sendAndWaitDescription: OperationDescription = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		description: 'Start an instance, then pause the execution until people have answered in it',
		action: 'Send and wait for response',
	},
	properties: [
		...createDescription.properties.filter(({ name }) => !LEFT_OUT.includes(name)),
		...responseProperties,
	],
	options: [...createDescription.options, limitWaitTimeOption],
};
