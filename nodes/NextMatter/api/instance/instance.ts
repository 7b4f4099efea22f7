import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { readMoment, type Moment } from '../moments';

/**
 * Whether an answer is the instance that was asked for. The vendor marks only `process` as always
 * there, so an answer passes by any of the keys that only an instance has, as long as its ID, if
 * there is one, is the right one.
 */
export function isInstance(value: unknown, id?: number): value is IDataObject {
	if (!isRecord(value)) return false;
	const inUrl = idInUrl(value);
	if (id !== undefined && inUrl !== undefined && inUrl !== id) return false;
	if ('id' in value && id !== undefined) return readIdOf(value.id) === id;
	if (inUrl !== undefined && id !== undefined) return true;
	return ['process', 'active_step_ids', 'started_time'].some((key) => key in value);
}

/**
 * The ID that an instance tells, by its `id` or its `url`.
 *
 * @returns undefined when it tells none, or two
 */
export function idOfInstance(instance: IDataObject): number | undefined {
	const inUrl = idInUrl(instance);
	const id = readIdOf(instance.id ?? inUrl);
	return inUrl !== undefined && inUrl !== id ? undefined : id;
}

function idInUrl({ url }: IDataObject): number | undefined {
	const [, digits] = (typeof url === 'string' && /\/instances\/(\d+)\/?$/.exec(url)) || [];
	return digits === undefined ? undefined : Number(digits);
}

/** @returns undefined for anything but a positive whole number or its digits */
function readIdOf(value: unknown): number | undefined {
	const isText = typeof value === 'string' && /^\d+$/.test(value);
	const id = isText ? Number(value) : value;
	return typeof id === 'number' && Number.isSafeInteger(id) && id >= 1 ? id : undefined;
}

/** The ID of the workflow that an instance runs, which the API gives as a URL; undefined when it gives none. */
export function workflowIdOf(instance: { readonly process?: unknown }): number | undefined {
	return readIdOf(/(\d+)\/*$/.exec(String(instance.process ?? ''))?.[1]);
}

export type InstanceStatus = 'running' | 'completed' | 'aborted';

/** The API has no status in an instance; its list filter has these three words for these times. */
export function statusOf(instance: IDataObject): InstanceStatus {
	if (instance.aborted_time) return 'aborted';
	return instance.completed_time ? 'completed' : 'running';
}

/**
 * The IDs, also where the steps are objects with an `id`.
 *
 * @returns undefined when the answer does not say, or says it in a way that is not understood: a step that
 * is left out would count as not active
 */
export function activeStepIds(instance: IDataObject): number[] | undefined {
	const steps: unknown = instance.active_step_ids;
	if (!Array.isArray(steps)) return undefined;
	const ids = steps.map((step: unknown) => readIdOf(isRecord(step) ? step.id : step));
	const known = ids.filter((id) => id !== undefined);
	return known.length === ids.length ? known : undefined;
}

/** When the instance changed last; undefined when the answer does not say. */
export function lastUpdateOf({ last_updated_time: time }: IDataObject): Moment | undefined {
	return readMoment(time);
}
