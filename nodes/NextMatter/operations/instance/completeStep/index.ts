import { isInstance } from '../../../api/instance/instance';
import { readId } from '../../../input/ids';
import type { Operation } from '../../types';
import { hintsAboutValues, readValuesAfter } from '../formFieldValues';
import { instanceReplay } from '../replay';
import { completeStepDescription } from './description';
import { prepareCompleteStep, type CompleteStepPlan } from './prepare';
import { presentStep } from './present';
import { completeStepReconciliation } from './reconciliation';

/** `POST /instances/{id}/complete_step/`; answers with the updated instance. */
export const completeStep: Operation<CompleteStepPlan> = {
	...completeStepDescription,
	// A step is active only after the one before it, so the items of an instance keep their order.
	orderingKey: (parameter) => String(readId('instance', parameter('instanceId'))),
	prepare: prepareCompleteStep,
	present: (plan, body) =>
		isInstance(body, plan.instanceId) ? presentStep(plan, body) : undefined,
	reconciliation: completeStepReconciliation,
	replay: instanceReplay,
	followUp: readValuesAfter,
	hintsFor: hintsAboutValues,
};
