import { readNewest } from './lists';
import { readAll } from './pages';
import {
	advanceWatermark,
	newestUntil,
	trackWatermark,
	OVERLAP_MS,
	SECOND_MS,
	toSecond,
} from './watermark';
import type { Observation, Reading } from './observation';
import { detectOverdue } from './overdue';
import { readOverdue } from './readOverdue';
import { watchedBy, type TriggerSettings } from './settings';
import { DEFERRED, type Source } from './source';
import {
	STATE_VERSION,
	type Watermark,
	type WatermarkName,
	type OverdueState,
	type OverdueName,
	type TriggerState,
} from './state';

/** Which of the instances' times are followed for the chosen events. */
export function watermarksFor({ events }: TriggerSettings): WatermarkName[] {
	return [
		...(events.includes('instanceStarted') ? (['started'] as const) : []),
		...(events.includes('instanceCompleted') ? (['completed'] as const) : []),
		...(events.includes('instanceStopped') ? (['stopped'] as const) : []),
		...(events.includes('instanceUpdated') || events.includes('stepActive')
			? (['updated'] as const)
			: []),
	];
}

export function overdueFor({ events }: TriggerSettings): OverdueName[] {
	return (['instanceOverdue', 'stepOverdue'] as const).filter((name) => events.includes(name));
}

/** A new beginning: how things are now, so that only what comes later is reported. */
export async function takeBaseline(
	source: Source,
	settings: TriggerSettings,
): Promise<TriggerState> {
	const watermarks: Partial<Record<WatermarkName, Watermark>> = {};
	for (const name of watermarksFor(settings)) watermarks[name] = await startWatermark(source, name);
	const running = settings.events.includes('stepActive') ? await readRunning(source) : [];
	const overdue: Partial<Record<OverdueName, OverdueState>> = {};
	for (const name of overdueFor(settings)) {
		if (source.serverTime() === undefined) await source.list({ page_size: '1' });
		const before = { reported: {} };
		const asked = { event: name, state: before, now: source.serverTime() };
		const reading = await readOverdue(source, settings, asked);
		overdue[name] = detectOverdue(settings, { before, reading, now: reading.before }).state;
	}
	const now = source.serverTime();
	return {
		version: STATE_VERSION,
		watched: watchedBy(settings),
		...(now !== undefined && { serverTime: now, listedAt: now }),
		watermarks,
		activeSteps: Object.fromEntries(running.flatMap((one) => activeEntry(one, settings))),
		overdue,
	};
}

async function startWatermark(source: Source, name: WatermarkName): Promise<Watermark> {
	const { observations, next } = await readNewest(source, name);
	if (observations.length === 0) return { from: 0, seen: {} };
	const [first] = observations;
	const isShort = first[name] === undefined;
	const shown = isShort ? [(await source.read(first.id)) ?? first] : observations;
	const times = shown.map((one) => one[name] ?? source.serverTime() ?? 0);
	const newest = toSecond(newestUntil(source.serverTime(), times));
	// What is not on this page must not be reported either.
	const isOver = (source.serverTime() ?? 0) >= newest + 2 * SECOND_MS;
	const from = isShort
		? newest + (isOver || next ? SECOND_MS : 0)
		: Math.max(newest - OVERLAP_MS, next ? toSecond(Math.min(...times)) + SECOND_MS : 0);
	const begun = trackWatermark({ from: 0, seen: {} });
	for (const one of isShort ? observations : shown)
		begun.see(one, one[name] ?? newest + SECOND_MS - 1);
	const reading: Reading = { watermark: name, observations: [], nextFrom: from };
	return advanceWatermark(begun, reading);
}

/** Every instance that is running, as a whole as far as that may be read. */
export async function readRunning(source: Source): Promise<Observation[]> {
	const { observations } = await readAll(source, { status: 'running', ordering: 'started_time' });
	const running: Observation[] = [];
	for (const listed of observations) {
		const instance = listed.activeSteps ? listed : await source.complete(listed);
		if (instance) running.push(instance === DEFERRED ? listed : instance);
	}
	return running;
}

function activeEntry(
	{ id, activeSteps }: Observation,
	{ steps }: TriggerSettings,
): Array<[string, number[] | null]> {
	if (!activeSteps) return [[String(id), null]];
	const watched = activeSteps.filter((step) => steps?.includes(step) ?? true);
	return watched.length > 0 ? [[String(id), watched]] : [];
}
