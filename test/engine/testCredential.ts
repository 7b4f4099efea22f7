import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';

const TYPE = 'nextMatterApi';

/**
 * The credential's Test button. n8n's tester is part of the server; like it, this runs the
 * credential's request through the engine's RoutingNode and then looks at the rules.
 */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const loader = await loadPackage();
	const { test } = loader.getCredential(TYPE).type;
	if (!test) throw new Error('The credential has no test');
	const nodeType = probe(test.request);
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
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: '1', name: 'Next Matter API', type: TYPE, data };
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: explain(error, test.rules ?? []) };
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
