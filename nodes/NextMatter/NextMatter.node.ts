import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { MAIN } from './n8nCompat';
import { methods } from './methods';
import { nodeProperties } from './operations/description';

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
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'nextMatterApi', required: true }],
		properties: nodeProperties,
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded when it is needed, so that n8n starts faster: until then, the description is all it asks for.
		const { execute } = await import('./run/execute');
		return await execute(this);
	}
}
