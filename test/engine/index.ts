import 'reflect-metadata';
import { WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type IRun,
	type IWorkflowBase,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { createHooks, createRunData } from './host';
import { NEIGHBOURS, TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';
import { dataForRestart } from './restart';
import { standInForServices, type Told } from './services';
import type { Sleepers } from './sleepers';

/** A workflow as n8n exports it. */
export interface WorkflowFile {
	readonly name?: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly pinData?: IPinData;
}

export interface RunOptions {
	readonly workflow: WorkflowFile;
	/** Data of the Next Matter credential. */
	readonly credential: ICredentialDataDecryptedObject;
	/** Replaces what the start node puts out. */
	readonly input?: readonly INodeExecutionData[];
	readonly mode?: WorkflowExecuteMode;
	readonly packageDirectory?: string;
	/** Stops the execution when it resolves, as the editor's stop button does. */
	readonly stop?: Promise<unknown>;
	/** A failed execution that is to be continued. */
	readonly retryOf?: IRun;
	/** Where executions sleep, if the workflow has a node that puts them to sleep. */
	readonly sleepers?: Sleepers;
}

export interface RunResult {
	readonly run: IRun;
	readonly credentialReads: number;
	/** Its ID, where executions sleep. */
	readonly executionId?: string;
	/** Items that a node put out, by output; of its last run unless told otherwise. */
	output(nodeName: string, outputIndex?: number, runIndex?: number): INodeExecutionData[];
	/** What the nodes of other services were told that have something pinned. */
	readonly told: Told;
	/** The error with which the workflow stopped. */
	readonly error: IRun['data']['resultData']['error'];
}

/** Runs a workflow from its start node through n8n's own engine. */
export async function runWorkflow(options: RunOptions): Promise<RunResult> {
	const loader = await loadPackage(options.packageDirectory);
	const {
		nodes,
		connections,
		settings = {},
		pinData = {},
		name,
	} = structuredClone(options.workflow);
	const services = standInForServices(nodes, pinData);
	const workflow = new Workflow({
		id: 'test',
		name,
		nodes,
		connections,
		active: false,
		nodeTypes: new TestNodeTypes(loader, { ...NEIGHBOURS, ...services.types }),
		settings,
	});
	const credentials = new TestCredentials(loader, options.credential);
	const { retryOf } = options;
	const mode = retryOf ? 'retry' : (options.mode ?? 'manual');
	const start = startNode(nodes, connections);
	const startItems = options.input ?? pinData[start.name] ?? [{ json: {} }];
	const data = retryOf
		? dataForRestart(retryOf, workflow)
		: createRunData([
				{ node: start, data: { main: [structuredClone([...startItems])] }, source: null },
			]);
	const { sleepers } = options;
	const executionId = sleepers?.begin();
	const openData = () => ({
		...inert(credentials),
		hooks: createHooks(mode, workflowData(workflow, nodes, connections)),
		...(sleepers && {
			executionId,
			webhookWaitingBaseUrl: sleepers.waitingUrl,
			setExecutionStatus(status: string) {
				if (status !== 'waiting' || sleepers.refusals === 0) return;
				sleepers.refusals -= 1;
				throw new Error('The database is locked');
			},
		}),
	});
	const running = new WorkflowExecute(openData(), mode, data).processRunExecutionData(workflow);
	void options.stop?.then(() => running.cancel());
	const run = await running;
	if (executionId !== undefined && run.waitTill) {
		sleepers?.fallAsleep(executionId, { run, workflow, mode, additionalData: openData });
	}
	return {
		run,
		...(executionId !== undefined && { executionId }),
		credentialReads: credentials.reads,
		told: services.told,
		error: run.data.resultData.error,
		output: (nodeName, outputIndex = 0, runIndex = -1) =>
			run.data.resultData.runData[nodeName]?.at(runIndex)?.data?.main[outputIndex] ?? [],
	};
}

function startNode(nodes: INode[], connections: IConnections): INode {
	const targets = new Set(
		Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		),
	);
	const start = nodes.find(({ name }) => !targets.has(name) && connections[name]);
	if (!start) throw new Error('The workflow has no node to start from');
	return start;
}

function workflowData(
	workflow: Workflow,
	nodes: INode[],
	connections: IConnections,
): IWorkflowBase {
	return {
		id: workflow.id,
		name: workflow.name ?? 'test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes,
		connections,
	};
}
