import type { IDataObject } from 'n8n-workflow';
import { isInstance } from '../../../api/instance/instance';
import type { ApiRequest } from '../../../api/types';
import { readBoolean } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { isRecord } from '../../../input/isRecord';
import { InputError } from '../../../input/inputError';
import { instancePath } from '../../../api/paths';
import type { ParameterReader, Plan, Prerequisite, ItemContext } from '../../types';
import { readDetails } from '../details';

export interface UpdatePlan extends Plan {
	readonly instanceId: number;
	readonly simplify: boolean;
	/** What the user set, by the API's keys. */
	readonly changes: IDataObject;
}

/** What a PUT leaves out of these, the API may reset, so each of them has to be known. */
const NEEDED = ['process', 'name', 'deadline', 'priority', 'tags'] as const;
/** One of the two documented versions of an update has no step assignments. */
const WRITABLE = [...NEEDED, 'step_assignments'] as const;

const REMEDIES = {
	400: 'Check the fields to update. A workflow that names its instances itself does not accept a name.',
} as const;

/** Reads what was typed for one item. @throws InputError */
export function prepareUpdate(parameter: ParameterReader, { timeZone }: ItemContext): UpdatePlan {
	const instanceId = readId('instance', parameter('instanceId'));
	const changes = readChanges(parameter('updateFields'), timeZone);
	const path = instancePath(instanceId);
	return {
		instanceId,
		simplify: readBoolean('Simplify', parameter('simplify')),
		changes,
		prerequisites: [readBefore(instanceId, changes)],
		request: { method: 'PUT', path, body: changes },
		idempotency: 'idempotent',
		action: `update instance ${instanceId}`,
		subject: { kind: 'instance', id: instanceId },
		howToVerify: `Check in Next Matter whether instance ${instanceId} has been changed.`,
		remedyByStatus: REMEDIES,
		fieldLabels: [],
		details: { instanceId },
	};
}

function readChanges(given: unknown, timeZone: string): IDataObject {
	const fields = isRecord(given) ? given : {};
	refuseEmptyName(fields);
	const changes = readDetails(fields, timeZone);
	if (readBoolean('Remove Deadline', fields.removeDeadline ?? false)) {
		if (fields.deadline !== undefined) {
			throw new InputError(
				"'Update Fields' both sets and removes the deadline",
				"Keep either 'Deadline' or 'Remove Deadline'",
			);
		}
		changes.deadline = null;
	}
	if (Object.keys(changes).length === 0) {
		throw new InputError(
			"'Update Fields' contains nothing to change",
			'Add at least one field with its new value',
		);
	}
	return changes;
}

/** Left out in silence, as Create does, it would look as if it had been changed. @throws InputError */
function refuseEmptyName({ name }: IDataObject): void {
	if (typeof name !== 'string' || name.trim() !== '') return;
	throw new InputError(
		"'Name' in 'Update Fields' is empty",
		'Enter the new name, or remove the field to keep the name as it is',
	);
}

/** The API takes an instance as a whole, so what is not to be changed is read first. */
function readBefore(instanceId: number, changes: IDataObject): Prerequisite {
	return {
		request: { method: 'GET', path: instancePath(instanceId) },
		idempotency: 'safe',
		action: `read instance ${instanceId} before updating it`,
		subject: { kind: 'instance', id: instanceId },
		howToVerify: '',
		expectedBody: 'the whole instance (ID, workflow, name, deadline, priority and tags)',
		fieldLabels: [],
		apply(body, request): ApiRequest | undefined {
			if (!isInstance(body, instanceId) || Number(body.id) !== instanceId) return undefined;
			// A part of the instance would reset the rest of it.
			if (!NEEDED.every((key) => key in changes || body[key] !== undefined)) return undefined;
			if (!body.process) return undefined;
			const kept = WRITABLE.filter((key) => key in body).map((key) => [key, body[key]]);
			return { ...request, body: { ...Object.fromEntries(kept), ...request.body } };
		},
	};
}
