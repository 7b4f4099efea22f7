import type { IWebhookDescription } from 'n8n-workflow';

/** Only for executions that sleep, and only for POST: whoever merely opens the URL wakes nothing. */
export const resumeWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	path: '={{ $nodeId }}',
	isFullPath: true,
	restartWebhook: true,
};
