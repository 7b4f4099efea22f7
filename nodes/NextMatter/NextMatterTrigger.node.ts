import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { MAIN } from './n8nCompat';
import { triggerProperties } from './trigger/description';

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
		// As the options are named: instanceStarted is told as "instance started".
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
		// Loaded when it is needed, so that n8n starts faster: until then, the description is all it asks for.
		const { poll } = await import('./trigger/run');
		return await poll(this);
	}
}
