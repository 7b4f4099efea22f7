import type { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
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

const NEIGHBOURS: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-base.manualTrigger': passThrough('manualTrigger', []),
	'n8n-nodes-base.noOp': passThrough('noOp', ['main']),
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
