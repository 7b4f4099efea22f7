import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { BATCHES, type EngineContender, type Pace } from '../plan/contenders';

export const START = 'Start';
/** The node that sends. */
export const SENDER = 'Sender';
const LOOP = 'Loop';

/** The workflow in which a contender gets its items done. */
export function workflowOf(contender: EngineContender, baseUrl: string): WorkflowFile {
	const sender =
		contender.kind === 'nextMatter'
			? nextMatterNode(contender.concurrency)
			: httpRequestNode(contender.pace, baseUrl);
	const start = node(START, 'n8n-nodes-base.manualTrigger', 1, {});
	if (contender.kind !== 'httpRequest' || contender.pace !== 'oneByOne') {
		return { nodes: [start, sender], connections: { [START]: { main: [to(SENDER)] } } };
	}
	const loop = node(LOOP, 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} });
	return {
		nodes: [start, loop, sender],
		connections: {
			[START]: { main: [to(LOOP)] },
			[LOOP]: { main: [[], to(SENDER)] },
			[SENDER]: { main: [to(LOOP)] },
		},
	};
}

function nextMatterNode(concurrency: number): INode {
	const field = { fieldId: locator('={{ $json.field }}'), fieldType: 'text' };
	return node(SENDER, 'n8n-nodes-nextmatter.nextMatter', 1, {
		instanceId: locator('={{ $json.instance }}'),
		stepId: locator('={{ $json.step }}'),
		formFields: { field: [{ ...field, text: '={{ $json.note }}' }] },
		options: { concurrency },
	});
}

/** Spaces between the braces: n8n takes `}}` for the end of an expression. */
const BODY = `={
	"step_id": {{ $json.step }},
	"actions": [
		{ "action_id": {{ $json.field }}, "input_object": { "inputValue": "{{ $json.note }}" } }
	],
	"mode": "complete"
}`;

function httpRequestNode(pace: Pace, baseUrl: string): INode {
	return node(SENDER, 'n8n-nodes-base.httpRequest', 4.5, {
		method: 'POST',
		url: `=${baseUrl}/instances/{{ $json.instance }}/complete_step/`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'nextMatterApi',
		sendBody: true,
		contentType: 'json',
		specifyBody: 'json',
		jsonBody: BODY,
		options: pace === 'batches' ? { batching: { batch: BATCHES } } : {},
	});
}

function node(name: string, type: string, typeVersion: number, parameters: IDataObject): INode {
	return {
		...{ id: name, name, type, typeVersion, position: [0, 0] },
		// The engine's type for saved parameters is narrower than what it accepts.
		parameters: parameters as INodeParameters,
		credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
		// Where order is at stake some items are refused; the others shall be measured all the same.
		onError: 'continueRegularOutput',
	};
}

function locator(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}

function to(name: string) {
	return [{ node: name, type: 'main' as const, index: 0 }];
}
