import type { Observation } from './observation';
import type { WatermarkName } from './state';

/** What can start an n8n workflow. The values are part of saved workflows and of the node's output. */
export const EVENTS = [
	{
		value: 'instanceCompleted',
		name: 'Instance Completed',
		description: 'An instance reached its regular end',
	},
	{
		value: 'instanceOverdue',
		name: 'Instance Overdue',
		description: 'The deadline of a running instance passed',
	},
	{ value: 'instanceStarted', name: 'Instance Started', description: 'An instance was started' },
	{
		value: 'instanceStopped',
		name: 'Instance Stopped',
		description: 'An instance was stopped before its end',
	},
	{
		value: 'instanceUpdated',
		name: 'Instance Updated',
		description:
			'An instance changed in any way, its start and its end included. Several changes between two polls are one event.',
	},
	{
		value: 'stepActive',
		name: 'Step Became Active',
		description: 'A step of a running instance is now waiting to be done',
	},
	{
		value: 'stepOverdue',
		name: 'Step Overdue',
		description: 'The deadline of a step of a running instance passed',
	},
] as const;

export type EventName = (typeof EVENTS)[number]['value'];

/** What happened when a time of an instance moved on. */
export const EVENT_OF = {
	started: 'instanceStarted',
	completed: 'instanceCompleted',
	stopped: 'instanceStopped',
	updated: 'instanceUpdated',
} as const satisfies Readonly<Record<WatermarkName, EventName>>;

/** Of what happened to one instance at the same time, what comes first. */
const ORDER: readonly EventName[] = [
	'instanceStarted',
	'stepActive',
	'instanceUpdated',
	'stepOverdue',
	'instanceOverdue',
	'instanceCompleted',
	'instanceStopped',
];

/** One event of one instance, before it becomes an item. */
export interface TriggerEvent {
	readonly event: EventName;
	readonly instance: Observation;
	/** Milliseconds since 1970 by the server; undefined when it does not say. */
	readonly time?: number;
	readonly stepId?: number;
}

/** For `sort`: as it happened, and the start of an instance before all else of it. */
export function byTime(one: TriggerEvent, other: TriggerEvent): number {
	return (
		sortTime(one) - sortTime(other) ||
		one.instance.id - other.instance.id ||
		ORDER.indexOf(one.event) - ORDER.indexOf(other.event) ||
		(one.stepId ?? 0) - (other.stepId ?? 0)
	);
}

/** A deadline may lie before the start of its instance. */
function sortTime({ time = Number.MAX_SAFE_INTEGER, instance }: TriggerEvent): number {
	return Math.max(time, instance.started ?? 0);
}
