import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readChoice } from '../input/choices';
import { isDictionary } from '../input/records';
import { Refusal } from '../input/refusal';
import { readAllowlist } from './allowlist';
import type { AddressRange } from './ipAddresses';
import { readSecret, SECRET_CREDENTIAL_TYPE, type SharedSecret } from './secret';

export const DEFAULT_WINDOW_SECONDS = 300;
export const MAX_WINDOW_SECONDS = 86_400;

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

/** @throws Refusal for settings with which no call could be received as it is meant */
export async function readSettings(
	context: IHookFunctions | IWebhookFunctions,
): Promise<CallSettings> {
	const given: unknown = context.getNodeParameter('options', {});
	const options = isDictionary(given) ? given : {};
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
		windowMs: 1000 * readWindow(options),
		answersWhenFinished: readChoice('Respond', respond, ['onReceived', 'lastNode']) === 'lastNode',
	};
}

function readWindow({ repeatWindow = DEFAULT_WINDOW_SECONDS }: IDataObject): number {
	const seconds = Number(repeatWindow);
	const isNumber = typeof repeatWindow === 'number' || /^\d+$/.test(String(repeatWindow));
	if (isNumber && seconds >= 0 && seconds <= MAX_WINDOW_SECONDS) return seconds;
	throw new Refusal(
		`'Ignore Repeated Calls For' must be a number of seconds from 0 to ${MAX_WINDOW_SECONDS}`,
		'Enter 0 to start the workflow with every call',
	);
}
