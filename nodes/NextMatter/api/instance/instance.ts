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
	if ('id' in value && id !== undefined) return Number(value.id) === id;
	const named = typeof value.url === 'string' ? /\/instances\/(\d+)\/?$/.exec(value.url) : null;
	if (named && id !== undefined) return Number(named[1]) === id;
	return ['process', 'active_step_ids', 'started_time'].some((key) => key in value);
}

export type InstanceStatus = 'running' | 'completed' | 'aborted';

/** The API has no status in an instance; its list filter has these three words for these times. */
export function statusOf(instance: IDataObject): InstanceStatus {
	if (instance.aborted_time) return 'aborted';
	return instance.completed_time ? 'completed' : 'running';
}

/** @returns undefined when the answer does not say */
export function activeStepIds(instance: IDataObject): number[] | undefined {
	const ids = instance.active_step_ids;
	return Array.isArray(ids)
		? ids.map(Number).filter((id) => Number.isSafeInteger(id) && id >= 1)
		: undefined;
}

/** When the instance changed last; undefined when the answer does not say. */
export function lastUpdateOf({ last_updated_time: time }: IDataObject): Moment | undefined {
	return readMoment(time);
}
