import type { INode, INodeParameterResourceLocator } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { FIELD_IDS } from '../../test/standIn';
import { MODEL_CREDENTIAL_TYPE, type SavedCredential } from '../n8n/credentials';
import { chain, manualTrigger, nextMatter, node, pinned, TOOL_TYPE, workflow } from './build';

const agent = node({
	name: 'AI Agent',
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion: 3,
	parameters: { promptType: 'define', text: '={{ $json.chatInput }}', options: {} },
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

function tool(credential: SavedCredential, onError: INode['onError']): INode {
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

/** What a model has to give when it calls the tool. */
export type ToolInput = Readonly<Record<'Instance' | 'Step' | 'Reason', string>>;

export interface AgentSettings {
	readonly name: string;
	/** What the agent is asked to do. */
	readonly chatInput: string;
	readonly nextMatter: SavedCredential;
	readonly model: SavedCredential;
	/** Of the tool. */
	readonly onError?: INode['onError'];
}

/** An agent with Next Matter as its only tool. */
export function agentWorkflow(settings: AgentSettings): WorkflowFile {
	const { name, chatInput, nextMatter: credential, model, onError } = settings;
	return workflow(
		name,
		[manualTrigger, agent, chatModel(model), tool(credential, onError)],
		[
			...chain('Start', 'AI Agent'),
			['Model', 'AI Agent', 0, 'ai_languageModel'],
			['Next Matter', 'AI Agent', 0, 'ai_tool'],
		],
		pinned('Start', [{ chatInput }]),
	);
}
