import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { createSecrets } from './host';

/** The engine insists on valid addresses, though nothing here is ever asked for by them. */
const NOWHERE = 'http://127.0.0.1:9';

/** What the server gives to the engine, without the server: everything but credentials is inert. */
export function inert(credentialsHelper: ICredentialsHelper): IWorkflowExecuteAdditionalData {
	const unsupported = async () => {
		throw new Error('Not part of this engine');
	};
	return {
		credentialsHelper,
		externalSecretsProxy: createSecrets(),
		executeWorkflow: unsupported,
		getRunExecutionData: unsupported,
		getRuntimeCredential: unsupported,
		startRunnerTask: unsupported,
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		variables: {},
		currentNodeExecutionIndex: 0,
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		mcpBaseUrl: NOWHERE,
		mcpTestBaseUrl: NOWHERE,
	};
}
