import type { WorkflowFile } from '../../test/engine';
import type { N8nClient } from './client';

export const CREDENTIAL_TYPE = 'nextMatterApi';
export const MODEL_CREDENTIAL_TYPE = 'openAiApi';

export interface CredentialData {
	readonly apiKey: string;
	readonly baseUrl: string;
}

export interface SavedCredential {
	readonly id: string;
	readonly name: string;
}

export async function createCredential(
	client: N8nClient,
	name: string,
	data: CredentialData,
): Promise<SavedCredential> {
	return await client.rest('POST', '/credentials', { name, type: CREDENTIAL_TYPE, data });
}

/** For a model that speaks as OpenAI's do and asks for no key. @param url up to and with the version */
export async function createModelCredential(
	client: N8nClient,
	name: string,
	url: string,
): Promise<SavedCredential> {
	const data = { apiKey: 'nobody', url, header: false };
	return await client.rest('POST', '/credentials', { name, type: MODEL_CREDENTIAL_TYPE, data });
}

/** Gives the credential of this name these data, whether it is there already or not. */
export async function putCredential(
	client: N8nClient,
	name: string,
	data: CredentialData,
): Promise<SavedCredential> {
	const all = await client.rest<SavedCredential[]>('GET', '/credentials');
	const there = all.find((credential) => credential.name === name);
	if (!there) return await createCredential(client, name, data);
	const body = { name, type: CREDENTIAL_TYPE, data };
	return await client.rest('PATCH', `/credentials/${there.id}`, body);
}

/** The workflow with all its Next Matter nodes using this credential. */
export function withCredential(
	workflow: WorkflowFile,
	{ id, name }: SavedCredential,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.credentials?.[CREDENTIAL_TYPE]
			? { ...node, credentials: { [CREDENTIAL_TYPE]: { id, name } } }
			: node,
	);
	return { ...workflow, nodes };
}
