import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type LocatorTexts = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** All are found by ID or by link; what was typed is read and judged at run time. */
function locator(
	texts: LocatorTexts,
	id: string,
	url: string,
	searchListMethod?: string,
): INodeProperties {
	return {
		...texts,
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		modes: [
			...(searchListMethod
				? [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list' as const,
							typeOptions: { searchListMethod, searchable: true },
						},
					]
				: []),
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${id}` },
			{ displayName: 'By URL', name: 'url', type: 'string', placeholder: `e.g. ${url}` },
		],
	};
}

/** Files can be downloaded without an instance; no other operation has this parameter. */
const UNLESS_BY_URL = { hide: { downloadFrom: ['urls'] } } as const satisfies IDisplayOptions;

const instanceLocator = locator(
	{
		displayName: 'Instance',
		name: 'instanceId',
		description: 'A run of a workflow. Its ID is the number in its web address.',
	},
	'9001',
	'https://core.nextmatter.com/api/instances/9001/',
	'searchInstances',
);

/** A list of instances needs a workflow, which nothing else needs. */
const listWorkflow: INodeProperties = {
	displayName: 'Workflow of the List',
	name: 'listWorkflow',
	type: 'string',
	displayOptions: { ...UNLESS_BY_URL, show: { '/instanceId.mode': ['list'] } },
	default: '',
	placeholder: 'e.g. 120',
	description:
		'ID or link of the workflow whose running instances the list below shows. Nothing else depends on it.',
};

/**
 * How an instance is chosen. Every operation has it letter by letter, so that it is listed only once.
 */
export const instanceProperties: readonly INodeProperties[] = [
	listWorkflow,
	{ ...instanceLocator, displayOptions: UNLESS_BY_URL },
];

export const stepLocator = locator(
	{
		displayName: 'Step',
		name: 'stepId',
		description:
			'The step to fill in. It has to be active. Its ID is the number in the web address of the step.',
	},
	'5001',
	'https://app.nextmatter.com/steps/5001',
	'searchSteps',
);

export const workflowLocator = locator(
	{
		displayName: 'Workflow',
		name: 'workflowId',
		description: 'Its ID is the number at the very end of its web address in Next Matter.',
	},
	'120',
	'https://core.nextmatter.com/api/processes/120/',
);

export const formFieldLocator: INodeProperties = {
	...locator(
		{
			displayName: 'Form Field',
			name: 'formFieldId',
			description: 'The ID is shown in the workflow editor of Next Matter.',
		},
		'50222',
		'https://core.nextmatter.com/api/processes/120/steps/5001/actions/50222/',
		'searchFormFields',
	),
	displayOptions: UNLESS_BY_URL,
};
