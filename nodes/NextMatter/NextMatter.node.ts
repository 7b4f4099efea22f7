import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { MAIN } from './n8nCompat';
import { methods } from './methods';
import { nodeProperties } from './operations/description';
import { resumeWebhook } from './resume/resumeWebhook';

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
		// In words: "save step: instance" for the operation completeStep with the mode Save.
		subtitle:
			'={{ (($parameter.operation === "completeStep" && $parameter.mode === "save" ? "saveStep" : $parameter.operation) + ": " + $parameter.resource).replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description: 'Start, fill in, read and manage instances of Next Matter workflows',
		defaults: { name: 'Next Matter' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'nextMatterApi', required: true }],
		webhooks: [resumeWebhook],
		properties: nodeProperties,
	};

	methods = methods;

	/** n8n itself knows which executions wait, so there is nothing to register. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded on demand, so that n8n starts faster: until a workflow runs, the description is all it needs.
		const { execute } = await import('./run/execute');
		return await execute(this);
	}

	/** A call that may wake a sleeping execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receiveAnswer } = await import('./resume/receiveAnswer');
		return await receiveAnswer(this);
	}
}
