import {
	continueStart,
	createWithForm,
	prepareStart,
} from '../../../../../nodes/NextMatter/operations/instance/create/withForm';
import { PARAMETERS } from '../../../completeStepPlan';
import { itemContextIn } from '../../../itemContext';
import { refusalOf } from '../../../inputErrorOf';
import { planFor } from '../../../planFor';

const planOf = (changes: object = {}) =>
	planFor(createWithForm, {
		...PARAMETERS,
		workflowId: 120,
		stepId: { __rl: true, mode: 'id', value: '' },
		...changes,
	});
const started = (...active: number[]) => ({ id: 7, active_step_ids: active });

describe('the first step of an instance that was just started', () => {
	it('is the only one that is active, or the one that was chosen', () => {
		const { plan, failure } = continueStart(planOf(), started(5001));
		expect(failure).toBeUndefined();
		expect(plan).toMatchObject({
			instanceId: 7,
			stepId: 5001,
			request: {
				path: '/instances/7/complete_step/',
				body: { step_id: 5001, mode: 'complete', actions: [{ action_id: 50222 }, {}] },
			},
			details: { workflowId: 120, instanceId: 7, stepId: 5001 },
		});
		expect(continueStart(planOf({ stepId: 5002 }), started(5001, 5002)).plan.stepId).toBe(5002);
	});

	it.each([
		[[5001, 5002], /^Several steps are active \(5001, 5002\)/, 'Choose the step in "First Step"'],
		[[], /^Next Matter names no active step$/, /"First Step".*"Wait Until Active"$/],
	])('is not guessed where %j are active', (active, message, remedy) => {
		const { plan, failure } = continueStart(planOf(), started(...active));
		expect(failure).toEqual({
			message: expect.stringMatching(message),
			remedy: expect.stringMatching(remedy),
			certainty: 'not-sent',
			details: { activeStepIds: active },
		});
		expect(plan).toMatchObject({ instanceId: 7, details: { instanceId: 7 } });
	});

	it('is not looked for where nothing was started', () => {
		const plan = planOf();
		expect(continueStart(plan, { detail: 'No.' })).toEqual({ plan });
	});

	it('is named in the request, whatever else is in it', () => {
		const plan = planOf();
		const { method, path } = plan.request;
		const next = continueStart({ ...plan, request: { method, path } }, started(5001)).plan;
		expect(next.request.body).toEqual({ step_id: 5001 });
	});

	it('is not left open by an expression that comes to nothing', () => {
		const parameters: Readonly<Record<string, unknown>> = {
			...PARAMETERS,
			workflowId: 120,
			stepId: '',
		};
		const prepare = (stepId: string) =>
			prepareStart((name) => parameters[name], {
				...itemContextIn('UTC'),
				saved: { stepId },
			});
		expect(prepare('')).not.toHaveProperty('chosenStepId');
		expect(refusalOf(() => prepare('={{ $json.step }}')).message).toMatch(/first step/);
	});
});
