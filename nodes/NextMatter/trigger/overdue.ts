import type { TriggerEvent } from './events';
import { OVERLAP_MS } from './watermark';
import { stepDeadlinesOf, type Observation } from './observation';
import type { TriggerSettings } from './settings';
import type { OverdueState, OverdueName } from './state';

/** The API's words for the deadlines, in the filters of its lists. */
export const DEADLINES = { instanceOverdue: 'deadline', stepOverdue: 'step_deadline' } as const;

/** The running instances with a deadline before `now`, as the server listed them. */
export interface OverdueReading {
	readonly event: OverdueName;
	readonly observations: readonly Observation[];
	/** Deadlines before this time were asked for. */
	readonly before: number;
	/** More than one page, all of it read: after this, only deadlines that pass later count. */
	readonly isMultiPage: boolean;
	/** Some are left for the next poll. */
	readonly isPartial?: boolean;
}

/** One deadline that has passed. */
interface Passed {
	readonly key: string;
	readonly deadline?: number;
	readonly stepId?: number;
}

/**
 * Each deadline is reported once, and again only after it was moved.
 *
 * @param now the server's time
 */
export function detectOverdue(
	settings: TriggerSettings,
	{
		before,
		reading,
		now,
	}: { readonly before: OverdueState; readonly reading: OverdueReading; readonly now: number },
): { events: TriggerEvent[]; state: OverdueState } {
	const { event, observations } = reading;
	const events: TriggerEvent[] = [];
	const reported: Record<string, readonly [number, number?]> = {};
	for (const [key, [deadline, missingSince = now]] of Object.entries(before.reported)) {
		// Kept for a while, in case the list leaves it out by mistake.
		if (now - missingSince <= OVERLAP_MS) reported[key] = [deadline, missingSince];
	}
	const checked: Record<string, number> = {};
	for (const instance of observations) {
		const { id, isWhole, isRead } = instance;
		if (!isWhole) {
			for (const key of keysOf(before, id)) reported[key] = [before.reported[key][0]];
			const time = checkedAt(before, id, now);
			if (time !== undefined) checked[String(id)] = time;
			continue;
		}
		const passed = passedBy(instance, { event, steps: settings.steps, now });
		if (isRead && passed.length === 0) checked[String(id)] = now;
		for (const { key, deadline, stepId } of passed) {
			const known = before.reported[key]?.[0];
			reported[key] = [deadline ?? known ?? now];
			if (known !== undefined && (deadline === undefined || deadline === known)) continue;
			events.push({
				event,
				instance,
				...(deadline !== undefined && { time: deadline }),
				...(stepId !== undefined && { stepId }),
			});
		}
	}
	const isNarrow = before.since !== undefined || reading.isMultiPage;
	const since = isNarrow && !reading.isPartial ? reading.before : before.since;
	const state: OverdueState = {
		...(since !== undefined && { since }),
		reported,
		...(Object.keys(checked).length > 0 && { checked }),
	};
	return { events, state };
}

/** Whether there is something to report about an entry of the list, as far as it shows. */
export function hasNews(
	settings: TriggerSettings,
	{ event, state, now }: { event: OverdueName; state: OverdueState; now: number },
	listed: Observation,
): boolean {
	if (!listed.isWhole)
		return !isReported(state, listed.id) && checkedAt(state, listed.id, now) === undefined;
	const reading = { event, observations: [listed], before: now, isMultiPage: false };
	return detectOverdue(settings, { before: state, reading, now }).events.length > 0;
}

/** An instance may be listed for a step that is not active any more: it is not read with every poll. */
const CHECK_AGAIN_MS = 1_800_000;

function checkedAt({ checked = {} }: OverdueState, id: number, now: number): number | undefined {
	const time = checked[String(id)];
	return time !== undefined && Math.abs(now - time) < CHECK_AGAIN_MS ? time : undefined;
}

/**
 * Whether everything is reported about an instance of which the list shows only the ID. One that was missing
 * in between may have another deadline by now.
 */
function isReported(state: OverdueState, id: number): boolean {
	return keysOf(state, id).some((key) => state.reported[key][1] === undefined);
}

function keysOf({ reported }: OverdueState, id: number): string[] {
	return Object.keys(reported).filter((key) => key === String(id) || key.startsWith(`${id}:`));
}

function passedBy(
	instance: Observation,
	{
		event,
		steps,
		now,
	}: {
		readonly event: OverdueName;
		readonly steps: TriggerSettings['steps'];
		readonly now: number;
	},
): Passed[] {
	const { id, deadline, json, activeSteps, isEnded } = instance;
	// Meanwhile it may have ended, or have got another deadline.
	if (isEnded) return [];
	if (event === 'instanceOverdue') {
		// It was taken away since it was listed.
		if (json.deadline === null) return [];
		if (deadline === undefined) return [{ key: String(id) }];
		return deadline <= now ? [{ key: String(id), deadline }] : [];
	}
	const all = stepDeadlinesOf(json);
	// The list has it because of a step, though which one is not recognized.
	if (all.length === 0) return [{ key: `${id}:` }];
	return all
		.filter(({ stepId }) => activeSteps?.includes(stepId) ?? true)
		.filter(({ stepId }) => steps?.includes(stepId) ?? true)
		.filter((step) => step.deadline <= now)
		.map((step) => ({ key: `${id}:${step.stepId}`, ...step }));
}
