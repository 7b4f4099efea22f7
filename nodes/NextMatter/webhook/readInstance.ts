import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { createSend } from '../api/httpClient';
import { openItemFiles } from '../api/binaryFiles';
import type { Failure } from '../api/types';
import { get } from '../operations/instance/get';
import { tryOrFail } from '../api/errors/tryOrFail';
import { createHostClock } from '../run/requests/clock';
import { createRateLimiter } from '../run/requests/rateLimiter';
import type { RunContext } from '../run/requests/runContext';
import { read } from '../run/reads/read';
import { reject, type Rejection } from './types';

/** Next Matter waits for the answer meanwhile. */
const TIMEOUT_MS = 10_000;
const MAX_WAIT_MS = 10_000;

/**
 * Reads the instance that a call names, with the API key: what the call itself says about it may be
 * stale or made up.
 */
export async function readInstance(
	context: IWebhookFunctions,
	instanceId: number,
): Promise<{ readonly kind: 'read'; readonly instance: IDataObject } | Rejection> {
	const outcome = await tryOrFail('not-sent', async () => {
		const parameter = (name: string): unknown =>
			name === 'instanceId' ? instanceId : context.getNodeParameter(name, null);
		const plan = get.prepare(parameter, {
			nodeVersion: context.getNode().typeVersion,
			timeZone: context.getTimezone(),
			json: {},
			files: openItemFiles({ json: {} }, 0),
		});
		return await read(get, plan, await openReadContext(context));
	});
	if (outcome.kind === 'failed') return toRejection(outcome.failure);
	const [instance] = [outcome.json].flat();
	return { kind: 'read', instance };
}

/** How Next Matter is asked while a caller waits for the answer. */
export async function openReadContext(context: IWebhookFunctions): Promise<RunContext> {
	const clock = createHostClock();
	return {
		send: await createSend(context, TIMEOUT_MS),
		clock,
		limiter: createRateLimiter({ concurrency: 1 }, clock),
		maximumWaitMs: MAX_WAIT_MS,
		isStopped: () => false,
		hasSiblingFailed: () => false,
	};
}

export function toRejection(failure: Failure): Rejection {
	const { message, remedy, statusCode, cause, isFromIntermediary } = failure;
	if (statusCode === 404 && !isFromIntermediary) return reject(404, message, remedy);
	const isForLater = cause?.cause === 'rate-limited' || cause?.cause === 'temporarily-unavailable';
	return isForLater
		? { ...reject(503, message, remedy), headers: { 'Retry-After': '60' } }
		: reject(502, message, remedy);
}
