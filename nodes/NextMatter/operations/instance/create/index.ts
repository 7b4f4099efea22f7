import { isInstance } from '../../../api/instance/instance';
import type { Operation } from '../../types';
import { instanceReplay } from '../replay';
import { presentInstance } from '../simplify';
import { createDescription } from './description';
import { createWithForm, fillsIn, refuseOther } from './withForm';
import { prepareCreate, type CreatePlan } from './prepare';
import { readStarted } from './started';

/** `POST /instances/`; answers with the new instance. No read can tell whether one was started. */
export const create: Operation<CreatePlan> = {
	...createDescription,
	variant: (parameter) => (fillsIn(parameter('mode')) ? createWithForm : create),
	prepare(parameter, itemContext) {
		refuseOther(parameter('mode'), false);
		return prepareCreate(parameter, itemContext);
	},
	// Without its ID nobody could go on with it, and nothing says that there is one.
	present: ({ simplify, workflowId }, body) =>
		isInstance(body) && readStarted(body, workflowId) ? presentInstance(body, simplify) : undefined,
	replay: instanceReplay,
	underAnotherKey: 'isToBeProven',
};
