import type { WatermarkTracker } from './watermark';
import type { Observation } from './observation';
import type { TriggerSettings } from './settings';

/** By the ID of the instance, as `TriggerState` keeps them. */
type ActiveSteps = Map<string, readonly number[] | null>;

/** Notes which steps are active, and returns those that were not before. */
export function newlyActive(
	activeSteps: ActiveSteps,
	{ events, steps }: TriggerSettings,
	{
		instance: { id, activeSteps: now, isEnded },
		isSameTime,
	}: { readonly instance: Observation; readonly isSameTime: boolean },
): number[] {
	if (!events.includes('stepActive') || !now) return [];
	const before = activeSteps.get(String(id));
	const watched = steps ? now.filter((step) => steps.includes(step)) : [...now];
	const known = before ?? [];
	const fresh = before === null ? [] : watched.filter((step) => !known.includes(step));
	// If two observations have the same time, it is not known which is newer.
	const noted = isSameTime && !isEnded ? [...new Set([...known, ...watched])] : watched;
	if (noted.length > 0) activeSteps.set(String(id), noted);
	else activeSteps.delete(String(id));
	return fresh;
}

/** Forgets those that are no longer running, though nothing reported that: they were deleted, or no longer match the filters. */
export function keepRunning(
	activeSteps: ActiveSteps,
	running: readonly Observation[],
	updated: WatermarkTracker | undefined,
): void {
	const ids = new Set(running.map(({ id }) => String(id)));
	for (const id of activeSteps.keys()) {
		if (!ids.has(id) && updated?.isUnseen(Number(id))) activeSteps.delete(id);
	}
}
