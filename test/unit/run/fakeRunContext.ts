import type { ApiRequest, Reply } from '../../../nodes/NextMatter/api/types';
import type { RunContext } from '../../../nodes/NextMatter/run/requests/runContext';
import { createRateLimiter } from '../../../nodes/NextMatter/run/requests/rateLimiter';
import { createClock, type FakeClock } from './fakeClock';

interface Sent extends ApiRequest {
	/** Milliseconds since the clock was made. */
	readonly at: number;
}

export interface FakeRunContext extends RunContext {
	readonly clock: FakeClock;
	/** Everything that was sent, in order. */
	readonly sent: readonly Sent[];
	isStopped: () => boolean;
	hasSiblingFailed: () => boolean;
}

/** What a run shares, with an API that gives these replies in turn and fails when asked for more. */
export function fakeRunContext(
	replies: readonly Reply[],
	{
		maximumWaitMs = 60_000,
		limitWaitMs = undefined as number | undefined,
		width = 10,
		latencyMs = 0,
		clock = createClock(),
	} = {},
): FakeRunContext {
	const sent: Sent[] = [];
	const start = clock.now();
	return {
		async send(request) {
			const reply = replies[sent.push({ ...request, at: clock.now() - start }) - 1];
			if (!reply) throw new Error(`One request too many: ${request.method} ${request.path}`);
			await clock.elapse(latencyMs);
			return reply;
		},
		clock,
		limiter: createRateLimiter({ concurrency: width }, clock),
		maximumWaitMs,
		...(limitWaitMs !== undefined && { limitWaitMs }),
		isStopped: () => false,
		hasSiblingFailed: () => false,
		sent,
	};
}
