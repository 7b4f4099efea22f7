import type { TriggerEvent } from './events';
import { OVERLAP_MS } from './marks';
import { stepDeadlinesOf, type Observation } from './observation';
import type { TriggerSettings } from './settings';
import type { OverdueMark, OverdueName } from './state';

/** The running instances with a deadline before `now`, as the server listed them. */
export interface OverdueReading {
	readonly event: OverdueName;
	readonly observations: readonly Observation[];
	/** Deadlines before this time were asked for. */
	readonly before: number;
	/** More than one page, all of it read: after this only deadlines that pass later are looked at. */
	readonly isCrowded: boolean;
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
 * Each deadline is told once, and again only after it was moved.
 *
 * @param now the server's time
 */
export function detectOverdue(
	settings: TriggerSettings,
	before: OverdueMark,
	reading: OverdueReading,
	now: number,
): { events: TriggerEvent[]; mark: OverdueMark } {
	const { event, observations } = reading;
	const events: TriggerEvent[] = [];
	const told: Record<string, readonly [number, number?]> = {};
	for (const [key, [deadline, missingSince = now]] of Object.entries(before.told)) {
		// Kept for a while, in case the list leaves it out by mistake.
		if (now - missingSince <= OVERLAP_MS) told[key] = [deadline, missingSince];
	}
	for (const instance of observations) {
		if (!instance.isWhole && isTold(before, instance.id)) {
			for (const key of keysOf(before, instance.id)) told[key] = [before.told[key][0]];
			continue;
		}
		for (const { key, deadline, stepId } of passedBy(event, settings, instance, now)) {
			const known = before.told[key]?.[0];
			told[key] = [deadline ?? known ?? now];
			if (known !== undefined && (deadline === undefined || deadline === known)) continue;
			events.push({
				event,
				instance,
				...(deadline !== undefined && { time: deadline }),
				...(stepId !== undefined && { stepId }),
			});
		}
	}
	const isNarrow = before.since !== undefined || reading.isCrowded;
	const since = isNarrow && !reading.isPartial ? reading.before : before.since;
	return { events, mark: { ...(since !== undefined && { since }), told } };
}

/** Whether nothing more can be said of an instance of which the list tells only its ID. */
export function isTold(mark: OverdueMark, id: number): boolean {
	return keysOf(mark, id).length > 0;
}

function keysOf({ told }: OverdueMark, id: number): string[] {
	return Object.keys(told).filter((key) => key === String(id) || key.startsWith(`${id}:`));
}

function passedBy(
	event: OverdueName,
	{ steps }: TriggerSettings,
	instance: Observation,
	now: number,
): Passed[] {
	const { id, deadline, json, activeSteps } = instance;
	if (event === 'instanceOverdue') {
		return [{ key: String(id), ...(deadline !== undefined && { deadline }) }];
	}
	const all = stepDeadlinesOf(json);
	// The list has it because of a step, though which one is not recognised.
	if (all.length === 0) return [{ key: `${id}:` }];
	return all
		.filter(({ stepId }) => activeSteps?.includes(stepId) ?? true)
		.filter(({ stepId }) => steps?.includes(stepId) ?? true)
		.filter((step) => step.deadline <= now)
		.map((step) => ({ key: `${id}:${step.stepId}`, ...step }));
}
