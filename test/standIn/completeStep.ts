import { refuse } from './answers';
import type { Answer } from './answers';
import { findFieldErrors, findMissingFields } from './checkFields';
import { findStep } from './definitions';
import type { KeyDefinition } from './definitions';
import { parseJson } from './json';
import { mayDo } from './keys';
import { readCompleteStepBody } from './readBody';
import { completeStep, saveValues } from './state';
import type { InstanceState } from './state';
import type { ApiRequest, Effect, World } from './world';

type Result = { refusal: Answer } | { state: InstanceState; effect: Effect };

const refusal = (answer: Answer): Result => ({ refusal: answer });

/** What a complete_step request does to an instance. */
export function completeStepOf(
	world: World,
	key: KeyDefinition,
	before: InstanceState,
	request: ApiRequest,
): Result {
	const mediaType = (request.contentType ?? '').split(';')[0].trim().toLowerCase();
	if (mediaType !== 'application/json') return refusal(refuse.mediaType(mediaType));
	const json = parseJson(request.body);
	if (json === undefined) return refusal(refuse.notJson());
	const read = readCompleteStepBody(json);
	if ('errors' in read) return refusal(refuse.fields(read.errors));

	const { stepId, mode, actions } = read.body;
	const step = findStep(before.workflow, stepId);
	if (!step) {
		return refusal(refuse.fields({ step_id: [`Step ${stepId} is not part of this instance.`] }));
	}
	if (!mayDo(key, before.workflow, step)) return refusal(refuse.forbidden());
	if (!before.activeStepIds.includes(stepId)) {
		return refusal(refuse.request(`Step ${stepId} is not active.`));
	}
	const fieldErrors = findFieldErrors(before, step, actions, world.formats);
	if (fieldErrors) return refusal(refuse.fields(fieldErrors));

	const values = Object.fromEntries(
		actions.map(({ action_id, input_object }) => [action_id, input_object]),
	);
	const now = world.store.now();
	if (mode === 'save') return { state: saveValues(before, values, now), effect: 'saved' };
	const missing = findMissingFields(step, { ...before.values, ...values });
	if (missing) return refusal(refuse.fields(missing));
	return { state: completeStep(before, stepId, values, now), effect: 'completed' };
}
