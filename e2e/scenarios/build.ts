import type { IConnections, IDataObject, INode, IPinData, NodeConnectionType } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { FIELD_IDS, REQUEST_STEP_ID } from '../../test/standIn';
import { CREDENTIAL_TYPE, type SavedCredential } from '../n8n/credentials';

/** Of the node when its package is unpacked where n8n keeps community packages. */
export const NODE_TYPE = 'n8n-nodes-nextmatter.nextMatter';

/** Its twin that n8n makes for AI agents. */
export const TOOL_TYPE = `${NODE_TYPE}Tool`;

type NodeInput = Pick<INode, 'name' | 'type' | 'typeVersion'> & Partial<INode>;

/** A link from a node to another one, by default between their first main ends. */
export type Link = readonly [
	from: string,
	to: string,
	output?: number,
	type?: NodeConnectionType,
	input?: number,
];

export function node(input: NodeInput): INode {
	return { id: input.name, position: [0, 0], parameters: {}, ...input };
}

/** A workflow from nodes and the links between them. */
export function workflow(
	name: string,
	nodes: readonly INode[],
	links: readonly Link[],
	pinData?: IPinData,
): WorkflowFile {
	const connections: IConnections = {};
	for (const [from, to, output = 0, type = 'main', input = 0] of links) {
		const outputs = ((connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type, index: input });
	}
	const placed = nodes.map((one, index): INode => ({ ...one, position: [index * 220, 0] }));
	return { name, nodes: placed, connections, pinData };
}

/** Links each node with the next one. */
export function chain(...names: string[]): Link[] {
	return names.slice(1).map((name, index) => [names[index], name]);
}

export function pinned(name: string, items: readonly IDataObject[]): IPinData {
	return { [name]: items.map((json) => ({ json })) };
}

export const manualTrigger = node({
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
});

/** Calls of `/webhook/PATH` start the workflow, and are answered at once unless told otherwise. */
export function webhookTrigger(path: string, responseMode = 'onReceived'): INode {
	return node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode, options: {} },
	});
}

/** n8n refuses one expression that comes due more often than once a minute, but not several that do so together. */
export const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 5} * * * * *`,
}));

/** Completes the request step of the instance that its item names, with a text. */
export function nextMatter(credential: SavedCredential, rest: Partial<INode> = {}): INode {
	const { parameters, ...others } = rest;
	return node({
		name: 'Next Matter',
		type: NODE_TYPE,
		typeVersion: 1,
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		parameters: {
			resource: 'instance',
			operation: 'completeStep',
			instanceId: { __rl: true, mode: 'id', value: '={{ $json.instanceId }}' },
			stepId: { __rl: true, mode: 'id', value: String(REQUEST_STEP_ID) },
			formFields: {
				field: [
					{
						fieldId: { __rl: true, mode: 'id', value: String(FIELD_IDS.text) },
						fieldType: 'text',
						text: '={{ $json.note ?? "" }}',
					},
				],
			},
			options: {},
			...parameters,
		},
		...others,
	});
}

/** "Edit Fields": items that hold nothing but these values, by key. */
export function setFields(name: string, values: Readonly<Record<string, string>>): INode {
	const assignments = Object.entries(values).map(([key, value]) => ({
		id: key,
		name: key,
		value,
		type: 'string',
	}));
	return node({
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, includeOtherFields: false, options: {} },
	});
}
