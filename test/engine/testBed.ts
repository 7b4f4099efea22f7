import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { startStandIn, type StandIn, type StandInOptions } from '../standIn';
import { runWorkflow, type RunOptions, type RunResult, type WorkflowFile } from './index';

export const NODE = 'Next Matter';

export interface Scene {
	/** Parameters of the node, as a saved workflow holds them. */
	readonly parameters: IDataObject;
	/** JSON of the input items; a single empty item unless told otherwise. */
	readonly items?: readonly IDataObject[];
	/** Files of the input items, by index. */
	readonly files?: readonly IBinaryKeyData[];
	/** Settings of the node, such as `onError`. */
	readonly node?: Partial<INode>;
	/** What differs from a good credential. */
	readonly credential?: IDataObject;
	readonly settings?: WorkflowFile['settings'];
	/** Stops the execution when it resolves. */
	readonly stop?: Promise<unknown>;
	/** A failed execution that is to be continued. */
	readonly retryOf?: RunResult;
	readonly sleepers?: RunOptions['sleepers'];
}

/** A stand-in for Next Matter, and workflows that run against it. */
export interface TestBed {
	readonly standIn: StandIn;
	run(scene: Scene): Promise<RunResult>;
}

export async function openTestBed(options?: StandInOptions): Promise<TestBed> {
	const standIn = await startStandIn(options);
	return {
		standIn,
		run: async ({
			parameters,
			items = [{}],
			files = [],
			node = {},
			credential = {},
			settings,
			stop,
			retryOf,
			sleepers,
		}) =>
			await runWorkflow({
				// The engine's type for saved parameters is narrower than what it accepts.
				workflow: {
					...aroundNode({ parameters: parameters as INodeParameters, ...node }),
					settings,
				},
				credential: { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl, ...credential },
				input: items.map((json, index): INodeExecutionData => ({ json, binary: files[index] })),
				stop,
				retryOf: retryOf?.run,
				sleepers,
			}),
	};
}

/** Start → Next Matter → Succeeded, and its error output → Failed. */
function aroundNode(node: Partial<INode>): WorkflowFile {
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		nodes: [
			neighbour('Start', 'n8n-nodes-base.manualTrigger'),
			{
				...neighbour(NODE, 'n8n-nodes-nextmatter.nextMatter'),
				credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
				...node,
			},
			neighbour('Succeeded', 'n8n-nodes-base.noOp'),
			neighbour('Failed', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [to(NODE)] },
			[NODE]: { main: [to('Succeeded'), to('Failed')] },
		},
	};
}

function neighbour(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

/** A resource locator as the editor saves it. */
export function locator(value: unknown, mode = 'id'): IDataObject {
	return { __rl: true, mode, value: value as IDataObject['value'] };
}

/** A row of "Using Fields Below" as the editor saves it. */
export function row(fieldId: unknown, fieldType: string, inputs: IDataObject = {}): IDataObject {
	return { fieldId: locator(fieldId), fieldType, ...inputs };
}

/** Parameters that name an instance and a step, with form fields as rows. */
export function completeStep(
	instanceId: unknown,
	stepId: unknown,
	rows: readonly IDataObject[] = [],
	rest: IDataObject = {},
): IDataObject {
	return {
		instanceId: locator(instanceId),
		stepId: locator(stepId),
		formFields: rows.length > 0 ? { field: [...rows] } : {},
		...rest,
	};
}
