import type { IDataObject } from 'n8n-workflow';
import { activeStepIds, isInstance, lastUpdateOf, statusOf } from '../../../api/instances';
import { completionOf } from '../../../api/snapshots';
import type { Failure } from '../../../api/types';
import { isDictionary } from '../../../input/records';
import type { SendTime, Verdict, Witness } from '../../types';
import { instancePath } from '../../paths';
import { presentInstance } from '../simplify';
import { explainInactive, type Sight } from './explain';
import type { CompleteStepPlan } from './prepare';

/** The instance, read again, tells whether its step was completed. */
export const completeStepWitness: Witness<CompleteStepPlan> = {
	request: ({ instanceId }) => ({
		method: 'GET',
		path: instancePath(instanceId),
		query: { steps_time_frame: 'true' },
	}),
	review,
	settle,
	stamp: (body) => (isDictionary(body) ? stampOf(body) : undefined),
};

/** @returns undefined for anything but the instance with its active steps */
function look({ instanceId, stepId }: CompleteStepPlan, body: unknown): Sight | undefined {
	if (!isInstance(body, instanceId)) return undefined;
	const active = activeStepIds(body);
	return active && { instance: body, active, completion: completionOf(body, stepId) };
}

function review(plan: CompleteStepPlan, refusal: Failure, body: unknown): Verdict {
	const sight = look(plan, body);
	if (!sight) return { kind: 'failed', failure: refusal };
	if (sight.active.includes(plan.stepId)) {
		const failure = { ...refusal, facts: { activeStepIds: [...sight.active] } };
		return { kind: 'open', failure };
	}
	const failure = explainInactive(plan, refusal, sight);
	const { completion, instance } = sight;
	if (plan.ifStepNotActive === 'treatAsDone' && mayBeCompleted(sight)) {
		const mark = completion === 'completed' ? 'already_completed' : 'not_active';
		return { kind: 'done', json: present(plan, instance, mark) };
	}
	const mayComeYet = statusOf(instance) === 'running' && completion !== 'completed';
	const isWaiting = plan.ifStepNotActive === 'wait' && completion !== 'absent' && mayComeYet;
	return { kind: isWaiting ? 'later' : 'failed', failure };
}

/** A step that is known to be open, or that an aborted instance has left behind, is not done. */
function mayBeCompleted({ completion, instance }: Sight): boolean {
	if (completion === 'unknown') return statusOf(instance) !== 'aborted';
	return completion === 'completed';
}

function settle(
	plan: CompleteStepPlan,
	doubt: Failure,
	body: unknown,
	sent: SendTime,
	stampBefore?: string,
): Verdict {
	const sight = look(plan, body);
	const unclear = (why: string): Verdict => ({
		kind: 'failed',
		failure: { ...doubt, remedy: `${why}. ${doubt.remedy}` },
	});
	if (!sight) return unclear('The instance was read, but the answer does not show its steps');
	const { instance, active, completion } = sight;
	const change = changeOf(instance, sent, stampBefore);
	if (active.includes(plan.stepId)) {
		if (plan.route === 'elsewhere') {
			return unclear('The step is active, but the routing may have led back to it');
		}
		if (change === 'changed') {
			return unclear('The step is active, but the instance has changed since');
		}
		const facts = { activeStepIds: [...active], instanceStatus: statusOf(instance) };
		return { kind: 'open', failure: { ...doubt, facts } };
	}
	if (change === 'unchanged') {
		if (completion === 'completed' && plan.ifStepNotActive === 'treatAsDone') {
			return { kind: 'done', json: present(plan, instance, 'already_completed') };
		}
		const before =
			completion === 'completed' ? 'had been completed before' : 'was not active before';
		return unclear(`The instance has not changed since, so it seems that the step ${before}`);
	}
	// Stopping an instance deactivates its steps without completing them, unless a routing stopped it.
	const isAborted = statusOf(instance) === 'aborted';
	const isLikely = isAborted ? plan.route === 'stop' : completion === 'unknown';
	if (completion === 'completed' || isLikely) {
		return { kind: 'done', json: present(plan, instance, 'confirmed_by_read') };
	}
	return unclear('The instance shows the step neither as active nor as completed');
}

/** Whether the instance has changed since the request was sent, as far as its times tell. */
function changeOf(
	instance: IDataObject,
	sent: SendTime,
	stampBefore: string | undefined,
): 'changed' | 'unchanged' | 'unknown' {
	const stamp = stampOf(instance);
	if (stamp !== undefined && stampBefore !== undefined) {
		return stamp === stampBefore ? 'unchanged' : 'changed';
	}
	const updated = lastUpdateOf(instance);
	if (updated === undefined || !sent) return 'unknown';
	if (updated > sent.latest) return 'changed';
	return updated < sent.earliest ? 'unchanged' : 'unknown';
}

function stampOf({ last_updated_time: stamp }: IDataObject): string | undefined {
	return typeof stamp === 'string' && stamp ? stamp : undefined;
}

/** How an output item tells that it is not the direct answer to the completion. */
type Mark = 'confirmed_by_read' | 'already_completed' | 'not_active';

function present({ simplify }: CompleteStepPlan, instance: IDataObject, mark: Mark): IDataObject {
	return { ...presentInstance(instance, simplify), step_outcome: mark };
}
