import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { createSend } from '../api/httpClient';
import { readBoolean } from '../input/choices';
import { findNewest } from './newest';
import { pollOnce } from './poll';
import { toPollError } from './pollErrors';
import { presentEvent } from './present';
import { readSettings } from './settings';
import { readState } from './state';

/** Longer than the 60 seconds after which Next Matter itself gives up. */
const TIMEOUT_MS = 65_000;

/** The key of n8n's static data of the node. */
const STATE_KEY = 'state';

/** Activation modes in which n8n, not a user, restarts polling. */
const STARTS_OF_N8N: readonly string[] = ['init', 'leadershipChange'];

/** The contexts of published workflows that have polled, or are doing so. */
const polls = new WeakMap<object, 'running' | 'done'>();

/**
 * What n8n calls at each poll time, once when the n8n workflow is published or n8n starts, and for
 * Fetch Test Event.
 *
 * @returns null when nothing has happened
 * @throws NodeApiError | NodeOperationError; the state is then as it was, and the next poll catches up
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await inContext(context, fetchTestEvent);
	const before = polls.get(context);
	// n8n does not wait for a poll that takes longer than the time between two.
	if (before === 'running') return null;
	polls.set(context, 'running');
	let hasPolled = before === 'done';
	const isStartOfN8n = !hasPolled && STARTS_OF_N8N.includes(context.getActivationMode());
	try {
		const work = inContext(context, async () => await pollForEvents(context, hasPolled));
		const items = await (isStartOfN8n ? work.catch(noteIn(context)) : work);
		hasPolled = true;
		return items;
	} finally {
		if (hasPolled) polls.set(context, 'done');
		else polls.delete(context);
	}
}

/**
 * When the first poll fails, n8n 2.41 gives the trigger up: the workflow stays published, and nothing polls
 * any more. The next poll fails where it can be seen, or catches up.
 */
function noteIn(context: IPollFunctions) {
	return ({ message }: Error): null => {
		context.logger.warn(message);
		return null;
	};
}

async function fetchTestEvent(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const { settings, presentation } = readParameters(context);
	const event = await findNewest(settings, await createSend(context, TIMEOUT_MS));
	return [[{ json: presentEvent(event, presentation) }]];
}

async function pollForEvents(
	context: IPollFunctions,
	hasPolled: boolean,
): Promise<INodeExecutionData[][] | null> {
	const { settings, presentation } = readParameters(context);
	const stored = context.getWorkflowStaticData('node');
	// What happened while the workflow was unpublished is not reported when it is published again.
	const isNewBeginning = !hasPolled && context.getActivationMode() === 'activate';
	const state = isNewBeginning ? undefined : readState(stored[STATE_KEY]);
	const detected = await pollOnce(settings, state, await createSend(context, TIMEOUT_MS));
	const items = detected.events.map((event) => ({ json: presentEvent(event, presentation) }));
	// Last of all, so that whatever fails before leaves it as it was.
	stored[STATE_KEY] = JSON.parse(JSON.stringify(detected.state));
	return items.length > 0 ? [items] : null;
}

function readParameters(context: IPollFunctions) {
	const parameter = (name: string): unknown => context.getNodeParameter(name, undefined);
	const settings = readSettings(parameter);
	const { keying } = settings;
	const simplify = readBoolean('Simplify', parameter('simplify'));
	return { settings, presentation: { simplify, ...(keying && { keying }) } };
}

async function inContext<T>(
	context: IPollFunctions,
	work: (context: IPollFunctions) => Promise<T>,
): Promise<T> {
	try {
		return await work(context);
	} catch (error) {
		throw toPollError(context.getNode(), error);
	}
}
