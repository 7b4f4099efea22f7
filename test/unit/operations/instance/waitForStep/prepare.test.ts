import { waitForStep } from '../../../../../nodes/NextMatter/operations/instance/waitForStep';
import { planFor } from '../../../planFor';
import { refusalOf } from '../../../inputErrorOf';
import { instance } from '../../../replies';

const planOf = (changes: Readonly<Record<string, unknown>> = {}) => {
	const parameters = {
		instanceId: '9001',
		waitFor: 'stepActive',
		stepId: '5001',
		waitAtMost: 300,
		ifTimeRunsOut: 'fail',
		simplify: true,
	};
	return planFor(waitForStep, { ...parameters, ...changes });
};

describe('waiting for a step', () => {
	it('reads the instance with the times of its steps', () => {
		expect(planOf()).toEqual({
			instanceId: 9001,
			waitFor: 'stepActive',
			stepId: 5001,
			pollTimeoutMs: 300_000,
			putsOutInTheEnd: false,
			simplify: true,
			request: { method: 'GET', path: '/instances/9001/', query: { steps_time_frame: 'true' } },
			idempotency: 'safe',
			action: 'wait for instance 9001',
			subject: { kind: 'instance', id: 9001 },
			howToVerify: '',
			fieldLabels: [],
			details: { instanceId: 9001, stepId: 5001 },
		});
	});

	it.each<[unknown]>([[undefined], ['5001']])('needs no step to wait for the end: %j', (stepId) => {
		const plan = planOf({ waitFor: 'instanceEnded', stepId });
		expect(plan.stepId).toBe(0);
		expect(plan.details).toEqual({ instanceId: 9001 });
	});

	it('may read only once', () => {
		expect(planOf({ waitAtMost: 0 }).pollTimeoutMs).toBe(0);
	});

	it('reads the values with it if they are wanted', () => {
		const plan = planOf({ formFieldValues: 'byName' });
		expect(plan.keying).toBe('byName');
		expect(plan.request.query).toEqual({ inject_values: 'true', steps_time_frame: 'true' });
	});

	it('can put out the instance when time runs out', () => {
		expect(planOf({ ifTimeRunsOut: 'putOut' }).putsOutInTheEnd).toBe(true);
	});

	it.each<[string, unknown, string]>([
		['instanceId', '', 'The ID of the instance is missing'],
		['waitFor', 'stepOpen', '\'Wait For\' is "stepOpen", which is not one of its values'],
		['stepId', '', 'The ID of the step is missing'],
		['waitAtMost', -1, "'Wait at Most (Seconds)' is -1, which is not a number from 0 to 86400"],
		['ifTimeRunsOut', 'wait', '\'On Timeout\' is "wait", which is not one of its values'],
		['simplify', 'x', '\'Simplify\' is "x", which is not one of its values'],
	])('refuses the %s %j', (name, value, message) => {
		expect(refusalOf(() => planOf({ [name]: value })).message).toContain(message);
	});

	it('keeps no order of items, since all wait side by side', () => {
		expect(waitForStep.orderingKey).toBeUndefined();
	});

	it('has no other output than what it judges', () => {
		expect(waitForStep.present(planOf(), instance)).toBeUndefined();
		const active = { ...instance, active_step_ids: [5001] };
		expect(waitForStep.poll?.(planOf(), active)).toMatchObject({ kind: 'done' });
	});
});
