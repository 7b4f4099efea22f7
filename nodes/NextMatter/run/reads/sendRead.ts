import type { ApiRequest, Reply } from '../../api/types';
import { isAmbiguous } from '../../api/replies';
import type { RetryMode } from '../requests/decideRetry';
import type { RetryingClient, SendResult } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';

export interface ReadOptions {
	readonly mode?: RetryMode;
	readonly maxTries?: number;
	/** Which reply needs no other; unless given, any that is clear. */
	readonly isFinal?: (reply: Reply) => boolean;
	/** Asked before each further try. */
	readonly mayRepeat?: () => boolean;
}

/** Reading changes nothing, so it may be repeated whatever became of it. */
export async function sendRead(
	request: ApiRequest,
	client: RetryingClient,
	options: ReadOptions = {},
): Promise<SendResult> {
	const {
		mode = 'resend',
		maxTries = RETRY_POLICY.maxTries.read,
		isFinal = (reply) => !isAmbiguous(reply),
		mayRepeat = () => true,
	} = options;
	for (let tries = 1; ; tries += 1) {
		const result = await client.send(request, mode);
		if (isFinal(result.reply) || tries >= maxTries) return result;
		if (!(await client.backOff(tries)) || !mayRepeat()) return result;
	}
}
