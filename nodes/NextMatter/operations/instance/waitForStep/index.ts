import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { readNumberWithin } from '../../../input/numbers';
import { instancePath } from '../../paths';
import type { Operation, Plan } from '../../types';
import { waitForStepProperties } from './description';
import { judge } from './judge';

export interface WaitPlan extends Plan {
	readonly instanceId: number;
	readonly waitFor: (typeof GOALS)[number];
	/** 0 when no step is waited for. */
	readonly stepId: number;
	readonly putsOutInTheEnd: boolean;
	readonly simplify: boolean;
}

const GOALS = ['instanceEnded', 'stepActive', 'stepCompleted'] as const;

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
	prepare(parameter) {
		const instanceId = readId('instance', parameter('instanceId'));
		const waitFor = readChoice('Wait For', parameter('waitFor'), GOALS);
		const stepId = waitFor === 'instanceEnded' ? 0 : readId('step', parameter('stepId'));
		const seconds = readNumberWithin('Wait at Most', parameter('waitAtMost'), {
			min: 0,
			max: 86_400,
		});
		return {
			instanceId,
			waitFor,
			stepId,
			patienceMs: seconds * 1000,
			putsOutInTheEnd:
				readChoice('If Time Runs Out', parameter('ifTimeRunsOut'), ['fail', 'putOut']) === 'putOut',
			simplify: readBoolean('Simplify', parameter('simplify')),
			request: {
				method: 'GET',
				path: instancePath(instanceId),
				query: { steps_time_frame: 'true' },
			},
			nature: 'read',
			phrase: `wait for instance ${instanceId}`,
			check: '',
			fieldLabels: [],
			facts: { instanceId, ...(stepId > 0 && { stepId }) },
		};
	},
	// Only asked for an answer that is not the instance, which `watch` has no words for.
	present: () => undefined,
	watch: judge,
};
