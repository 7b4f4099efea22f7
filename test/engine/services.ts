import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IPinData,
} from 'n8n-workflow';
import { NEIGHBOURS } from './nodeTypes';

const OURS = /^n8n-nodes-nextmatter\./;

/** What nodes of other services were told, by their names: their parameters for each item, resolved. */
export type Told = Record<string, IDataObject[]>;

/** Nodes that stand for a service that is not here: somebody has pinned what it would answer. */
export function servicesIn(nodes: readonly INode[], pinData: IPinData): INode[] {
	return nodes.filter(
		({ name, type }) => pinData[name] && !OURS.test(type) && !(type in NEIGHBOURS),
	);
}

/**
 * Puts in place of such nodes some that answer with what is pinned, and write down what they were told,
 * which n8n would not do: it leaves pinned nodes out, with all expressions in them.
 */
export function standInForServices(
	nodes: INode[],
	pinData: IPinData,
): { types: Record<string, INodeType>; told: Told } {
	const told: Told = {};
	const types: Record<string, INodeType> = {};
	for (const node of servicesIn(nodes, pinData)) {
		node.type = `service.${node.name}`;
		node.typeVersion = 1;
		delete node.credentials;
		types[node.type] = recorder(node, pinData[node.name] ?? [], (items) => {
			(told[node.name] ??= []).push(...items);
		});
	}
	return { types, told };
}

function recorder(
	{ name, parameters }: INode,
	answers: readonly INodeExecutionData[],
	tell: (items: IDataObject[]) => void,
): INodeType {
	const names = Object.keys(parameters);
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [1],
			description: name,
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			// Of a type that n8n takes as it is, whatever is in it.
			properties: names.map((parameter) => ({
				displayName: parameter,
				name: parameter,
				type: 'json',
				default: '',
			})),
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData();
			tell(
				items.map((_, item) =>
					Object.fromEntries(names.map((key) => [key, this.getNodeParameter(key, item)])),
				) as IDataObject[],
			);
			const last = items.length - 1;
			return [answers.map((one, item) => ({ ...one, pairedItem: { item: Math.min(item, last) } }))];
		},
	};
}
