import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../api/instance/stepOutline';
import type { Keying } from '../formFields/fieldValues';
import { withFieldValues } from '../operations/instance/formFieldValues';
import { presentInstance } from '../operations/instance/simplify';
import type { TriggerEvent } from './events';

export interface Presentation {
	readonly simplify: boolean;
	readonly keying?: Keying;
}

/** The JSON of the item for one event. */
export function presentEvent(
	{ event, instance: { json, isRead }, time, stepId }: TriggerEvent,
	{ simplify, keying }: Presentation,
): IDataObject {
	const shown = presentInstance(json, simplify);
	const isStepEvent = event === 'stepActive' || event === 'stepOverdue';
	return {
		event,
		event_time: time === undefined ? null : new Date(time).toISOString(),
		...(isStepEvent && { step: stepId === undefined ? null : presentStep(stepId, json) }),
		// An instance that cannot be read by itself has no values to show.
		...(keying && !isRead ? { ...shown, fields: null } : withFieldValues(shown, json, keying)),
		// What the list says of an instance that cannot be read any more.
		...(simplify && typeof json.status === 'string' && { status: json.status }),
	};
}

function presentStep(id: number, { process_snapshot: snapshot }: IDataObject): IDataObject {
	const name = outlineOf(snapshot).find((step) => step.id === id)?.name;
	return { id, ...(name !== undefined && { name }) };
}
