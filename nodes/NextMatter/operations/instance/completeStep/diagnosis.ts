import { activeStepIds, isInstance, statusOf } from '../../../api/instances';
import { cleanText } from '../../../api/body';
import type { Failure } from '../../../api/types';
import type { CompleteStepPlan } from './prepare';

/**
 * Adds to a refusal what the instance itself says: whether the step was active, and which ones are.
 *
 * @param body what reading the instance returned; anything else than the instance adds nothing
 */
export function explainByInstance(
	{ instanceId, stepId }: CompleteStepPlan,
	failure: Failure,
	body: unknown,
): Failure {
	const active = isInstance(body, instanceId) ? activeStepIds(body) : undefined;
	if (!isInstance(body, instanceId) || !active) return failure;
	const facts = { activeStepIds: active };
	if (active.includes(stepId)) return { ...failure, facts };

	const status = statusOf(body);
	const said = cleanText((failure.apiMessages ?? []).join(' · ')) || 'nothing';
	const others = active.length > 0 ? `Active steps: ${active.join(', ')}` : 'No step is active';
	const advice =
		status === 'running'
			? 'A step can only be filled in while it is active. Check the step ID, or wait until the workflow has reached the step; if it was completed before, nothing is left to do.'
			: `The instance is ${status}, so none of its steps can be filled in any more. Check the instance ID.`;
	return {
		...failure,
		message: `Step ${stepId} is not active in instance ${instanceId}. ${others}. Next Matter said (HTTP ${failure.statusCode}): ${said}`,
		// Rights or a wrong address may be the reason as well; then their advice stays.
		remedy: failure.statusCode === 400 ? advice : `${failure.remedy}. ${advice}`,
		facts: { ...facts, instanceStatus: status },
	};
}
