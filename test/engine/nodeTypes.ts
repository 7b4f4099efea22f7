import type { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import { findNode } from './host';

/** Hands on its input: stands in for the nodes around ours, whose own work is not what is tested. */
function passThrough(name: string, inputs: Array<'main'>): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [1],
			description: name,
			defaults: { name },
			inputs,
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData();
			return [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];
		},
	};
}

/** Does what n8n's node of this name does with base64, in the one way that the examples use. */
const convertToFile: INodeType = {
	description: {
		...passThrough('convertToFile', ['main']).description,
		version: [1, 1.1],
		properties: [
			{ displayName: 'Operation', name: 'operation', type: 'string', default: 'toBinary' },
			{ displayName: 'Base64 Input Field', name: 'sourceProperty', type: 'string', default: '' },
			{ displayName: 'Field', name: 'binaryPropertyName', type: 'string', default: 'data' },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [
					{ displayName: 'File Name', name: 'fileName', type: 'string', default: '' },
					{ displayName: 'MIME Type', name: 'mimeType', type: 'string', default: '' },
				],
			},
		],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const made = this.getInputData().map(async ({ json }, item) => {
			const text = (name: string) => String(this.getNodeParameter(name, item, ''));
			const content = Buffer.from(String(json[text('sourceProperty')]), 'base64');
			const [fileName, mimeType] = [text('options.fileName'), text('options.mimeType')];
			const file = await this.helpers.prepareBinaryData(content, fileName, mimeType);
			const binary = { [text('binaryPropertyName')]: file };
			return { json: {}, binary, pairedItem: { item } };
		});
		return [await Promise.all(made)];
	},
};

/** Does what n8n's node "Edit Fields" does in its mode "JSON". */
const set: INodeType = {
	description: {
		...passThrough('set', ['main']).description,
		version: [3.4],
		properties: [
			{ displayName: 'Mode', name: 'mode', type: 'string', default: 'manual' },
			{ displayName: 'JSON', name: 'jsonOutput', type: 'json', default: '{}' },
		],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output = this.getInputData().map((_, item): INodeExecutionData => {
			const json = this.getNodeParameter('jsonOutput', item) as IDataObject;
			return { json: { ...json }, pairedItem: { item } };
		});
		return [output];
	},
};

/** Nodes of n8n that are here in what the examples use of them. */
export const NEIGHBOURS: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.convertToFile': convertToFile,
	'n8n-nodes-base.manualTrigger': passThrough('manualTrigger', []),
	'n8n-nodes-base.noOp': passThrough('noOp', ['main']),
	'n8n-nodes-base.set': set,
	'n8n-nodes-base.stickyNote': passThrough('stickyNote', []),
};

/** The package under test by its full type name, and the few n8n nodes that workflows here use. */
export class TestNodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly others: Readonly<Record<string, INodeType>> = NEIGHBOURS,
	) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		const other = this.others[type];
		if (other) return other;
		const [packageName, name] = type.split('.');
		if (packageName !== this.loader.packageName) throw new Error(`Unknown node type ${type}`);
		return findNode(this.loader, name);
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}
}
