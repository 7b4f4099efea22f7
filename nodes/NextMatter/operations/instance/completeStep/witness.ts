import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../../../api/body';
import { activeStepIds, isInstance, lastUpdateOf, statusOf } from '../../../api/instances';
import { completionOf, type Completion } from '../../../api/snapshots';
import type { Failure } from '../../../api/types';
import type { SendTime, Verdict, Witness } from '../../types';
import { instancePath } from '../paths';
import { presentInstance } from '../simplify';
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
};

interface Sight {
	readonly instance: IDataObject;
	readonly active: readonly number[];
	readonly completion: Completion;
}

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

function settle(plan: CompleteStepPlan, doubt: Failure, body: unknown, sent: SendTime): Verdict {
	const sight = look(plan, body);
	const unclear = (why: string): Verdict => ({
		kind: 'failed',
		failure: { ...doubt, remedy: `${why}. ${doubt.remedy}` },
	});
	if (!sight) return unclear('The instance was read, but the answer does not show its steps');
	const { instance, active, completion } = sight;
	const updated = lastUpdateOf(instance);
	const facts = { activeStepIds: [...active], instanceStatus: statusOf(instance) };

	if (active.includes(plan.stepId)) {
		if (plan.route === 'elsewhere') {
			return unclear('The step is active, but the routing may have led back to it');
		}
		if (updated !== undefined && sent && updated > sent.latest) {
			return unclear('The step is active, but the instance has changed since');
		}
		return { kind: 'open', failure: { ...doubt, facts } };
	}
	const done: Verdict = { kind: 'done', json: present(plan, instance, 'confirmed_by_read') };
	if (completion === 'completed') return done;
	if (updated !== undefined && sent && updated < sent.earliest) {
		return unclear('The step is not active, and the instance has not changed since');
	}
	const wasStopped = plan.route === 'stop' && statusOf(instance) === 'aborted';
	if (completion === 'unknown' || wasStopped) return done;
	return unclear('The instance shows the step neither as active nor as completed');
}

/** How an output item tells that it is not the direct answer to the completion. */
type Mark = 'confirmed_by_read' | 'already_completed' | 'not_active';

function present({ simplify }: CompleteStepPlan, instance: IDataObject, mark: Mark): IDataObject {
	return { ...presentInstance(instance, simplify), step_outcome: mark };
}

function explainInactive(plan: CompleteStepPlan, refusal: Failure, sight: Sight): Failure {
	const { instanceId, stepId } = plan;
	const { active, completion, instance } = sight;
	const status = statusOf(instance);
	const said = cleanText((refusal.apiMessages ?? []).join(' · ')) || 'nothing';
	const others = active.length > 0 ? `Active steps: ${active.join(', ')}` : 'No step is active';
	const advice =
		status === 'running' || completion === 'absent'
			? ADVICE[completion]
			: `The instance is ${status}, so none of its steps can be filled in any more. Check the instance ID.`;
	return {
		...refusal,
		message: `${WHAT[completion](stepId, instanceId)}. ${others}. Next Matter said (HTTP ${refusal.statusCode}): ${said}`,
		// Rights or a wrong address may be the reason as well; then their advice stays.
		remedy: refusal.statusCode === 400 ? advice : `${refusal.remedy}. ${advice}`,
		facts: {
			activeStepIds: [...active],
			instanceStatus: status,
			...(completion !== 'unknown' && { stepCompleted: completion === 'completed' }),
		},
	};
}

const WHAT: Readonly<Record<Completion, (step: number, instance: number) => string>> = {
	completed: (step, instance) =>
		`Step ${step} is not active in instance ${instance}: it has already been completed`,
	open: (step, instance) =>
		`Step ${step} is not active in instance ${instance}: it has not been completed yet`,
	absent: (step, instance) =>
		`Step ${step} is not active in instance ${instance}: its workflow seems to have no such step`,
	unknown: (step, instance) => `Step ${step} is not active in instance ${instance}`,
};

const ADVICE: Readonly<Record<Completion, string>> = {
	completed:
		'Nothing is left to do for this step. Set the option "If the Step Is Not Active" to "Treat as Done" if that is fine.',
	open: 'A step can only be filled in while it is active. Wait until the workflow has reached the step, for instance with the option "If the Step Is Not Active" set to "Wait Until Active".',
	absent: 'Check the step ID and the instance ID.',
	unknown:
		'A step can only be filled in while it is active. Check the step ID, or wait until the workflow has reached the step; if it was completed before, nothing is left to do.',
};
