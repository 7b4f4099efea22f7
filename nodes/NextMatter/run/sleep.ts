import type { IDataObject, IExecuteFunctions, ITaskDataConnections } from 'n8n-workflow';
import { NEVER } from '../n8nCompat';
import { InputError } from '../input/inputError';
import { withFeedback } from '../operations/instance/sendAndWait/agentFeedback';
import type { Operation } from '../operations/types';
import { tryOrFail } from '../api/errors/tryOrFail';
import { isHumanReview, isTool } from './isTool';
import { toNodeError } from './output/nodeErrors';
import { failedOutcome, type Outcome } from './outcomes';
import type { Prepared } from './prepareItems';

/**
 * n8n puts the whole execution to sleep, and whatever wakes it wakes it for good. So there can be only
 * one item to wait for.
 *
 * @throws InputError
 */
export function checkCanSleep(context: IExecuteFunctions): void {
	const count = context.getInputData().length;
	if (count > 1) {
		throw new InputError(
			`This operation waits for one response at a time, but the node received ${count} items`,
			// A workflow that waits for several sub-workflows goes on with the answer of one of them.
			"Put the node into a 'Loop Over Items' with a batch size of 1, or into a sub-workflow that runs once for each item, without waiting for it",
		);
	}
	const node = context.getNode();
	if (isTool(node) && !isHumanReview(node)) {
		throw new InputError(
			'An AI agent cannot use this operation as a tool, because n8n would put the agent to sleep in the middle of its work',
			"Add Next Matter under 'Human review' instead, between the agent and the tool that needs approval",
		);
	}
}

interface Slept {
	readonly prepared: Prepared;
	readonly outcome: Outcome;
}

/** @throws NodeOperationError if n8n rejects the wait; names the instance that was started */
export async function fallAsleep(
	context: IExecuteFunctions,
	{ sleep }: Operation,
	{ prepared: { item }, outcome }: Slept,
): Promise<void> {
	if (!sleep || item.kind !== 'ready' || outcome.kind !== 'done') return;
	const { plan } = item;
	const [json] = [outcome.json].flat();
	const wakesAt = sleep.wakesAt(plan);
	const slept = await tryOrFail('not-sent', async () => {
		const data = outputOnTimeout(context, sleep.timedOut(plan, json));
		await context.putExecutionToWait(wakesAt === undefined ? NEVER : new Date(wakesAt));
		// Only now: until it sleeps, another try of the node has to find its own input.
		context.getExecuteData().data = data;
		return { kind: 'asleep' as const };
	});
	if (slept.kind === 'asleep') return;
	const { message } = slept.failure;
	const failed = failedOutcome(plan, {
		message: `Instance ${String(json.id)} was started, but n8n could not put the execution to sleep: ${message}`,
		remedy: 'Stop the instance in Next Matter, then start a new execution',
		// The work is done, so this must not read as if the item could be run again.
		certainty: 'unknown',
		details: { instanceId: Number(json.id) },
	});
	throw toNodeError(context.getNode(), failed.failure, { itemIndex: 0, outcomes: [failed] });
}

/**
 * When the time is up, n8n does not run the node again: it hands on what went into it. So that it can
 * be told from an answer, that becomes what the node would say.
 */
function outputOnTimeout(context: IExecuteFunctions, data: IDataObject): ITaskDataConnections {
	const told = isHumanReview(context.getNode()) ? withFeedback(data) : data;
	return { main: [[{ json: { data: told }, pairedItem: { item: 0 } }]] };
}
