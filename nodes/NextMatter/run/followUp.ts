import type { Done, Operation, Plan, Verdict } from '../operations/types';
import { caught } from './caught';
import { failedAt, type Outcome } from './outcomes';
import { sendRead } from './reads/sendRead';
import { openExchange, type RunMeans } from './requests/retryingClient';

/**
 * Adds to the output of an item that is done what its answer did not hold, and what people should know
 * about it. Whatever becomes of that, an item that has changed something stays done: told as failed, it
 * would be run again.
 */
export async function completeOutput<P extends Plan>(
	operation: Operation<P>,
	plan: P,
	outcome: Outcome,
	means: RunMeans,
): Promise<Outcome> {
	if (outcome.kind === 'failed') return outcome;
	const whole = await withFollowUp(operation, plan, outcome, means);
	if (whole.kind === 'failed' || !operation.hintsFor) return whole;
	const hints = [whole.json].flat().flatMap((json) => operation.hintsFor?.(plan, json) ?? []);
	return withHints(whole, hints);
}

async function withFollowUp<P extends Plan>(
	{ followUp }: Operation<P>,
	plan: P,
	outcome: Done,
	means: RunMeans,
): Promise<Outcome> {
	if (!followUp?.isWanted(plan)) return outcome;
	const exchange = openExchange(means);
	// What is done is looked at even when another item has failed.
	const purpose = plan.idempotency === 'safe' ? 'work' : 'look';
	const verdict = await caught<Verdict>('rejected', async () => {
		return await followUp.read(plan, outcome, async (request) => {
			return await sendRead(request, exchange, purpose);
		});
	});
	if (verdict.kind === 'done') return verdict;
	if (plan.idempotency === 'safe') return failedAt(plan, verdict.failure);
	const { message } = verdict.failure;
	return withHints(followUp.without(outcome), [
		`Done, but 'fields' is null because the form field values could not be read afterwards: ${message}`,
	]);
}

function withHints(done: Done, more: readonly string[]): Done {
	return more.length > 0 ? { ...done, hints: [...(done.hints ?? []), ...more] } : done;
}
