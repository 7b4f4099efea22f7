import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../api/types';
import type { Bulk, Operation } from '../../types';
import { joinIds, MAX_IDS, prepareById, type IdPlan } from '../byIds';
import { deleteDescription } from './description';

/** `POST /instances/bulk/delete`, without a slash at the end; answers with nothing (204). */
export const deleteInstance: Operation<IdPlan> & { readonly bulk: Bulk<IdPlan> } = {
	...deleteDescription,
	prepare: (parameter) =>
		prepareById(parameter, {
			verb: 'delete',
			path: '/instances/bulk/delete',
			expectedBody: 'an empty answer (HTTP 204)',
			howToVerify: (id) => `Check in Next Matter whether instance ${id} is still there.`,
			remedyByStatus: {
				400: 'Check the instance ID, and in Next Matter whether the instance is still there',
				403: 'Use the API key of an administrator, or of someone who may delete the instance',
			},
		}),
	present: ({ instanceId }, body, status) =>
		status === 204 && body === '' ? present(instanceId) : undefined,
	bulk: {
		limit: MAX_IDS,
		merge: joinIds,
		idOf: ({ instanceId }) => instanceId,
		judge({ instanceId }, { failure, read, mayHaveSucceeded, wasThere }) {
			if (read.kind === 'shown') return { kind: 'notDone', failure };
			// That an instance is not there proves nothing unless it was: the ID may be another's, or wrong.
			if (mayHaveSucceeded && wasThere) {
				return { kind: 'done', json: present(instanceId, 'confirmed_by_read') };
			}
			return { kind: 'failed', failure: mayHaveSucceeded ? gone(instanceId, failure) : failure };
		},
	},
};

function present(id: number, outcome?: 'confirmed_by_read'): IDataObject {
	return { id, deleted: true, ...(outcome && { delete_outcome: outcome }) };
}

function gone(id: number, failure: Failure): Failure {
	return {
		...failure,
		message: `Instance ${id} is not there, but it is unclear whether this run deleted it`,
		remedy:
			'If the ID is correct, the instance is deleted and nothing is left to do. It was part of a request without a clear answer, or of one for several instances that was refused and may have been processed in part. An ID that never existed, or that the user of the API key cannot see, looks the same.',
		certainty: 'unknown',
		details: { ...failure.details, instanceStatus: 'not_found' },
	};
}
