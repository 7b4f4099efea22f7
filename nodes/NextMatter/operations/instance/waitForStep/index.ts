import type { Operation } from '../../types';
import { hintsAboutValues } from '../formFieldValues';
import { waitForStepDescription } from './description';
import { judge } from './judge';
import { prepareWait, type WaitPlan } from './prepare';

/** `GET /instances/{id}/`, again and again. */
export const waitForStep: Operation<WaitPlan> = {
	...waitForStepDescription,
	prepare: prepareWait,
	// Only asked for an answer that is not the instance, which `poll` has no words for.
	present: () => undefined,
	poll: judge,
	hintsFor: hintsAboutValues,
};
