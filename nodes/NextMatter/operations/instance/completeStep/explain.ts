import type { IDataObject } from 'n8n-workflow';
import { cleanText } from '../../../api/body';
import { statusOf } from '../../../api/instance/instance';
import type { Completion } from '../../../api/instance/stepCompletion';
import type { Failure } from '../../../api/types';
import type { CompleteStepPlan } from './prepare';

/** What reading the instance has shown. */
export interface InstanceState {
	readonly instance: IDataObject;
	readonly active: readonly number[];
	readonly completion: Completion;
}

/** Says whether an inactive step is done or still to come, as far as that is known. */
export function explainInactive(
	plan: CompleteStepPlan,
	rejection: Failure,
	state: InstanceState,
): Failure {
	const { instanceId, stepId } = plan;
	const { active, completion, instance } = state;
	const status = statusOf(instance);
	const words = cleanText((rejection.apiMessages ?? []).join(' · ')) || 'nothing';
	const { statusCode, isFromIntermediary } = rejection;
	const speaker = isFromIntermediary ? 'Something between n8n and Next Matter' : 'Next Matter';
	// Where the instance was read first, nothing was sent that could have been refused.
	const said = statusCode === undefined ? '' : `. ${speaker} said (HTTP ${statusCode}): ${words}`;
	const others = active.length > 0 ? `Active steps: ${active.join(', ')}` : 'No step is active';
	const stepRemedy =
		status === 'running' || completion === 'absent'
			? REMEDIES[completion]
			: `The instance is ${status}, so its steps can no longer be filled in. Check the instance ID.`;
	return {
		...rejection,
		message: `${WHAT[completion](stepId, instanceId)}. ${others}${said}`,
		// Permissions or a wrong URL may be the reason as well; then their remedy stays.
		remedy:
			statusCode === undefined || statusCode === 400
				? stepRemedy
				: `${rejection.remedy}. ${stepRemedy}`,
		details: {
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

const REMEDIES: Readonly<Record<Completion, string>> = {
	completed:
		"Nothing is left to do for this step. If that is fine, set the option 'If the Step Is Not Active' to Treat as Done.",
	open: "A step can only be filled in while it is active. Wait until the workflow has reached the step, for example by setting the option 'If the Step Is Not Active' to Wait Until Active.",
	absent: 'Check the step ID and the instance ID.',
	unknown:
		'A step can only be filled in while it is active. Check the step ID, or wait until the workflow has reached the step; if it was completed before, nothing is left to do.',
};
