import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { withCredential, type SavedCredential } from '../../e2e/n8n/credentials';
import { SENDER, workflowOf } from '../row/workflows';
import type { ServerContender } from './contenders';

export const WEBHOOK_PATH = 'bench';

/** One call brings all items; the contender does them; the call is answered with what it put out. */
export function serverWorkflow(
	{ contender, parameters }: ServerContender,
	baseUrl: string,
	credential: SavedCredential,
): WorkflowFile {
	const [sender] = workflowOf(contender, baseUrl).nodes.filter(({ name }) => name === SENDER);
	const nodes = [
		node('Webhook', 'webhook', 2.1, {
			httpMethod: 'POST',
			path: WEBHOOK_PATH,
			responseMode: 'responseNode',
			options: {},
		}),
		node('Items', 'splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
		{
			...sender,
			// The engine's type for saved parameters is narrower than what it accepts.
			parameters: { ...sender.parameters, ...parameters } as INodeParameters,
		},
		node('Answer', 'respondToWebhook', 1.4, { respondWith: 'allIncomingItems', options: {} }),
	];
	const connections: IConnections = {};
	for (const [index, { name }] of nodes.slice(1).entries()) {
		connections[nodes[index].name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	}
	return withCredential({ name: 'Benchmark', nodes, connections }, credential);
}

function node(name: string, type: string, typeVersion: number, parameters: IDataObject): INode {
	return {
		...{ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0] },
		parameters: parameters as INodeParameters,
		...(type === 'webhook' && { webhookId: WEBHOOK_PATH }),
	};
}
