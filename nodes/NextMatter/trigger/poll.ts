import type { Send } from '../api/types';
import { watermarksFor, overdueFor, readRunning, takeBaseline } from './baseline';
import { detectEvents, type Detected } from './detect';
import { readSince } from './lists';
import { trackWatermark } from './watermark';
import type { Reading } from './observation';
import type { OverdueReading } from './overdue';
import { readOverdue } from './readOverdue';
import { watchedBy, type TriggerSettings } from './settings';
import { openSource, type Source } from './source';
import type { Watermark, WatermarkName, TriggerState } from './state';

/** How many single instances a poll reads where the list does not show enough of them. */
const MAX_READS = 40;
const MAX_READS_AT_FIRST = 100;

/**
 * One poll: what has happened since the last one, and the state after it.
 *
 * @param before the state after the last poll; with none, or one of other settings, nothing is reported and
 * everything starts afresh
 * @throws ReadFailure, after which `before` is still the state
 */
export async function pollOnce(
	settings: TriggerSettings,
	before: TriggerState | undefined,
	send: Send,
): Promise<Detected> {
	const { workflowId, query, keying } = settings;
	const followed =
		before?.watched === watchedBy(settings) ? watermarksOf(before, settings) : undefined;
	if (!before || !followed) {
		const source = openSource(send, { workflowId, query, maxReads: MAX_READS_AT_FIRST });
		return { events: [], state: await takeBaseline(source, settings) };
	}
	const withValues = keying !== undefined;
	const source = openSource(send, { workflowId, query, maxReads: MAX_READS, withValues });
	const readings: Reading[] = [];
	let hasNews = false;
	for (const [name, watermark] of followed) {
		const reading = await readSince(source, name, watermark);
		readings.push(reading);
		const seen = trackWatermark(watermark);
		hasNews ||= reading.observations.some(({ id }) => seen.isUnseen(id));
	}
	const overdue: OverdueReading[] = [];
	for (const event of overdueFor(settings)) {
		const now = source.serverTime() ?? before.serverTime;
		const state = before.overdue[event] ?? { reported: {} };
		overdue.push(await readOverdue(source, settings, { event, state, now }));
	}
	const isDue = hasNews && isReviewDue(settings, before, source);
	const running = isDue ? await readRunning(source) : undefined;
	const observed = { readings, overdue, ...(running && { running }) };
	return detectEvents(settings, { state: before, observed, now: source.serverTime() });
}

const REVIEW_MS = 86_400_000;

/** At most once a day, in a poll that found events anyway, so idle polls stay cheap. */
function isReviewDue({ events }: TriggerSettings, { listedAt }: TriggerState, source: Source) {
	const now = source.serverTime();
	if (!events.includes('stepActive') || now === undefined) return false;
	return listedAt === undefined || now - listedAt >= REVIEW_MS;
}

/** @returns undefined where one is missing, as in a state that somebody has edited: it would never tell anything */
function watermarksOf({ watermarks }: TriggerState, settings: TriggerSettings) {
	const names = watermarksFor(settings);
	const found = names.flatMap((name): Array<[WatermarkName, Watermark]> => {
		const watermark = watermarks[name];
		return watermark ? [[name, watermark]] : [];
	});
	return found.length === names.length ? found : undefined;
}
