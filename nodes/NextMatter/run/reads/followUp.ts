import type { Done, Operation, Plan, CheckResult } from '../../operations/types';
import { tryOrFail } from '../../api/errors/tryOrFail';
import { failedOutcome, type Outcome } from '../outcomes';
import { sendRead } from './sendRead';
import { createRetryingClient } from '../requests/retryingClient';
import type { RunContext } from '../requests/runContext';

/**
 * Adds to the output of an item that is done what its answer did not hold, and what people should know
 * about it. Whatever becomes of that, an item that has changed something stays done: reported as failed, it
 * would be run again.
 */
export async function completeOutput<P extends Plan>(
	operation: Operation<P>,
	{
		plan,
		outcome,
		runContext,
	}: { readonly plan: P; readonly outcome: Outcome; readonly runContext: RunContext },
): Promise<Outcome> {
	if (outcome.kind === 'failed') return outcome;
	const whole = await withFollowUp(operation, { plan, outcome, runContext });
	if (whole.kind === 'failed' || !operation.hintsFor) return whole;
	const hints = [whole.json].flat().flatMap((json) => operation.hintsFor?.(plan, json) ?? []);
	return withHints(whole, hints);
}

async function withFollowUp<P extends Plan>(
	{ followUp }: Operation<P>,
	{
		plan,
		outcome,
		runContext,
	}: { readonly plan: P; readonly outcome: Done; readonly runContext: RunContext },
): Promise<Outcome> {
	if (!followUp?.isWanted(plan)) return outcome;
	const client = createRetryingClient(runContext);
	// What is done is looked at even when another item has failed.
	const mode = plan.idempotency === 'safe' ? 'resend' : 'diagnose';
	const result = await tryOrFail<CheckResult>('rejected', async () => {
		return await followUp.read(plan, outcome, async (request) => {
			return (await sendRead(request, client, { mode })).reply;
		});
	});
	if (result.kind === 'done') return result;
	if (plan.idempotency === 'safe') return failedOutcome(plan, result.failure);
	const { message } = result.failure;
	return withHints(followUp.without(outcome), [
		`Done, but 'fields' is null because the form field values could not be read afterwards: ${message}`,
	]);
}

function withHints(done: Done, more: readonly string[]): Done {
	return more.length > 0 ? { ...done, hints: [...(done.hints ?? []), ...more] } : done;
}
