import type { INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { SENDER } from '../row/workflows';

/** Path of the webhook. */
export const HOOK = 'bench';
const WEBHOOK = 'Webhook';
const SPLIT = 'Split Out';

/**
 * The workflow as it runs in production: a webhook brings all items at once, and is answered when the
 * last node is done, or has failed. Executions are not saved, since that costs the same for everybody.
 */
export function onWebhook({ nodes }: WorkflowFile): WorkflowFile {
	const sender = nodes.find(({ name }) => name === SENDER);
	if (!sender) throw new Error('The workflow sends nothing');
	return {
		name: 'bench',
		nodes: [
			{
				...frame(WEBHOOK, 'n8n-nodes-base.webhook', 2),
				webhookId: HOOK,
				parameters: {
					httpMethod: 'POST',
					path: HOOK,
					responseMode: 'lastNode',
					responseData: 'noData',
				},
			},
			{
				...frame(SPLIT, 'n8n-nodes-base.splitOut', 1),
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			{ ...sender, onError: 'stopWorkflow' },
		],
		connections: { [WEBHOOK]: to(SPLIT), [SPLIT]: to(SENDER) },
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}

function frame(name: string, type: string, typeVersion: number): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters: {} };
}

function to(node: string) {
	return { main: [[{ node, type: 'main' as const, index: 0 }]] };
}
