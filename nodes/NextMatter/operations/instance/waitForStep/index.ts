import type { Operation } from '../../types';
import { hintsAboutValues } from '../formFieldValues';
import { waitForStepProperties } from './description';
import { judge } from './judge';
import { prepareWait, type WaitPlan } from './prepare';

/** `GET /instances/{id}/`, again and again. */
export const waitForStep: Operation<WaitPlan> = {
	option: {
		name: 'Wait for Step',
		value: 'waitForStep',
		description: 'Wait until a step is active or completed, or until the instance has ended',
		action: 'Wait for step in instance',
	},
	properties: waitForStepProperties,
	options: [],
	prepare: prepareWait,
	// Only asked for an answer that is not the instance, which `poll` has no words for.
	present: () => undefined,
	poll: judge,
	hintsFor: hintsAboutValues,
};
