import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { MAIN } from './n8nCompat';
import { checkSettings } from './webhook/checkSettings';
import { callWebhook, properties, triggerPanel } from './webhook/description';
import { receiveCall } from './webhook/receiveCall';
import { testSecret } from './webhook/secret';

export class NextMatterWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Next Matter Webhook Trigger',
		name: 'nextMatterWebhookTrigger',
		icon: {
			light: 'file:../../icons/nextMatter.svg',
			dark: 'file:../../icons/nextMatter.dark.svg',
		},
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: '={{ "called by an integration step" }}',
		description: 'Starts the n8n workflow when a step of a Next Matter workflow calls its URL',
		eventTriggerDescription: 'Waiting for Next Matter to call the test URL',
		activationMessage: 'Next Matter can now call your production webhook URL.',
		triggerPanel,
		defaults: { name: 'Next Matter Webhook Trigger' },
		inputs: [],
		outputs: [MAIN],
		credentials: [
			{ name: 'nextMatterApi', required: true },
			{
				name: 'nextMatterWebhookApi',
				required: true,
				testedBy: 'nextMatterWebhookSecret',
				displayOptions: { show: { authentication: ['secretHeader'] } },
			},
		],
		webhooks: [callWebhook],
		properties,
	};

	methods = {
		credentialTest: {
			async nextMatterWebhookSecret(
				this: ICredentialTestFunctions,
				{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
			): Promise<INodeCredentialTestResult> {
				return testSecret(data);
			},
		},
	};

	/** Next Matter keeps no list of webhooks: its users enter the URL themselves, and remove it. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCall(this);
	}
}
