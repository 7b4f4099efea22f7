import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeParameters,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { openLoadOptions } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';

/** What the editor asks the node for while a person fills it in, as the server passes it on. */
export interface Editor {
	search(name: string, filter?: string, token?: string): Promise<INodeListSearchResult>;
	columns(name: string): Promise<ResourceMapperFields>;
	options(name: string): Promise<INodePropertyOptions[]>;
}

/** @param path of the parameter that asks, e.g. `parameters.formFields.field[0].selectedOption` */
export async function openEditor(
	parameters: INodeParameters,
	credential: ICredentialDataDecryptedObject,
	path?: string,
): Promise<Editor> {
	const loader = await loadPackage();
	const nodeTypes = new TestNodeTypes(loader);
	const node: INode = {
		id: 'a',
		name: 'Next Matter',
		type: 'n8n-nodes-nextmatter.nextMatter',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const additionalData = {
		...inert(new TestCredentials(loader, credential)),
		currentNodeParameters: parameters,
	};
	const context = openLoadOptions(workflow, node, additionalData, path);
	const { methods } = nodeTypes.getByNameAndVersion(node.type, 1);
	const method = <T>(all: Record<string, T> | undefined, name: string): T => {
		if (!all || !Object.hasOwn(all, name)) throw new Error(`The node has no method ${name}`);
		return all[name];
	};
	return {
		search: async (name, filter, token) =>
			await method(methods?.listSearch, name).call(context, filter, token),
		options: async (name) => await method(methods?.loadOptions, name).call(context),
		columns: async (name) => await method(methods?.resourceMapping, name).call(context),
	};
}
