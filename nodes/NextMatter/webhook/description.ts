import type { INodeProperties, IWebhookDescription, TriggerPanelDefinition } from 'n8n-workflow';
import { getDescription } from '../operations/instance/get/description';
import { EXAMPLE_BODY } from './readCall';
import { DEFAULT_WINDOW_SECONDS, MAX_WINDOW_SECONDS } from './repeatWindow';

/** All of these are received, so that a wrong method gets an answer that says so. */
const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/**
 * What n8n answers when it has started the workflow. It evaluates this twice: when there is no
 * execution yet, and once there is one.
 */
const STARTED = '({ ok: true, execution_id: $execution?.id ?? null })';

export const callWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: `={{ ${JSON.stringify(METHODS)} }}`,
	responseMode: '={{ $parameter["responseMode"] }}',
	responseData: `={{ $parameter["responseMode"] === "lastNode" ? "firstEntryJson" : ${STARTED} }}`,
	path: 'next-matter',
};

/** What n8n says beside the parameters; by itself it would speak of a service 'Next Matter Webhook'. */
export const triggerPanel: TriggerPanelDefinition = {
	header: 'Let Next Matter call n8n',
	executionsHelp: {
		inactive:
			'<b>While you build the workflow</b>, copy the test URL to the integration step in Next Matter, start the test here, and run the step. The call shows up in this editor. <br /><br /><b>Once it works</b>, publish the workflow and copy the production URL to the integration step. From then on, each call starts the workflow, and you find it in the executions list.',
		active:
			'<b>While you change the workflow</b>, copy the test URL to an integration step in Next Matter, start the test here, and run the step. The call shows up in this editor. <br /><br /><b>Calls of the production URL</b> start the workflow that is published, and you find them in the executions list.',
	},
};

/** How the instance is put out, as in Get; which one it is, the call says. A trigger is no tool. */
const outputProperties = getDescription.properties.filter(
	({ name, displayOptions }) =>
		!['instanceId', 'listWorkflow'].includes(name) && !displayOptions?.show?.['@tool'],
);

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Ignore Repeated Calls For',
			name: 'repeatWindow',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_WINDOW_SECONDS },
			default: DEFAULT_WINDOW_SECONDS,
			description:
				'In seconds. A call with the same instance ID, event and (if sent) call_id starts the n8n workflow once in this time. Enter 0 to start it with every call.',
		},
		...getDescription.options,
		{
			displayName: 'IP(s) Allowlist',
			name: 'ipWhitelist',
			type: 'string',
			placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24',
			default: '',
			description:
				'Comma-separated list of allowed IP addresses or CIDR ranges. Leave empty to allow all IPs.',
		},
	],
};

export const properties: INodeProperties[] = [
	// n8n 2.41 shows the notices of community nodes without their HTML, so each line is one of its own.
	{
		displayName:
			'In Next Matter, add an integration step that sends <b>POST</b> to the production URL (open <b>Webhook URLs</b> above) with the header <b>Content-Type: application/json</b> and this body:',
		name: 'howToCall',
		type: 'notice',
		default: '',
	},
	{
		displayName: `<code>${EXAMPLE_BODY}</code>`,
		name: 'exampleBody',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Insert <code>{{instance_id}}</code> with the picker for data references. Use any event name that distinguishes this call from others. n8n then reads the instance with the API key.',
		name: 'howToFillBody',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'None',
				value: 'none',
				description:
					'Anyone who knows the URL can start the n8n workflow, for instances that exist',
			},
			{
				name: 'Secret in a Header',
				value: 'secretHeader',
				description: 'Only callers that send the secret can start the n8n workflow',
			},
		],
		default: 'none',
		description: 'How Next Matter proves that a call comes from it',
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'Returns ok and execution_id once the n8n workflow has started',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: 'Returns the first item of the last node as JSON',
			},
		],
		default: 'onReceived',
		description: 'When to answer Next Matter',
	},
	{
		displayName:
			'Let the last node return <code>ok</code> and <code>execution_id</code> with an Edit Fields node, so that Next Matter can read them with <code>$.ok</code> and <code>$.execution_id</code>. How long Next Matter waits for an answer is not documented.',
		name: 'lastNodeHint',
		type: 'notice',
		default: '',
		displayOptions: { show: { responseMode: ['lastNode'] } },
	},
	...outputProperties,
	optionsProperty,
];
