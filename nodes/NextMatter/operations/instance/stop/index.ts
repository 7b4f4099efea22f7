import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../../../api/body';
import { isInstance, statusOf } from '../../../api/instances';
import type { Failure } from '../../../api/types';
import { instanceProperties } from '../../locators';
import { instancePath } from '../../paths';
import type { Operation, Verdict, Witness } from '../../types';
import { isNamedIn, joinIds, MOST_AT_ONCE, prepareForAll, stampOf, type IdPlan } from '../several';

/** `POST /instances/bulk/abort`, without a slash at the end; answers with the IDs. */
export const stop: Operation<IdPlan> = {
	option: {
		name: 'Stop',
		value: 'stop',
		description: 'End running instances for good, up to 500 by one request',
		action: 'Stop instance',
	},
	properties: [...instanceProperties('The running workflow to stop. It cannot be resumed.')],
	options: [],
	prepare: (parameter) =>
		prepareForAll(parameter, {
			verb: 'stop',
			path: '/instances/bulk/abort',
			check: (id) => `Look at instance ${id} in Next Matter whether it is stopped.`,
			advice: {
				403: 'An administrator may stop every instance, others mostly only those that they have started. Use the API key of someone who may.',
			},
		}),
	present: ({ instanceId }, body) =>
		isNamedIn(body, instanceId) ? present(instanceId) : undefined,
	bulk: {
		most: MOST_AT_ONCE,
		join: joinIds,
		mayBeDone: () => false,
		isAnswer: (output) => !('stop_outcome' in output),
	},
	witness: stopWitness(),
};

function present(id: number, outcome?: 'already_stopped' | 'confirmed_by_read'): IDataObject {
	return { id, stopped: true, ...(outcome && { stop_outcome: outcome }) };
}

/** The instance, read again, tells whether it is stopped; that is for good. */
function stopWitness(): Witness<IdPlan> {
	const judge = (
		plan: IdPlan,
		failure: Failure,
		body: unknown,
		mark: 'already_stopped' | 'confirmed_by_read',
	): Verdict => {
		const { instanceId: id } = plan;
		if (!isInstance(body, id)) return { kind: 'failed', failure };
		const status = statusOf(body);
		if (status === 'aborted') return { kind: 'done', json: present(id, mark) };
		const facts = { instanceStatus: status };
		if (status === 'running') return { kind: 'open', failure: { ...failure, facts } };
		const said = cleanText((failure.apiMessages ?? []).join(' · '));
		return {
			kind: 'failed',
			failure: {
				...failure,
				message: `Instance ${id} is completed, so it cannot be stopped${said && `. Next Matter said: ${said}`}`,
				remedy: 'Nothing is left to do for this instance',
				facts,
			},
		};
	};
	return {
		request: ({ instanceId }) => ({ method: 'GET', path: instancePath(instanceId) }),
		review: (plan, refusal, body) => judge(plan, refusal, body, 'already_stopped'),
		settle: (plan, doubt, body) => judge(plan, doubt, body, 'confirmed_by_read'),
		stamp: stampOf,
	};
}
