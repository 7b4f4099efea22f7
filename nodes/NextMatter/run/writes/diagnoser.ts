import { explainReply } from '../../api/errors/explainReply';
import { bodyOf } from '../../api/replies';
import type { Attempt, Failure } from '../../api/types';
import type { CheckResult, Plan, Reconciliation } from '../../operations/types';
import { pollUntil } from '../reads/pollUntil';
import type { Clock } from '../requests/clock';
import type { RetryingClient } from '../requests/retryingClient';
import { RETRY_POLICY } from '../requests/retryPolicy';
import type { ObservedStates } from './observedState';
import { createStateReader, isTelling } from './stateReader';

/** Finds out by reading why an item cannot be done, and waits for its turn if that is wanted. */
export interface Diagnoser {
	/** Explains a rejection; `notDone` when its turn has come. */
	diagnoseRejection(rejection: Failure): Promise<CheckResult>;
	/** Reads before anything is sent; `notDone` when it can be done. */
	checkFirst(): Promise<CheckResult>;
}

export interface DiagnoserContext<P extends Plan> {
	readonly client: RetryingClient;
	readonly clock: Clock;
	readonly states: ObservedStates<P>;
}

const FOR_ITS_TURN = 'for it to become active';

export function createDiagnoser<P extends Plan>(
	plan: P,
	reconciliation: Reconciliation<P>,
	{ client, clock, states }: DiagnoserContext<P>,
): Diagnoser {
	const readState = createStateReader(plan, reconciliation, client);
	let waitingSince: number | undefined;

	/** Reads once. @returns undefined when that fails */
	async function diagnose(rejection: Failure): Promise<CheckResult | undefined> {
		const { reply } = await readState(1);
		return isTelling(reply) ? diagnoseBy(bodyOf(reply), rejection) : undefined;
	}

	function diagnoseBy(body: unknown, rejection: Failure): CheckResult {
		states.keep(reconciliation, body);
		return reconciliation.diagnoseRejection(plan, rejection, body);
	}

	async function pollWhilePending(rejection: Failure, result: CheckResult): Promise<CheckResult> {
		if (result.kind !== 'pending') return result;
		waitingSince ??= clock.now();
		return await pollUntil(result, {
			clock,
			client,
			begunAt: waitingSince,
			endsAt: waitingSince + (plan.pollTimeoutMs ?? 0),
			what: FOR_ITS_TURN,
			readState: async () => await diagnose(rejection),
		});
	}

	return {
		async diagnoseRejection(rejection) {
			const result = await diagnose(rejection);
			if (!result) return { kind: 'failed', failure: rejection };
			// A rejection of what could be done has another reason, so sending it again does not help.
			if (result.kind === 'notDone') return { kind: 'failed', failure: result.failure };
			return await pollWhilePending(rejection, result);
		},
		async checkFirst() {
			const { reply } = await readState(RETRY_POLICY.maxTries.check);
			const reading: Attempt = {
				...reconciliation.readAttempt(plan),
				idempotency: 'safe',
				howToVerify: '',
				fieldLabels: [],
			};
			const rejection: Failure = { ...explainReply(reply, reading), certainty: 'not-sent' };
			if (!isTelling(reply)) return { kind: 'failed', failure: rejection };
			const { message, remedy } = rejection;
			const unsent: Failure = { message, remedy, certainty: 'not-sent' };
			return await pollWhilePending(unsent, diagnoseBy(bodyOf(reply), unsent));
		},
	};
}
