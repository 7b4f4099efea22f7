import type { IDataObject } from 'n8n-workflow';
import {
	activeStepIds,
	idOfInstance,
	isInstance,
	workflowIdOf,
} from '../../../api/instance/instance';
import { isRecord } from '../../../input/isRecord';

/** What the answer to the start of an instance tells. */
export interface Started {
	readonly instanceId: number;
	readonly activeStepIds: readonly number[];
}

/**
 * @param body the answer, or its digest
 * @param workflowId of which it was started; a digest does not show it
 * @returns undefined for anything but an instance with its ID, and for one of another workflow
 */
export function readStarted(body: unknown, workflowId?: number): Started | undefined {
	const instance = typeof body === 'string' ? parse(body) : body;
	if (!isInstance(instance) || isOfOther(instance, workflowId)) return undefined;
	const instanceId = idOfInstance(instance);
	return instanceId === undefined
		? undefined
		: { instanceId, activeStepIds: activeStepIds(instance) ?? [] };
}

/** As much of the answer as is needed to go on later. */
export function digestOf(body: unknown): string | undefined {
	const started = readStarted(body);
	if (!started) return undefined;
	return JSON.stringify({ id: started.instanceId, active_step_ids: started.activeStepIds });
}

function isOfOther(instance: IDataObject, workflowId: number | undefined): boolean {
	const ofInstance = workflowIdOf(instance);
	return ofInstance !== undefined && workflowId !== undefined && ofInstance !== workflowId;
}

function parse(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
