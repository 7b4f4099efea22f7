import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../api/instance/stepOutline';
import { presentInstance } from '../operations/instance/simplify';
import type { TriggerEvent } from './events';

/** The JSON of the item for one event. */
export function presentEvent(
	{ event, instance: { json }, time, stepId }: TriggerEvent,
	simplify: boolean,
): IDataObject {
	const shown = presentInstance(json, simplify);
	const isStepEvent = event === 'stepActive' || event === 'stepOverdue';
	return {
		event,
		event_time: time === undefined ? null : new Date(time).toISOString(),
		...(isStepEvent && { step: stepId === undefined ? null : presentStep(stepId, json) }),
		...shown,
		// What the list says of an instance that cannot be read any more.
		...(simplify && typeof json.status === 'string' && { status: json.status }),
	};
}

function presentStep(id: number, { process_snapshot: snapshot }: IDataObject): IDataObject {
	const name = outlineOf(snapshot).find((step) => step.id === id)?.name;
	return { id, ...(name !== undefined && { name }) };
}
