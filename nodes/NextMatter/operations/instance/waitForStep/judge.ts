import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, isInstance, statusOf } from '../../../api/instances';
import { completionOf } from '../../../api/snapshots';
import { presentInstance } from '../simplify';
import type { Verdict } from '../../types';
import type { WaitPlan } from './index';

/** What an instance shows of that for which an item waits. */
export function judge(plan: WaitPlan, body: unknown): Verdict | undefined {
	const { instanceId, stepId, waitFor } = plan;
	if (!isInstance(body, instanceId)) return undefined;
	const active = activeStepIds(body) ?? [];
	const status = statusOf(body);
	const done = (outcome: string): Verdict => ({ kind: 'done', json: put(plan, body, outcome) });
	const facts = { activeStepIds: active, instanceStatus: status };
	const never = (why: string): Verdict => ({
		kind: 'failed',
		failure: { ...failure(plan, why, 'Check the step ID and the instance ID'), facts },
	});
	const ended = `instance ${instanceId} is ${status}`;
	if (waitFor === 'instanceEnded') {
		return status === 'running' ? later(plan, body, facts) : done(status);
	}

	const completion = completionOf(body, stepId);
	const isActive = active.includes(stepId);
	if (waitFor === 'stepActive' && isActive) return done('active');
	if (waitFor === 'stepCompleted' && completion === 'completed' && !isActive) {
		return done('completed');
	}
	if (completion === 'absent') return never('its workflow seems to have no such step');
	if (waitFor === 'stepActive' && completion === 'completed') {
		return never('it has already been completed');
	}
	if (status !== 'running') return never(ended);
	return later(plan, body, facts);
}

function later(plan: WaitPlan, body: IDataObject, facts: IDataObject): Verdict {
	const status = statusOf(body);
	const active = (activeStepIds(body) ?? []).join(', ') || 'none';
	const why = `the instance is ${status}, and its active steps are: ${active}`;
	const remedy = 'Wait longer, or look what the instance is waiting for';
	return {
		kind: 'later',
		failure: { ...failure(plan, why, remedy), facts },
		...(plan.putsOutInTheEnd && { json: put(plan, body, 'timed_out') }),
	};
}

function failure({ instanceId, stepId, waitFor }: WaitPlan, why: string, remedy: string) {
	const what = {
		instanceEnded: `Instance ${instanceId} has not ended`,
		stepActive: `Step ${stepId} is not active in instance ${instanceId}`,
		stepCompleted: `Step ${stepId} is not completed in instance ${instanceId}`,
	};
	return { message: `${what[waitFor]}: ${why}`, remedy, certainty: 'rejected' as const };
}

function put({ simplify }: WaitPlan, instance: IDataObject, outcome: string): IDataObject {
	return { ...presentInstance(instance, simplify), wait_outcome: outcome };
}
