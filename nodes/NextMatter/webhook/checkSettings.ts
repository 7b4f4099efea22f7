import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { readApiKey, readBaseUrl, CREDENTIAL_TYPE } from '../api/credential';
import { tryOrFail } from '../api/errors/tryOrFail';
import { readSettings } from './settings';

/**
 * Whatever every call would fail with shows when the workflow is published, rather than with the
 * first call.
 *
 * @throws NodeOperationError
 */
export async function checkSettings(context: IHookFunctions): Promise<true> {
	const checked = await tryOrFail('not-sent', async () => {
		await readSettings(context);
		const { apiKey, baseUrl } = await context.getCredentials(CREDENTIAL_TYPE);
		readApiKey(apiKey);
		readBaseUrl(baseUrl);
		return { kind: 'usable' as const };
	});
	if (checked.kind === 'usable') return true;
	const { message, remedy: description } = checked.failure;
	throw new NodeOperationError(context.getNode(), message, { description });
}
