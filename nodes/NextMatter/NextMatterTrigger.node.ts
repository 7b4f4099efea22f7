import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { MAIN } from './n8nCompat';
import { triggerProperties } from './trigger/description';
import { poll } from './trigger/run';

/**
 * Unlike the node, the triggers load all their code with their descriptions: n8n 2.0 reinstalls the package in its
 * main process when another process starts, and a file that is loaded just then would not be found.
 */
export class NextMatterTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Next Matter Trigger',
		name: 'nextMatterTrigger',
		icon: {
			light: 'file:../../icons/nextMatter.svg',
			dark: 'file:../../icons/nextMatter.dark.svg',
		},
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		// As the options are named: instanceStarted is shown as "instance started".
		subtitle:
			'={{ $parameter["events"].map((event) => event.replace(/[A-Z]/g, " $&").toLowerCase()).join(", ") }}',
		description: 'Starts the n8n workflow when something happens to instances in Next Matter',
		defaults: { name: 'Next Matter Trigger' },
		polling: true,
		inputs: [],
		outputs: [MAIN],
		credentials: [{ name: 'nextMatterApi', required: true }],
		properties: triggerProperties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
