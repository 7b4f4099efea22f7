import type { Send } from '../api/types';
import { watermarksFor, overdueFor } from './baseline';
import { byTime, EVENT_OF, EVENTS, type TriggerEvent } from './events';
import { readNewest } from './lists';
import { LISTS } from './pages';
import { DEADLINES, detectOverdue } from './overdue';
import type { Observation } from './observation';
import { ReadFailure } from './readFailure';
import { DEFERRED, openSource, type Source } from './source';
import type { TriggerSettings } from './settings';
import type { WatermarkName } from './state';

/** How many candidates are read where the list does not show what is needed. */
const MAX_CANDIDATES = 10;

/**
 * The newest event that there is, for somebody who wants to see one while building.
 *
 * @throws ReadFailure when there is none yet
 */
export async function findNewest(settings: TriggerSettings, send: Send): Promise<TriggerEvent> {
	const { workflowId, query, events } = settings;
	const source = openSource(send, { workflowId, query, maxReads: MAX_CANDIDATES });
	const found: TriggerEvent[] = [];
	for (const name of watermarksFor({
		...settings,
		events: events.filter((one) => one !== 'stepActive'),
	})) {
		found.push(...(await newestOf(source, name)));
	}
	if (events.includes('stepActive')) found.push(...(await newestStep(source, settings)));
	for (const name of overdueFor(settings)) {
		found.push(...(await newestOverdue(source, settings, name)));
	}
	const newest = found.sort(byTime).at(-1);
	if (!newest) throw new ReadFailure(nothingYet(settings));
	if (!settings.keying) return newest;
	const withValues = openSource(send, { workflowId, query, maxReads: 1, withValues: true });
	return { ...newest, instance: (await withValues.read(newest.instance.id)) ?? newest.instance };
}

async function newestOf(source: Source, name: WatermarkName): Promise<TriggerEvent[]> {
	const { observations } = await readNewest(source, name, 1);
	const instance = observations[0] && (await whole(source, observations[0]));
	if (!instance) return [];
	const time = instance[name];
	return [{ event: EVENT_OF[name], instance, ...(time !== undefined && { time }) }];
}

async function newestStep(source: Source, settings: TriggerSettings): Promise<TriggerEvent[]> {
	const { steps } = settings;
	const found: TriggerEvent[] = [];
	for (const only of steps ?? [undefined]) {
		const { observations } = await source.list({
			status: 'running',
			ordering: `-${LISTS.updated.order}`,
			page_size: String(MAX_CANDIDATES),
			...(only !== undefined && { active_step_id: String(only) }),
		});
		for (const listed of observations) {
			const instance = await whole(source, listed);
			const stepId = only ?? instance.activeSteps?.[0];
			if (stepId === undefined) continue;
			const time = instance.updated;
			found.push({ event: 'stepActive', instance, stepId, ...(time !== undefined && { time }) });
			break;
		}
	}
	return found;
}

async function newestOverdue(
	source: Source,
	settings: TriggerSettings,
	event: 'instanceOverdue' | 'stepOverdue',
): Promise<TriggerEvent[]> {
	if (source.serverTime() === undefined) await source.list({ page_size: '1' });
	const now = source.serverTime();
	if (now === undefined) return [];
	const { observations } = await source.list({
		status: 'running',
		[`${DEADLINES[event]}_before`]: new Date(now).toISOString(),
		ordering: event === 'instanceOverdue' ? '-deadline' : '-last_updated_time',
		page_size: String(MAX_CANDIDATES),
	});
	const candidates: Observation[] = [];
	for (const listed of observations) candidates.push(await whole(source, listed));
	const reading = { event, observations: candidates, before: now, isMultiPage: false };
	return detectOverdue(settings, { before: { reported: {} }, reading, now }).events;
}

async function whole(source: Source, listed: Observation): Promise<Observation> {
	const found = await source.complete(listed);
	return found === DEFERRED || !found ? listed : found;
}

function nothingYet({ workflowId, events }: TriggerSettings) {
	const names = EVENTS.filter(({ value }) => events.includes(value)).map(({ name }) => `'${name}'`);
	return {
		message: `No matching event in workflow ${workflowId} yet: it has no instance for ${names.join(' or ')} that matches the filters`,
		remedy:
			'Trigger one in Next Matter and fetch again, or publish the n8n workflow: it will start with the first event',
		certainty: 'rejected',
	} as const;
}
