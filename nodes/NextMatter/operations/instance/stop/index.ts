import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../../../api/body';
import { statusOf } from '../../../api/instance/instance';
import type { Failure } from '../../../api/types';
import type { Bulk, Operation } from '../../types';
import { isNamedIn, joinIds, MAX_IDS, prepareById, type IdPlan } from '../byIds';
import { stopDescription } from './description';

/** `POST /instances/bulk/abort`, without a slash at the end; answers with the IDs. */
export const stop: Operation<IdPlan> & { readonly bulk: Bulk<IdPlan> } = {
	...stopDescription,
	prepare: (parameter) =>
		prepareById(parameter, {
			verb: 'stop',
			path: '/instances/bulk/abort',
			expectedBody: 'the ID of the instance',
			howToVerify: (id) => `Check in Next Matter whether instance ${id} is stopped.`,
			remedyByStatus: {
				400: 'Check the instance ID, and in Next Matter whether the instance is still running: one that has ended cannot be stopped',
				403: 'Administrators can stop any instance, other users can usually stop only those they started. Use the API key of someone who can.',
			},
		}),
	present: ({ instanceId }, body) =>
		isNamedIn(body, instanceId) ? present(instanceId) : undefined,
	bulk: {
		limit: MAX_IDS,
		merge: joinIds,
		idOf: ({ instanceId }) => instanceId,
		judge({ instanceId }, { failure, read, mayHaveSucceeded }) {
			if (read.kind === 'gone') return { kind: 'failed', failure };
			const { status: told } = read.instance;
			const status = typeof told === 'string' ? told : statusOf(read.instance);
			const details = { ...failure.details, instanceStatus: status };
			// Stopped is for good, whoever has done it.
			if (status === 'aborted') {
				const mark = mayHaveSucceeded ? 'confirmed_by_read' : 'already_stopped';
				return { kind: 'done', json: present(instanceId, mark) };
			}
			if (status !== 'completed') return { kind: 'notDone', failure: { ...failure, details } };
			return { kind: 'failed', failure: { ...alreadyCompleted(instanceId, failure), details } };
		},
	},
};

function present(id: number, outcome?: 'already_stopped' | 'confirmed_by_read'): IDataObject {
	return { id, stopped: true, ...(outcome && { stop_outcome: outcome }) };
}

/** A completed instance was not stopped, whatever became of the request. */
function alreadyCompleted(id: number, failure: Failure): Failure {
	const { apiMessages = [], isFromIntermediary } = failure;
	const said = isFromIntermediary ? '' : cleanText(apiMessages.join(' · '));
	return {
		...failure,
		message: `Instance ${id} is completed, so it cannot be stopped${said && `. Next Matter said: ${said}`}`,
		remedy: 'Nothing is left to do for this instance',
		certainty: 'rejected',
	};
}
