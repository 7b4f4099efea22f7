import { isInstance } from '../../../api/instances';
import { readId } from '../../../input/ids';
import type { Operation } from '../../types';
import { hintsAboutValues, readValuesAfter } from '../formFieldValues';
import { instanceReplay } from '../replay';
import { presentInstance } from '../simplify';
import { completeStepOptions, completeStepProperties } from './description';
import { prepareCompleteStep, type CompleteStepPlan } from './prepare';
import { completeStepWitness } from './witness';

/** `POST /instances/{id}/complete_step/`; answers with the updated instance. */
export const completeStep: Operation<CompleteStepPlan> = {
	option: {
		name: 'Complete Step',
		value: 'completeStep',
		description: 'Fill in the form fields of an active step, then complete or save it',
		action: 'Complete step in instance',
	},
	properties: completeStepProperties,
	options: completeStepOptions,
	// A step is active only after the one before it, so the items of an instance keep their order.
	lane: (parameter) => String(readId('instance', parameter('instanceId'))),
	prepare: prepareCompleteStep,
	present: ({ instanceId, simplify }, body) =>
		isInstance(body, instanceId) ? presentInstance(body, simplify) : undefined,
	witness: completeStepWitness,
	replay: instanceReplay,
	followUp: readValuesAfter,
	hintsFor: hintsAboutValues,
};
