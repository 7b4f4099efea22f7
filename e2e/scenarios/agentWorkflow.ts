import type { INode, INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';
import { nodeProperties } from '../../nodes/NextMatter/operations/description';
import type { WorkflowFile } from '../../test/engine';
import { FIELD_IDS, PURCHASE_WORKFLOW_ID } from '../../test/standIn';
import { MODEL_CREDENTIAL_TYPE, type SavedCredential } from '../n8n/credentials';
import {
	chain,
	manualTrigger,
	nextMatter,
	node,
	pinned,
	TOOL_TYPE,
	workflow,
	type Link,
} from './build';

const agent = node({
	name: 'AI Agent',
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion: 3,
	parameters: {
		promptType: 'define',
		text: '={{ $json.chatInput ?? $json.body.chatInput }}',
		options: {},
	},
});

function chatModel({ id, name }: SavedCredential): INode {
	return node({
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		// The last one that speaks the chat completions which other vendors' models speak, too.
		typeVersion: 1.2,
		credentials: { [MODEL_CREDENTIAL_TYPE]: { id, name } },
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
	});
}

/** Left to the model, as the button at each input in the editor does it. */
function byModel(name: string, what: string): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${what}\`, 'string') }}`;
}

function idByModel(name: string, what: string): INodeParameterResourceLocator {
	return { __rl: true, mode: 'id', value: byModel(name, what) };
}

/** Completes a step with a text. */
export function requestTool(credential: SavedCredential, onError?: INode['onError']): INode {
	const text = {
		fieldId: { __rl: true, mode: 'id', value: String(FIELD_IDS.text) },
		fieldType: 'text',
		text: byModel('Reason', 'Why this is bought'),
	};
	return nextMatter(credential, {
		type: TOOL_TYPE,
		onError,
		parameters: {
			instanceId: idByModel('Instance', 'ID of the instance'),
			stepId: idByModel('Step', 'ID of the step'),
			formFields: { field: [text] },
		},
	});
}

/** What a model has to give when it calls that tool. */
export type RequestInput = Readonly<Record<'Instance' | 'Step' | 'Reason', string>>;

/** Tools by which a model that knows nothing but the name of a purchase can get it done. */
export function purchaseTools(credential: SavedCredential): INode[] {
	const workflowId = { __rl: true, mode: 'id', value: String(PURCHASE_WORKFLOW_ID) };
	const tool = (name: string, parameters: INodeParameters) =>
		nextMatter(credential, {
			...{ id: name, name, type: TOOL_TYPE, onError: 'continueRegularOutput' },
			parameters,
		});
	return [
		tool('Find Purchases', {
			...{ resource: 'instance', operation: 'getAll', workflowId },
			filters: {
				nameContains: byModel('Name', 'Part of the name'),
				startedAfter: byModel('Since', 'Only those started after this time'),
			},
		}),
		tool('Look at Form', { resource: 'workflow', operation: 'get', workflowId }),
		tool('Fill In', {
			...{ resource: 'instance', operation: 'completeStep' },
			instanceId: idByModel('Instance', 'ID of the instance'),
			stepId: idByModel('Step', 'ID of the step'),
			specifyFormFields: 'json',
			formFieldsJson: "={{ $fromAI('Fields', 'All form fields to fill in', 'json') }}",
		}),
	];
}

/** Starts a purchase with its form, as the editor leaves it to the model. */
export function startTool(credential: SavedCredential): INode {
	const leftToModel = nodeProperties.find(
		({ name, displayOptions }) =>
			name === 'formFieldsJson' && displayOptions?.show?.['@tool']?.includes(true),
	);
	return nextMatter(credential, {
		...{ id: 'start', name: 'Start Purchase', type: TOOL_TYPE },
		parameters: {
			...{ resource: 'instance', operation: 'create' },
			workflowId: { __rl: true, mode: 'id', value: String(PURCHASE_WORKFLOW_ID) },
			mode: 'complete',
			specifyFormFields: 'json',
			formFieldsJson: String(leftToModel?.default),
		},
	});
}

export interface AgentSettings {
	readonly name: string;
	/** What the agent is asked to do. */
	readonly chatInput: string;
	readonly tools: readonly INode[];
	readonly model: SavedCredential;
}

export function agentWorkflow({ name, chatInput, tools, model }: AgentSettings): WorkflowFile {
	return workflow(
		name,
		[manualTrigger, agent, chatModel(model), ...tools],
		[
			...chain('Start', 'AI Agent'),
			['Model', 'AI Agent', 0, 'ai_languageModel'],
			...tools.map((tool): Link => [tool.name, 'AI Agent', 0, 'ai_tool']),
		],
		pinned('Start', [{ chatInput }]),
	);
}
