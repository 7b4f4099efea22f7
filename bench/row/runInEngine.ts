/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the benchmark runs on a developer's machine; it never ships */
import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { PackageDirectoryLoader } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { INodeType, INodeTypes, IVersionedNodeType, IWorkflowBase } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { inert } from '../../test/engine/additionalData';
import { TestCredentials } from '../../test/engine/credentials';
import { TestNodeTypes } from '../../test/engine/nodeTypes';
import { loadPackage } from '../../test/engine/package';
import type { BenchItem } from '../plan/items';
import type { Address } from '../server/protocol';
import { measure } from './meter';
import { loadN8nNodes, type N8nNodes } from './nodesBase';
import type { Measurement } from './protocol';
import { SENDER, START } from './workflows';

export type Runner = (items: readonly BenchItem[]) => Promise<Measurement>;

/** As when a trigger starts a workflow: a manual run also reports each request to the editor. */
const MODE = 'trigger';
const OUR_PACKAGE = 'n8n-nodes-nextmatter.';

/** @returns what runs the workflow once; of that only the engine's own work is measured */
export async function engineRunner(file: WorkflowFile, address: Address): Promise<Runner> {
	const loader = await loadPackage();
	// What is not used shall not fill the memory.
	const isOurs = file.nodes.some(({ type }) => type.startsWith(OUR_PACKAGE));
	const nodeTypes = new BenchNodeTypes(loader, isOurs ? {} : loadN8nNodes());
	return async (items) => {
		const credentials = new TestCredentials(loader, { ...address });
		const execute = prepareExecution(file, nodeTypes, credentials, items);
		const { usage, result } = await measure(execute);
		const { runData, error } = result.data.resultData;
		if (error) throw new Error(`The workflow stopped: ${error.message}`);
		const output = (runData[SENDER] ?? []).flatMap(({ data }) => data?.main[0] ?? []);
		const failed = output.filter(({ json }) => 'error' in json);
		return {
			...usage,
			credentialReads: credentials.reads,
			succeeded: output.length - failed.length,
			...(failed.length > 0 && { firstError: describeError(failed[0].json.error) }),
		};
	};
}

function describeError(error: unknown): string {
	return typeof error === 'string' ? error : String(Reflect.get(Object(error), 'message'));
}

/** The package under test, and nodes of n8n beside it. */
class BenchNodeTypes extends TestNodeTypes {
	constructor(
		loader: PackageDirectoryLoader,
		private readonly n8nNodes: N8nNodes,
	) {
		super(loader);
	}

	override getByName(type: string): INodeType | IVersionedNodeType {
		return this.n8nNodes[type] ?? super.getByName(type);
	}
}

function prepareExecution(
	file: WorkflowFile,
	nodeTypes: INodeTypes,
	credentials: TestCredentials,
	items: readonly BenchItem[],
) {
	const { nodes, connections } = structuredClone(file);
	const workflow = new Workflow({ id: 'bench', nodes, connections, active: false, nodeTypes });
	const input = items.map((json) => ({ json: { ...json } }));
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: workflow.nodes[START], data: { main: [input] }, source: null }],
		},
	});
	const hooks = new ExecutionLifecycleHooks(MODE, 'bench', savedWorkflow(file));
	const execute = new WorkflowExecute({ ...inert(credentials), hooks }, MODE, data);
	return async () => await execute.processRunExecutionData(workflow);
}

function savedWorkflow({ nodes, connections }: WorkflowFile): IWorkflowBase {
	const flags = { active: false, activeVersionId: null, isArchived: false };
	const times = { createdAt: new Date(0), updatedAt: new Date(0) };
	return { id: 'bench', name: 'bench', ...flags, ...times, nodes, connections };
}
