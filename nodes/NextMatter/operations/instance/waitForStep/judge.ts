import type { IDataObject } from 'n8n-workflow';
import {
	activeStepIds,
	isInstance,
	statusOf,
	type InstanceStatus,
} from '../../../api/instance/instance';
import { completionOf } from '../../../api/instance/stepCompletion';
import type { Failure } from '../../../api/types';
import { withFieldValues } from '../formFieldValues';
import { presentInstance } from '../simplify';
import type { CheckResult } from '../../types';
import type { WaitPlan } from './prepare';

/** Whether an instance shows what an item waits for. */
export function judge(plan: WaitPlan, body: unknown): CheckResult | undefined {
	const { instanceId, stepId, waitFor } = plan;
	if (!isInstance(body, instanceId)) return undefined;
	const active = activeStepIds(body) ?? [];
	const status = statusOf(body);
	const state: InstanceState = { instance: body, active, status };
	const done = (outcome: string): CheckResult => ({ kind: 'done', json: put(plan, body, outcome) });
	const never = (why: string): CheckResult => ({
		kind: 'failed',
		failure: toFailure(state, `${GOALS[waitFor](plan)}: ${why}`, CHECK_IDS),
	});
	if (waitFor === 'instanceEnded') {
		return status === 'running' ? later(plan, state) : done(status);
	}

	const completion = completionOf(body, stepId);
	// What an instance that has ended leaves behind cannot be filled in any more.
	const isActive = status === 'running' && active.includes(stepId);
	if (waitFor === 'stepActive' && isActive) return done('active');
	if (waitFor === 'stepCompleted' && completion === 'completed' && !isActive) {
		return done('completed');
	}
	if (completion === 'absent') return never('its workflow seems to have no such step');
	if (waitFor === 'stepActive' && completion === 'completed') {
		return never('it has already been completed');
	}
	if (waitFor === 'stepCompleted' && completion === 'unknown' && !isActive) {
		return hidden(plan, state);
	}
	return status === 'running' ? later(plan, state) : never(`instance ${instanceId} is ${status}`);
}

interface InstanceState {
	readonly instance: IDataObject;
	readonly active: readonly number[];
	readonly status: InstanceStatus;
}

const CHECK_IDS = 'Check the step ID and the instance ID';

/** That it has not been reached, in words. */
const GOALS: Readonly<Record<WaitPlan['waitFor'], (plan: WaitPlan) => string>> = {
	instanceEnded: ({ instanceId }) => `Instance ${instanceId} has not ended`,
	stepActive: ({ instanceId, stepId }) => `Step ${stepId} is not active in instance ${instanceId}`,
	stepCompleted: ({ instanceId, stepId }) =>
		`Step ${stepId} is not completed in instance ${instanceId}`,
};

function later(plan: WaitPlan, state: InstanceState): CheckResult {
	const message = `${GOALS[plan.waitFor](plan)}: ${describe(state)}`;
	const remedy = 'Wait longer, or check what the instance is waiting for';
	return waiting(plan, state, toFailure(state, message, remedy));
}

/** The snapshot says nothing of the step, so it may have been completed or not. */
function hidden(plan: WaitPlan, state: InstanceState): CheckResult {
	const { instanceId, stepId } = plan;
	const message = `Next Matter does not show whether step ${stepId} of instance ${instanceId} is completed: ${describe(state)}`;
	const remedy = 'Wait for the step after it to be active instead, or for the instance to end';
	const failure = toFailure(state, message, remedy);
	return state.status === 'running' ? waiting(plan, state, failure) : { kind: 'failed', failure };
}

function waiting(plan: WaitPlan, { instance }: InstanceState, failure: Failure): CheckResult {
	const json = plan.putsOutInTheEnd && { json: put(plan, instance, 'timed_out') };
	return { kind: 'pending', failure, ...json };
}

function describe({ active, status }: InstanceState): string {
	const steps =
		active.length > 0 ? `and its active steps are: ${active.join(', ')}` : 'with no active steps';
	return `the instance is ${status}, ${steps}`;
}

function toFailure({ active, status }: InstanceState, message: string, remedy: string): Failure {
	const details = { activeStepIds: [...active], instanceStatus: status };
	return { message, remedy, certainty: 'rejected', details };
}

function put({ keying, simplify }: WaitPlan, instance: IDataObject, outcome: string): IDataObject {
	const json = withFieldValues(presentInstance(instance, simplify), instance, keying);
	return { ...json, wait_outcome: outcome };
}
