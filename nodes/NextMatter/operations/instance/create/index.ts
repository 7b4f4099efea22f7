import { isInstance } from '../../../api/instance/instance';
import type { Operation } from '../../types';
import { instanceReplay } from '../replay';
import { presentInstance } from '../simplify';
import { createDescription } from './description';
import { createWithForm, fillsIn } from './withForm';
import { prepareCreate, type CreatePlan } from './prepare';

/** `POST /instances/`; answers with the new instance. No read can tell whether one was started. */
export const create: Operation<CreatePlan> = {
	...createDescription,
	variant: (parameter) => (fillsIn(parameter('mode')) ? createWithForm : create),
	prepare: prepareCreate,
	present: ({ simplify }, body) => (isInstance(body) ? presentInstance(body, simplify) : undefined),
	replay: instanceReplay,
	underAnotherKey: 'isToBeProven',
};
