import type { Keying } from '../../../formFields/fieldValues';
import { readBoolean, readChoice } from '../../../input/choices';
import { readId } from '../../../input/ids';
import { readNumberWithin } from '../../../input/numbers';
import { instancePath } from '../../../api/paths';
import type { ParameterReader, Plan } from '../../types';
import { readKeying, WITH_VALUES } from '../formFieldValues';

export interface WaitPlan extends Plan {
	readonly instanceId: number;
	readonly waitFor: (typeof GOALS)[number];
	/** 0 when no step is waited for. */
	readonly stepId: number;
	readonly putsOutInTheEnd: boolean;
	readonly simplify: boolean;
	readonly keying?: Keying;
}

const GOALS = ['instanceEnded', 'stepActive', 'stepCompleted'] as const;

/** Reads what was typed for one item. @throws InputError */
export function prepareWait(parameter: ParameterReader): WaitPlan {
	const instanceId = readId('instance', parameter('instanceId'));
	const waitFor = readChoice('Wait For', parameter('waitFor'), GOALS);
	const stepId = waitFor === 'instanceEnded' ? 0 : readId('step', parameter('stepId'));
	const keying = readKeying(parameter);
	const seconds = readNumberWithin('Wait at Most (Seconds)', parameter('waitAtMost'), {
		min: 0,
		max: 86_400,
	});
	return {
		instanceId,
		waitFor,
		stepId,
		pollTimeoutMs: seconds * 1000,
		putsOutInTheEnd:
			readChoice('On Timeout', parameter('ifTimeRunsOut'), ['fail', 'putOut']) === 'putOut',
		...(keying && { keying }),
		simplify: readBoolean('Simplify', parameter('simplify')),
		request: {
			method: 'GET',
			path: instancePath(instanceId),
			query: { steps_time_frame: 'true', ...(keying && WITH_VALUES) },
		},
		idempotency: 'safe',
		action: `wait for instance ${instanceId}`,
		subject: { kind: 'instance', id: instanceId },
		howToVerify: '',
		fieldLabels: [],
		details: { instanceId, ...(stepId > 0 && { stepId }) },
	};
}
