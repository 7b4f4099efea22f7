import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class NextMatterWebhookApi implements ICredentialType {
	name = 'nextMatterWebhookApi';

	displayName = 'Next Matter Webhook API';

	documentationUrl = 'https://help.nextmatter.com/docs/about-integrations';

	icon: Icon = {
		light: 'file:../icons/nextMatter.svg',
		dark: 'file:../icons/nextMatter.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName:
				'In Next Matter, store the same header name and secret as an API key, and choose it in the integration step that calls n8n.',
			name: 'whereToEnter',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			required: true,
			default: 'X-Next-Matter-Secret',
			description: 'The header in which Next Matter sends the secret',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'At least 16 characters. Generate a long random one.',
		},
	];
}
