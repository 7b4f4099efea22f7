import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { formFieldsProperty } from '../../formFields/description';

const formFieldsJson: INodeProperties = {
	displayName: 'Form Fields (JSON)',
	name: 'formFieldsJson',
	type: 'json',
	default: '[]',
};

/** For tools: all form fields as one input of the model, which is told their shape. */
const LEFT_TO_MODEL = `={{ $fromAI('Fields', 'List of {"action_id": ID of the form field, "input_object": value}. The value of a text is {"inputValue": "…"}, of a number {"numberValue": 1}, of a date {"date": "2026-12-24T10:00:00Z"}, of a single choice {"itemSelected": "…"}, of a radio {"radioItemSelected": "…"}, of several choices {"itemsSelected": ["…"]}', 'json') }}`;

/** What can be done with a step; the values are also those of the API. */
export const modes: readonly INodePropertyOptions[] = [
	{
		name: 'Complete',
		value: 'complete',
	},
	{
		name: 'Save',
		value: 'save',
		description: 'Leave the step active',
	},
];

/** The value of Mode with which Create fills in no step; Complete Step has no such value. */
export const NO_STEP = 'none';
const hide = { mode: [NO_STEP] };

/** How the form fields of a step are filled in, shared letter by letter with Create. */
export const formProperties: readonly INodeProperties[] = [
	{
		displayName: 'Specify Form Fields',
		name: 'specifyFormFields',
		type: 'options',
		options: [
			{
				name: 'Using Columns',
				value: 'map',
				description: 'Fill in columns, or match them with your data by name',
			},
			{
				name: 'Using Fields Below',
				value: 'fields',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: "The API's list of actions",
			},
		],
		displayOptions: { hide },
		default: 'fields',
	},
	{
		...formFieldsProperty,
		displayOptions: { show: { specifyFormFields: ['fields'] }, hide },
	},
	{
		displayName: 'Form Fields',
		name: 'formFieldsMap',
		type: 'resourceMapper',
		noDataExpression: true,
		displayOptions: { show: { specifyFormFields: ['map'] }, hide },
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			// Not on the instance: n8n empties the columns when what they depend on changes.
			loadOptionsDependsOn: ['stepId.value', 'workflowId.value'],
			resourceMapper: {
				resourceMapperMethod: 'getFormFieldColumns',
				// With `add` n8n would not run without what is required, though it may have been saved before.
				mode: 'map',
				fieldWords: { singular: 'form field', plural: 'form fields' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
	{
		displayName:
			'Enter several values one per line or as JSON such as ["Option A", "Option B"]. Addresses, tables and routings with a target are JSON too.',
		name: 'formFieldsNotice',
		type: 'notice',
		displayOptions: { show: { specifyFormFields: ['map'] }, hide },
		default: '',
	},
	{
		...formFieldsJson,
		displayOptions: { show: { specifyFormFields: ['json'] }, hide: { ...hide, '@tool': [true] } },
		description:
			'A list such as [{"action_id": 50222, "input_object": {"inputValue": "Example"}}], with the ID of a form field as "action_id"',
	},
	{
		...formFieldsJson,
		displayOptions: { show: { specifyFormFields: ['json'], '@tool': [true] }, hide },
		default: LEFT_TO_MODEL,
	},
];
