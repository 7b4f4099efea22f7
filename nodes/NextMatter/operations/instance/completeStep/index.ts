import { isInstance } from '../../../api/instances';
import type { Operation } from '../../types';
import { instancePath } from '../paths';
import { simplifyInstance } from '../simplify';
import { completeStepProperties } from './description';
import { explainByInstance } from './diagnosis';
import { prepareCompleteStep, type CompleteStepPlan } from './prepare';

/** `POST /instances/{id}/complete_step/`; answers with the updated instance. */
export const completeStep: Operation<CompleteStepPlan> = {
	option: {
		name: 'Complete Step',
		value: 'completeStep',
		description: 'Fill in the form fields of an active step, then complete or save it',
		action: 'Complete step in instance',
	},
	properties: completeStepProperties,
	prepare: prepareCompleteStep,
	present({ instanceId, simplify }, body) {
		if (!isInstance(body, instanceId)) return undefined;
		return simplify ? simplifyInstance(body) : body;
	},
	diagnosis: {
		request: ({ instanceId }) => ({ method: 'GET', path: instancePath(instanceId) }),
		explain: explainByInstance,
	},
};
