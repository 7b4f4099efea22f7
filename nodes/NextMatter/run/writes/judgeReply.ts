import { explainReply } from '../../api/errors/explainReply';
import { bodyOf, isSuccess } from '../../api/replies';
import type { Answer, ApiRequest, Failure, Reply } from '../../api/types';
import type { Done, Operation, Plan } from '../../operations/types';
import type { SequenceState } from '../orderedQueue';
import type { Clock } from '../requests/clock';
import { agreedTime, evidenceOf, serverClock, type ObservedStates } from './observedState';
import { contradicted, type SentRequest } from './unresolved';

/** What the answer to an item's own request says. */
export type Judgment =
	| Done
	/** It was processed, but with another result than what was sent. */
	| { readonly kind: 'failed'; readonly failure: Failure }
	/** It was not processed, or never left. */
	| { readonly kind: 'rejected'; readonly failure: Failure }
	/** Nobody can tell; with `isAnswered` though it was answered with success. */
	| { readonly kind: 'unclear'; readonly failure: Failure; readonly isAnswered?: true };

export interface AnsweredRequest<P extends Plan> {
	readonly plan: P;
	/** As it was sent. */
	readonly request: ApiRequest;
	readonly sent: SentRequest;
	readonly sequence: SequenceState;
	readonly states: ObservedStates<P>;
	readonly clock: Pick<Clock, 'now'>;
}

export function judgeReply<P extends Plan>(
	operation: Operation<P>,
	reply: Reply,
	answered: AnsweredRequest<P>,
): Judgment {
	const { plan, request } = answered;
	const body = bodyOf(reply);
	// With the request as it was sent, in which files have their URLs.
	const json = isSuccess(reply) ? operation.present({ ...plan, request }, body) : undefined;
	if (json && reply.kind === 'answer') {
		const doubt = reasonToDoubt(operation, reply, answered);
		const contradiction = operation.contradiction?.(plan, request, body);
		if (contradiction) return { kind: 'failed', failure: contradiction };
		if (!doubt) return { kind: 'done', json };
		return { kind: 'unclear', failure: contradicted(plan, reply, doubt), isAnswered: true };
	}
	const failure = explainReply(reply, plan);
	return { kind: failure.certainty === 'unknown' ? 'unclear' : 'rejected', failure };
}

/** Takes note of what an answer of success shows. @returns what in it casts doubt on that */
function reasonToDoubt<P extends Plan>(
	{ reconciliation }: Operation<P>,
	reply: Answer,
	{ plan, sent, sequence, states, clock }: AnsweredRequest<P>,
): string | undefined {
	if (!reconciliation) return undefined;
	const body = bodyOf(reply);
	const atMost = clock.now() - sent.since;
	const told = agreedTime(reply, reconciliation.revisionOf(body));
	const evidence = evidenceOf(sent, {
		plan,
		sequence: { ...sequence, seen: states.newest() },
		sent: serverClock(told, { atLeast: 0, atMost, marginMs: 0 }),
	});
	const doubt = reconciliation.reasonToDoubt?.(plan, body, evidence);
	// If in doubt, it is no revision to compare others with.
	if (!doubt) states.keep(reconciliation, body);
	return doubt;
}
