import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../../nodes/NextMatter/api/instance/stepOutline';
import { entriesOf } from '../../nodes/NextMatter/api/pagination';
import { isRecord } from '../../nodes/NextMatter/input/isRecord';
import type { ProbeClient } from './client';
import type { Subject } from './types';

/** Reads what the questions are about: the instance that was named, or the newest of the workflow. */
export async function readSubject(
	client: ProbeClient,
	given: Pick<Subject, 'instanceId' | 'workflowId'>,
): Promise<Subject> {
	const instanceId = given.instanceId ?? (await newestOf(client, given.workflowId));
	if (instanceId === undefined) return { workflowId: given.workflowId };
	const path = `/instances/${instanceId}/`;
	const instance = await read(client, path);
	const withValues = await read(client, path, { inject_values: 'true' });
	const withTimes = await read(client, path, { steps_time_frame: 'true' });
	const step = outlineOf(instance?.process_snapshot).find(({ fields }) => fields.length > 0);
	return {
		workflowId: given.workflowId ?? workflowOf(instance),
		instanceId,
		instance,
		withValues,
		withTimes,
		stepId: step?.id,
		fieldId: step?.fields[0]?.id,
	};
}

async function newestOf(client: ProbeClient, workflowId?: number): Promise<number | undefined> {
	if (workflowId === undefined) return undefined;
	const query = { ordering: '-started_time', page_size: '1' };
	const { body } = await client.get(`/processes/${workflowId}/instances/`, query);
	const id = entriesOf(body)?.[0]?.id;
	return typeof id === 'number' ? id : undefined;
}

async function read(
	client: ProbeClient,
	path: string,
	query?: Record<string, string>,
): Promise<IDataObject | undefined> {
	const { status, body } = await client.get(path, query);
	return status === 200 && isRecord(body) ? body : undefined;
}

/** An instance names its workflow by a URL. */
function workflowOf(instance: IDataObject | undefined): number | undefined {
	const process = instance?.process;
	const digits = /(\d+)\/?$/.exec(typeof process === 'string' ? process : String(process ?? ''));
	return digits ? Number(digits[1]) : undefined;
}
