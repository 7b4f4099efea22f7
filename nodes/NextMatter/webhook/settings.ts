import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readChoice } from '../input/choices';
import { isRecord } from '../input/isRecord';
import { checkAddedFields } from '../operations/shared/addedFields';
import { readAllowlist } from './allowlist';
import { optionsProperty } from './description';
import type { AddressRange } from './ipAddresses';
import { readWindowMs } from './repeatWindow';
import { readSecret, SECRET_CREDENTIAL_TYPE, type SharedSecret } from './secret';

/** How calls are received, as the node is set up. */
export interface CallSettings {
	/** Undefined if calls need none. */
	readonly secret?: SharedSecret;
	/** Undefined if everybody may call. */
	readonly allowlist?: readonly AddressRange[];
	/** How long the same call counts as a repetition, in milliseconds. */
	readonly windowMs: number;
	/** Whether the caller waits until the n8n workflow has finished. */
	readonly answersWhenFinished: boolean;
}

/** @throws InputError for settings with which no call could be received as it is meant */
export async function readSettings(
	context: IHookFunctions | IWebhookFunctions,
): Promise<CallSettings> {
	const given: unknown = context.getNodeParameter('options', {});
	checkAddedFields(optionsProperty, given, () => false);
	const options = isRecord(given) ? given : {};
	const authentication = context.getNodeParameter('authentication', 'none');
	const respond = context.getNodeParameter('responseMode', 'onReceived');
	const usesSecret =
		readChoice('Authentication', authentication, ['none', 'secretHeader']) === 'secretHeader';
	const secret = usesSecret
		? readSecret(await context.getCredentials(SECRET_CREDENTIAL_TYPE))
		: undefined;
	return {
		secret,
		allowlist: readAllowlist(options.ipWhitelist),
		windowMs: readWindowMs(options.repeatWindow),
		answersWhenFinished: readChoice('Respond', respond, ['onReceived', 'lastNode']) === 'lastNode',
	};
}
