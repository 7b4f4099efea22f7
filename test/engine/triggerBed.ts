import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IPollFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { PURCHASE_WORKFLOW_ID, startStandIn, type StandIn, type StandInOptions } from '../standIn';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { openPoll } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';
import { locator } from './testBed';

export interface TriggerBed {
	readonly standIn: StandIn;
	/** What n8n has stored, as its database holds it. */
	stored: string;
	/** As n8n does when the workflow is published, and when it starts. */
	activate(activation: WorkflowActivateMode): Promise<ActiveTrigger>;
	/** As somebody does who edits the node; what n8n has stored stays. */
	edit(parameters: IDataObject): void;
	/** As Fetch Test Event does. */
	fetchTestEvent(): Promise<IDataObject[]>;
}

export interface ActiveTrigger {
	/** The JSON of what a poll puts out. */
	poll(): Promise<IDataObject[]>;
}

/** The trigger of the built package, in the engine's own context and with its HTTP helper. */
export async function openTriggerBed(
	parameters: IDataObject,
	options?: StandInOptions,
	credential: IDataObject = {},
): Promise<TriggerBed> {
	const standIn = await startStandIn(options);
	const loader = await loadPackage();
	const nodeTypes = new TestNodeTypes(loader);
	const node: INode = {
		id: 'a',
		name: 'Next Matter Trigger',
		type: 'n8n-nodes-nextmatter.nextMatterTrigger',
		typeVersion: 1,
		position: [0, 0],
		// The engine's type for saved parameters is narrower than what it accepts.
		parameters: { workflowId: locator(PURCHASE_WORKFLOW_ID), ...parameters } as INodeParameters,
		credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
	};
	const key = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl, ...credential };
	const nodeType: INodeType = nodeTypes.getByNameAndVersion(node.type, 1);
	const bed: TriggerBed = {
		standIn,
		stored: '{}',
		async activate(activation) {
			const { workflow, context } = open(['trigger', activation]);
			const active = {
				async poll() {
					const items = await pollIn(context);
					// n8n stores what the node noted only when something comes of a poll.
					if (items.length > 0) bed.stored = JSON.stringify(workflow.staticData);
					return items;
				},
			};
			return active;
		},
		edit(changed) {
			node.parameters = { ...node.parameters, ...changed } as INodeParameters;
		},
		fetchTestEvent: async () => await pollIn(open(['manual', 'manual']).context),
	};
	return bed;

	function open(modes: readonly [WorkflowExecuteMode, WorkflowActivateMode]) {
		const workflow = new Workflow({
			id: 'test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(bed.stored),
		});
		const additionalData = inert(new TestCredentials(loader, key as { apiKey: string }));
		return { workflow, context: openPoll(workflow, node, additionalData, modes) };
	}

	async function pollIn(context: IPollFunctions): Promise<IDataObject[]> {
		const items = await nodeType.poll?.call(context);
		return (items ?? []).flat().map(({ json }) => json);
	}
}
