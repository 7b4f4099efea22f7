import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { findCredential, sendDescribed } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';

const TYPE = 'nextMatterApi';

/** The credential as the editor gets it. */
export async function readCredentialType(): Promise<ICredentialType> {
	return findCredential(await loadPackage(), TYPE);
}

/**
 * The credential's Test button. n8n's tester is part of the server; like it, this runs the
 * credential's request through the engine's RoutingNode and then looks at the rules.
 *
 * @param test if it is not the credential's own
 */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
	test?: ICredentialTestRequest,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const loader = await loadPackage();
	const { request, rules = [] } = test ?? (await readCredentialType()).test ?? {};
	if (!request) throw new Error('The credential has no test');
	const nodeType = probe(request);
	const node: INode = {
		id: 'probe',
		name: 'Probe',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [TYPE]: { id: '1', name: 'Next Matter API' } },
	};
	const nodeTypes = new TestNodeTypes(loader, { [node.type]: nodeType });
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData: IWorkflowExecuteAdditionalData = inert(new TestCredentials(loader, data));
	const credential = { id: '1', name: 'Next Matter API', type: TYPE, data };
	try {
		await sendDescribed({ workflow, node, nodeType, additionalData, credential });
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: explain(error, rules) };
	}
}

function probe(request: object): INodeType {
	return {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: TYPE, required: true }],
			properties: [
				{ displayName: 'Probe', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

interface Rule {
	readonly type: string;
	readonly properties: { readonly value?: unknown; readonly message: string };
}

function explain(error: unknown, rules: readonly Rule[]): string {
	const { message, cause } = error as {
		message: string;
		cause?: { code?: string; response?: { status: number; statusText: string } };
	};
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const rule = rules.find(
		({ type, properties }) => type === 'responseCode' && properties.value === status,
	);
	return rule?.properties.message ?? statusText;
}
