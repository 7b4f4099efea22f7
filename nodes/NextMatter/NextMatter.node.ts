import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { methods } from './methods';
import { nodeProperties } from './operations';
import { execute } from './run/execute';

export class NextMatter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Next Matter',
		name: 'nextMatter',
		icon: {
			light: 'file:../../icons/nextMatter.svg',
			dark: 'file:../../icons/nextMatter.dark.svg',
		},
		group: ['transform'],
		version: [1],
		defaultVersion: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Fill in and complete the steps of Next Matter workflow instances',
		defaults: { name: 'Next Matter' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'nextMatterApi', required: true }],
		properties: nodeProperties,
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
