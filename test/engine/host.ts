import * as core from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import * as engine from 'n8n-workflow';
import type {
	ICredentialsDecrypted,
	ICredentialType,
	IExecuteData,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
	INodeType,
	IRunExecutionData,
	IVersionedNodeType,
	IWebhookData,
	IWebhookFunctions,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { older, olderCore, type Hooks, type OlderLoader } from './olderEngine';

/*
 * What engines of different age want to be told differently.
 */

// The oldest ones do not run without the log of the server.
const levels = ['log', 'debug', 'info', 'verbose', 'warn', 'error'];
older.LoggerProxy.init?.(Object.fromEntries(levels.map((level) => [level, () => {}])));

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What only some of them can do, by what they have or do. */
export const HOST = {
	/** Errors may say who has to act: `failure`. */
	readsCauses:
		'failure' in
		new engine.NodeOperationError(node, 'x', { failure: { cause: 'configuration-invalid' } }),
	/** The test of a credential may say which statuses fail it. */
	testsByStatus: 'isFromAIOnlyExpression' in engine,
	/**
	 * Retry On Fail of a node that continues hands on what the last try put out, not the first. That was
	 * mended between 1.84 and 1.122; so was what is looked for.
	 */
	handsOnLastTry: 'createRunExecutionData' in engine,
};

/** Items in the order in which the node put them out, before the engine took out the failed ones. */
export function asSplit<T>(items: readonly T[]): T[] {
	const keepsOrder = 'handleNodeErrorOutput' in core.WorkflowExecute.prototype;
	return keepsOrder ? [...items] : [...items].reverse();
}

export function createHooks(mode: WorkflowExecuteMode, workflow: IWorkflowBase): Hooks {
	return 'ExecutionLifecycleHooks' in core
		? new core.ExecutionLifecycleHooks(mode, 'test', workflow)
		: new older.WorkflowHooks({}, mode, 'test', workflow);
}

/** The data of an execution that begins with these nodes. */
export function createRunData(nodeExecutionStack: IExecuteData[] = []): IRunExecutionData {
	if ('createRunExecutionData' in engine) {
		return engine.createRunExecutionData({ startData: {}, executionData: { nodeExecutionStack } });
	}
	const rest = { contextData: {}, metadata: {}, waitingExecution: {}, waitingExecutionSource: {} };
	const data = { startData: {}, resultData: { runData: {} } };
	return {
		...data,
		executionData: { ...rest, nodeExecutionStack },
	} as unknown as IRunExecutionData;
}

/** Engines that have no such proxy ask for none. */
export function createSecrets(): IWorkflowExecuteAdditionalData['externalSecretsProxy'] {
	const Proxy = core.ExternalSecretsProxy ?? Object;
	return new Proxy();
}

export function findNode(
	loader: PackageDirectoryLoader,
	name: string,
): INodeType | IVersionedNodeType {
	if ('getNode' in loader) return loader.getNode(name).type;
	const { packageName, nodeTypes } = loader as PackageDirectoryLoader & OlderLoader;
	return nodeTypes[`${packageName}.${name}`].type;
}

export function findCredential(loader: PackageDirectoryLoader, name: string): ICredentialType {
	if ('getCredential' in loader) return loader.getCredential(name).type;
	return (loader as OlderLoader).credentialTypes[name].type;
}

/** What the methods of a node are called with, by which the editor looks things up. */
export function openLoadOptions(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	path = 'parameters',
): ILoadOptionsFunctions {
	return 'LoadOptionsContext' in core
		? new core.LoadOptionsContext(workflow, node, additionalData, path)
		: olderCore.NodeExecuteFunctions.getLoadOptionsFunctions(workflow, node, path, additionalData);
}

export interface Webhook {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly mode: WorkflowExecuteMode;
	/** With the request and the response, if there are any. */
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly webhookData: IWebhookData;
	/** Of the execution that sleeps until it is called, if it is about one. */
	readonly runExecutionData?: IRunExecutionData;
}

/** What a node's `webhook` is called with. */
export function openWebhook(webhook: Webhook): IWebhookFunctions {
	const { workflow, node, mode, additionalData, webhookData, runExecutionData = null } = webhook;
	return 'WebhookContext' in core
		? new core.WebhookContext(
				workflow,
				node,
				additionalData,
				mode,
				webhookData,
				[],
				runExecutionData,
			)
		: olderCore.NodeExecuteFunctions.getExecuteWebhookFunctions(
				workflow,
				node,
				additionalData,
				mode,
				webhookData,
				[],
				runExecutionData,
			);
}

/** What the methods of a node are called with when its workflow is published. */
export function openHook(webhook: Webhook): IHookFunctions {
	const { workflow, node, mode, additionalData, webhookData } = webhook;
	return 'HookContext' in core
		? new core.HookContext(workflow, node, additionalData, mode, 'activate', webhookData)
		: olderCore.NodeExecuteFunctions.getExecuteHookFunctions(
				workflow,
				node,
				additionalData,
				mode,
				'activate',
				webhookData,
			);
}

/** What a poll is called with: one for as long as the workflow stays published. */
export function openPoll(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	[mode, activation]: readonly [WorkflowExecuteMode, WorkflowActivateMode],
): IPollFunctions {
	return 'PollContext' in core
		? new core.PollContext(workflow, node, additionalData, mode, activation)
		: olderCore.NodeExecuteFunctions.getExecutePollFunctions(
				workflow,
				node,
				additionalData,
				mode,
				activation,
			);
}

export interface Probe {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly nodeType: INodeType;
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly credential: ICredentialsDecrypted;
}

/** Sends the one request of a node that only describes it, as the server does for a credential's test. */
export async function sendDescribed(probe: Probe): Promise<void> {
	const { workflow, node, nodeType, additionalData, credential } = probe;
	const data = createRunData();
	const input = { main: [[{ json: {} }]] };
	const executeData = { node, data: {}, source: null };
	if ('RoutingNode' in older) {
		const routing = new older.RoutingNode(workflow, node, [], data, additionalData, 'internal');
		const { NodeExecuteFunctions } = olderCore;
		await routing.runNode(input, 0, nodeType, executeData, NodeExecuteFunctions, credential);
		return;
	}
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		data,
		0,
		[],
		input,
		executeData,
		[],
	);
	await new core.RoutingNode(context, nodeType, credential).runNode();
}
