import { isInstance } from '../../../api/instances';
import type { Operation } from '../../types';
import { instanceReplay } from '../replay';
import { presentInstance } from '../simplify';
import { createOptions, createProperties } from './description';
import { prepareCreate, type CreatePlan } from './prepare';

/** `POST /instances/`; answers with the new instance. No read can tell whether one was started. */
export const create: Operation<CreatePlan> = {
	option: {
		name: 'Create',
		value: 'create',
		description: 'Start a new instance of a workflow',
		action: 'Create instance',
	},
	properties: createProperties,
	options: createOptions,
	prepare: prepareCreate,
	present: ({ simplify }, body) => (isInstance(body) ? presentInstance(body, simplify) : undefined),
	replay: instanceReplay,
	underAnotherKey: 'isToBeProven',
};
