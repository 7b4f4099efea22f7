import * as core from 'n8n-core';
import * as engine from 'n8n-workflow';
import type {
	ICredentialType,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeType,
	IPollFunctions,
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

/*
 * `n8n-core` and `n8n-workflow` are typed as the newest ones; this is what older ones have instead.
 */

export type Hooks = NonNullable<IWorkflowExecuteAdditionalData['hooks']>;

interface OlderEngine {
	readonly WorkflowHooks: new (
		handlers: object,
		mode: WorkflowExecuteMode,
		executionId: string,
		workflow: IWorkflowBase,
	) => Hooks;
	readonly LoggerProxy: { init?(logger: object): void };
	readonly RoutingNode: new (
		workflow: Workflow,
		node: INode,
		items: unknown[],
		data: IRunExecutionData,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
	) => { runNode(...rest: unknown[]): Promise<unknown> };
}

interface OlderCore {
	readonly NodeExecuteFunctions: {
		getLoadOptionsFunctions(
			workflow: Workflow,
			node: INode,
			path: string,
			additionalData: IWorkflowExecuteAdditionalData,
		): ILoadOptionsFunctions;
		getExecutePollFunctions(
			workflow: Workflow,
			node: INode,
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			activation: WorkflowActivateMode,
		): IPollFunctions;
		getExecuteWebhookFunctions(
			workflow: Workflow,
			node: INode,
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			webhookData: IWebhookData,
			closeFunctions: never[],
			runExecutionData: IRunExecutionData | null,
		): IWebhookFunctions;
		getExecuteHookFunctions(
			workflow: Workflow,
			node: INode,
			additionalData: IWorkflowExecuteAdditionalData,
			mode: WorkflowExecuteMode,
			activation: 'activate',
			webhookData: IWebhookData,
		): IHookFunctions;
	};
}

export interface OlderLoader {
	readonly nodeTypes: Readonly<Record<string, { readonly type: INodeType | IVersionedNodeType }>>;
	readonly credentialTypes: Readonly<Record<string, { readonly type: ICredentialType }>>;
}

export const older = engine as unknown as OlderEngine;
export const olderCore = core as unknown as OlderCore;
