import type { Send } from '../api/types';
import { marksFor, overdueFor, readRunning, takeBaseline } from './baseline';
import { detectEvents, type Detected, type Reading } from './detect';
import { readSince } from './lists';
import { newMark } from './marks';
import type { OverdueReading } from './overdue';
import { readOverdue } from './readOverdue';
import { watchedBy, type TriggerSettings } from './settings';
import { openSource, type Source } from './source';
import type { TriggerState } from './state';

/** How many single instances a poll reads where the list does not show enough of them. */
const MAX_READS = 40;
const MAX_READS_AT_FIRST = 100;

/**
 * One poll: what has happened since the last one, and the state after it.
 *
 * @param before the state after the last poll; with none, or one of other settings, nothing is told and
 * everything begins anew
 * @throws ReadFailure, after which `before` is still the state
 */
export async function pollOnce(
	settings: TriggerSettings,
	before: TriggerState | undefined,
	send: Send,
): Promise<Detected> {
	const { workflowId, query, keying } = settings;
	if (before?.watched !== watchedBy(settings)) {
		const source = openSource(send, { workflowId, query, maxReads: MAX_READS_AT_FIRST });
		return { events: [], state: await takeBaseline(source, settings) };
	}
	const withValues = keying !== undefined;
	const source = openSource(send, { workflowId, query, maxReads: MAX_READS, withValues });
	const readings: Reading[] = [];
	for (const name of marksFor(settings)) {
		const mark = before.marks[name] ?? { from: 0, seen: {} };
		readings.push(await readSince(source, name, mark));
	}
	const overdue: OverdueReading[] = [];
	for (const event of overdueFor(settings)) {
		const now = source.serverTime() ?? before.serverTime;
		const mark = before.overdue[event] ?? { told: {} };
		overdue.push(await readOverdue(source, settings, { event, mark, now }));
	}
	const isDue =
		isReviewDue(settings, before, source) && readings.some((one) => hasNews(one, before));
	const running = isDue ? await readRunning(source) : undefined;
	const observed = { readings, overdue, ...(running && { running }) };
	return detectEvents(settings, { state: before, observed, now: source.serverTime() });
}

const REVIEW_MS = 86_400_000;

/** Once a day, with a poll that has something to tell anyway, so that no other one costs more. */
function isReviewDue({ events }: TriggerSettings, { listedAt }: TriggerState, source: Source) {
	const now = source.serverTime();
	if (!events.includes('stepActive') || now === undefined) return false;
	return listedAt === undefined || now - listedAt >= REVIEW_MS;
}

function hasNews({ mark: name, observations }: Reading, before: TriggerState): boolean {
	const mark = newMark(before.marks[name] ?? { from: 0, seen: {} });
	return observations.some((one) => mark.isUnseen(one.id));
}
