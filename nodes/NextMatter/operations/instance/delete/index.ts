import type { IDataObject } from 'n8n-workflow';
import { isInstance } from '../../../api/instances';
import { instanceProperties } from '../../locators';
import { instancePath } from '../../paths';
import type { Operation, Witness } from '../../types';
import { isNamedIn, joinIds, MOST_AT_ONCE, prepareForAll, stampOf, type IdPlan } from '../several';

/** The instance, read again, tells whether it is still there. */
const deleteWitness: Witness<IdPlan> = {
	request: ({ instanceId }) => ({ method: 'GET', path: instancePath(instanceId) }),
	absenceTells: true,
	review(_plan, refusal, body) {
		const isThere = body !== null;
		return { kind: isThere ? 'open' : 'failed', failure: refusal };
	},
	settle({ instanceId }, doubt, body) {
		if (body === null) return { kind: 'done', json: present(instanceId, 'confirmed_by_read') };
		return { kind: isInstance(body, instanceId) ? 'open' : 'failed', failure: doubt };
	},
	stamp: stampOf,
};

/** `POST /instances/bulk/delete`, without a slash at the end; answers with nothing (204). */
export const deleteInstance: Operation<IdPlan> = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: 'Delete instances for good, up to 500 by one request',
		action: 'Delete instance',
	},
	properties: [...instanceProperties('The instance to delete. It cannot be brought back.')],
	options: [],
	prepare: (parameter) =>
		prepareForAll(parameter, {
			verb: 'delete',
			path: '/instances/bulk/delete',
			check: (id) => `Look in Next Matter whether instance ${id} is still there.`,
			advice: {
				403: 'Use the API key of an administrator, or of someone who may delete the instance',
			},
		}),
	present: ({ instanceId }, body) =>
		body === '' || isNamedIn(body, instanceId) ? present(instanceId) : undefined,
	bulk: {
		most: MOST_AT_ONCE,
		join: joinIds,
		mayBeDone: ({ statusCode }) => statusCode === 404,
		isAnswer: (output) => !('delete_outcome' in output),
	},
	witness: deleteWitness,
};

function present(id: number, outcome?: 'confirmed_by_read'): IDataObject {
	return { id, deleted: true, ...(outcome && { delete_outcome: outcome }) };
}
