import type { ApiRequest, Reply } from '../../api/types';
import { isAmbiguous } from '../../api/replies';
import type { RetryMode } from '../requests/decideRetry';
import type { RetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';

/** Reading changes nothing, so it may be repeated whatever became of it. */
export async function sendRead(
	request: ApiRequest,
	client: RetryingClient,
	mode: RetryMode = 'resend',
): Promise<Reply> {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await client.send(request, mode);
		const isFinal = !isAmbiguous(reply) || tries >= RETRY_POLICY.maxUnclearTries;
		if (isFinal || !(await client.backOff(tries))) return reply;
	}
}
