import type { ApiRequest, Reply } from '../../api/types';
import { isUnclear } from '../replies';
import type { Exchange, Purpose } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';

/** Reading changes nothing, so it may be repeated whatever became of it. */
export async function sendRead(
	request: ApiRequest,
	exchange: Exchange,
	purpose: Purpose = 'work',
): Promise<Reply> {
	for (let tries = 1; ; tries += 1) {
		const { reply } = await exchange.send(request, purpose);
		const isFinal = !isUnclear(reply) || tries >= RETRY_POLICY.maxUnclearTries;
		if (isFinal || !(await exchange.backOff(tries))) return reply;
	}
}
