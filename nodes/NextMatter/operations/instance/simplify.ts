import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, idOfInstance, statusOf } from '../../api/instance/instance';

/**
 * The ten most useful details of an instance, the most useful first. Whatever the API left out is null, so
 * that the fields are always the same.
 */
export function simplifyInstance(instance: IDataObject): IDataObject {
	return {
		id: instance.id ?? idOfInstance(instance) ?? null,
		name: instance.name ?? null,
		status: statusOf(instance),
		active_step_ids: activeStepIds(instance) ?? null,
		stage: instance.stage ?? null,
		deadline: instance.deadline ?? null,
		started_time: instance.started_time ?? null,
		last_updated_time: instance.last_updated_time ?? null,
		ended_time: instance.aborted_time ?? instance.completed_time ?? null,
		public_url: instance.public_url ?? null,
	};
}

export function presentInstance(instance: IDataObject, simplify: boolean): IDataObject {
	return simplify ? simplifyInstance(instance) : instance;
}
