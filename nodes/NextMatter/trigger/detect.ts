import { keepRunning, newlyActive } from './activeSteps';
import { byTime, EVENT_OF, type TriggerEvent } from './events';
import { advanceWatermark, trackWatermark, type WatermarkTracker } from './watermark';
import type { Observation, Reading } from './observation';
import { detectOverdue, type OverdueReading } from './overdue';
import type { TriggerSettings } from './settings';
import { WATERMARK_NAMES, type WatermarkName, type OverdueState, type TriggerState } from './state';

/** Everything that one poll read. */
export interface Observed {
	readonly readings: readonly Reading[];
	readonly overdue: readonly OverdueReading[];
	/** All that are running, where that was looked up. */
	readonly running?: readonly Observation[];
}

export interface Detected {
	/** As they happened. */
	readonly events: readonly TriggerEvent[];
	readonly state: TriggerState;
}

/**
 * What has happened since `state`, each thing once, and the state after it. Neither the order in which
 * things were observed matters nor whether they were observed more than once.
 *
 * @param now the server's time, in milliseconds since 1970
 */
export function detectEvents(
	settings: TriggerSettings,
	{
		state,
		observed,
		now,
	}: { readonly state: TriggerState; readonly observed: Observed; readonly now?: number },
): Detected {
	const events: TriggerEvent[] = [];
	const watermarks = new Map<WatermarkName, WatermarkTracker>();
	for (const name of WATERMARK_NAMES) {
		const watermark = state.watermarks[name];
		if (watermark) watermarks.set(name, trackWatermark(watermark));
	}
	const activeSteps = new Map(Object.entries(state.activeSteps));
	const report = (event: TriggerEvent): void => {
		if (settings.events.includes(event.event)) events.push(event);
	};

	// Whatever list shows an instance, so that what one of them shows late is not reported after what came later.
	const all = inOrder(observed);
	const mayReport = eligibility(settings, observed);
	for (const instance of all) {
		for (const name of ['started', 'completed', 'stopped'] as const) {
			const [watermark, time] = [watermarks.get(name), instance[name]];
			if (!watermark || time === undefined || !watermark.isNews(instance, time)) continue;
			if (!mayReport(name, instance)) continue;
			watermark.see(instance, time);
			report({ event: EVENT_OF[name], instance, time });
		}
	}
	for (const instance of all) {
		const [watermark, time] = [watermarks.get('updated'), instance.updated];
		if (!watermark || time === undefined || !watermark.isChange(instance, time)) continue;
		if (!mayReport('updated', instance)) continue;
		const isSameTime = watermark.timeOf(instance.id) === time;
		watermark.see(instance, time);
		report({ event: 'instanceUpdated', instance, time });
		for (const stepId of newlyActive(activeSteps, settings, { instance, isSameTime })) {
			report({ event: 'stepActive', instance, time, stepId });
		}
	}

	// A list that is late may still show one as running whose end has been reported.
	const hasEnded = ({ id, isEnded }: Observation): boolean =>
		isEnded ||
		[watermarks.get('completed'), watermarks.get('stopped')].some(
			(watermark) => watermark?.isUnseen(id) === false,
		);
	const overdue: Record<string, OverdueState> = { ...state.overdue };
	for (const reading of observed.overdue) {
		const before = overdue[reading.event] ?? { reported: {} };
		const after = detectOverdue(settings, { before, reading, now: now ?? reading.before });
		overdue[reading.event] = after.state;
		after.events.filter(({ instance }) => !hasEnded(instance)).forEach(report);
	}
	if (observed.running) keepRunning(activeSteps, observed.running, watermarks.get('updated'));

	return {
		events: events.sort(byTime),
		state: {
			...state,
			...(now !== undefined && { serverTime: Math.max(now, state.serverTime ?? now) }),
			...(observed.running && now !== undefined && { listedAt: now }),
			watermarks: Object.fromEntries(
				[...watermarks].map(([name, watermark]) => {
					const reading = observed.readings.find((one) => one.watermark === name);
					return [name, reading ? advanceWatermark(watermark, reading) : watermark.whole()];
				}),
			),
			activeSteps: Object.fromEntries(activeSteps),
			overdue,
		},
	};
}

/** Older observations of an instance before newer ones. */
function inOrder({ readings, overdue }: Observed): Observation[] {
	const all = [...readings, ...overdue].flatMap(({ observations }) => observations);
	return all.sort((one, other) => (one.updated ?? 0) - (other.updated ?? 0));
}

/** A list other than that of the event may show too little of an instance; then the event's own list reports it. */
function eligibility({ keying }: TriggerSettings, { readings }: Observed) {
	const own = new Map(
		readings.map(({ watermark, observations }) => [watermark, new Set(observations)]),
	);
	return (name: WatermarkName, instance: Observation): boolean =>
		instance.isRead ||
		instance.isGone === true ||
		(instance.isWhole && !keying) ||
		own.get(name)?.has(instance) === true;
}
