import type { IDataObject } from 'n8n-workflow';
import { outlineOf } from '../../../api/instance/stepOutline';
import { presentInstance } from '../simplify';
import { filledIn } from './filledIn';
import type { CompleteStepPlan } from './prepare';

/** How an output item tells that it is not the direct answer to the completion. */
export type Mark = 'confirmed_by_read' | 'already_completed' | 'not_active';

/** The instance as it is now, simplified with the step that this item has filled in. */
export function presentStep(
	plan: CompleteStepPlan,
	instance: IDataObject,
	mark?: Mark,
): IDataObject {
	const presented = presentInstance(instance, plan.simplify);
	const isDone = !mark || mark === 'confirmed_by_read';
	const told =
		plan.simplify && isDone ? { ...presented, ...stepFilledIn(plan, instance) } : presented;
	return mark ? { ...told, step_outcome: mark } : told;
}

function stepFilledIn(
	{ request, stepId, mode }: CompleteStepPlan,
	instance: IDataObject,
): IDataObject {
	const outline = outlineOf(instance.process_snapshot).find(({ id }) => id === stepId);
	const fields = filledIn(request.body?.actions, outline);
	const step = {
		id: stepId,
		...(outline?.name !== undefined && { name: outline.name }),
		...(fields.length > 0 && { form_fields: fields }),
	};
	return mode === 'save' ? { saved_step: step } : { completed_step: step };
}
