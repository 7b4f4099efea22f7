import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type LocatorTexts = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** All are found by ID or by link; what was typed is read and judged at run time. */
function locator(
	texts: LocatorTexts,
	{ id, url }: { readonly id: string; readonly url: string },
	searchListMethod?: string,
): INodeProperties {
	return {
		...texts,
		type: 'resourceLocator',
		default: { mode: searchListMethod ? 'list' : 'id', value: '' },
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
		description:
			'A run of a Next Matter workflow. If you use an expression, execute the previous nodes once to populate the lists below.',
	},
	{ id: '9001', url: 'https://core.nextmatter.com/api/instances/9001/' },
	'searchInstances',
);

/** A list of instances needs a workflow, which nothing else needs. */
const listWorkflow: INodeProperties = {
	displayName: 'List Instances of Workflow',
	name: 'listWorkflow',
	type: 'string',
	displayOptions: { ...UNLESS_BY_URL, show: { '/instanceId.mode': ['list'] } },
	default: '',
	placeholder: 'e.g. 120',
	description:
		'ID or URL of a Next Matter workflow. Only used to list its running instances below.',
};

/**
 * How an instance is chosen. Every operation has it letter by letter, so that it is listed only once.
 */
export const instanceProperties: readonly INodeProperties[] = [
	listWorkflow,
	{ ...instanceLocator, displayOptions: UNLESS_BY_URL },
];

/** The same for all operations that have one, which have at most one of these two conditions. */
export const stepLocator: INodeProperties = {
	...locator(
		{
			displayName: 'Step',
			name: 'stepId',
			description: 'Active steps come first. The ID is the number at the end of the URL.',
		},
		{ id: '5001', url: 'https://app.nextmatter.com/steps/5001' },
		'searchSteps',
	),
	displayOptions: { hide: { ...UNLESS_BY_URL.hide, waitFor: ['instanceEnded'] } },
};

export const workflowLocator = locator(
	{
		displayName: 'Workflow',
		name: 'workflowId',
		description: 'The ID is the number at the very end of the URL',
	},
	{ id: '120', url: 'https://core.nextmatter.com/api/processes/120/' },
);

export const formFieldLocator: INodeProperties = {
	...locator(
		{
			displayName: 'Form Field',
			name: 'formFieldId',
			description: 'Find the ID in the Next Matter workflow editor',
		},
		{ id: '50222', url: 'https://core.nextmatter.com/api/processes/120/steps/5001/actions/50222/' },
		'searchFormFields',
	),
	displayOptions: UNLESS_BY_URL,
};
