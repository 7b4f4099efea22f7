import type { INode } from 'n8n-workflow';
import { chain, nextMatter, node, workflow } from '../../e2e/scenarios/build';
import { CREDENTIAL_TYPE, type SavedCredential } from '../../e2e/n8n/credentials';
import type { WorkflowFile } from '../../test/engine';
import { FIELD_IDS, REQUEST_STEP_ID } from '../../test/standIn';

export type Contender = 'Next Matter' | 'HTTP Request';

/** Webhook → list of items → contender → answer with all items. */
export function roundTrip(
	contender: Contender,
	path: string,
	credential: SavedCredential,
	baseUrl: string,
): WorkflowFile {
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'responseNode', options: {} },
	});
	const split = node({
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	});
	const respond = node({
		name: 'Respond',
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion: 1.1,
		parameters: { respondWith: 'allIncomingItems', options: {} },
	});
	const sender =
		contender === 'Next Matter' ? nextMatter(credential) : httpRequest(credential, baseUrl);
	return workflow(
		contender,
		[webhook, split, sender, respond],
		chain('Webhook', 'Split Out', contender, 'Respond'),
	);
}

/** Spaces between the braces: n8n takes `}}` for the end of an expression. */
const BODY = `={
	"step_id": ${REQUEST_STEP_ID},
	"actions": [
		{ "action_id": ${FIELD_IDS.text}, "input_object": { "inputValue": "{{ $json.note }}" } }
	],
	"mode": "complete"
}`;

function httpRequest(credential: SavedCredential, baseUrl: string): INode {
	return node({
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		parameters: {
			method: 'POST',
			url: `=${baseUrl}/instances/{{ $json.instanceId }}/complete_step/`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			sendBody: true,
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: BODY,
			options: {},
		},
	});
}
