import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { explainByInstance } from '../../../../../nodes/NextMatter/operations/instance/completeStep/diagnosis';
import { planOf } from '../../../completeStepPlan';

const failure: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
};
const explain = (body: unknown) => explainByInstance(planOf(), failure, body);

describe('explaining a refusal by the instance', () => {
	it('says that the step is not active, and which ones are', () => {
		expect(explain({ id: 9001, active_step_ids: [5002, 5003] })).toEqual({
			...failure,
			message:
				'Step 5001 is not active in instance 9001. Active steps: 5002, 5003. Next Matter said (HTTP 400): No.',
			remedy:
				'A step can only be filled in while it is active. Check the step ID, or wait until the workflow has reached the step; if it was completed before, nothing is left to do.',
			facts: { activeStepIds: [5002, 5003], instanceStatus: 'running' },
		});
	});

	it.each<[string, string]>([
		['completed', 'completed_time'],
		['aborted', 'aborted_time'],
	])('says that the instance is %s', (status, key) => {
		expect(explain({ id: 9001, active_step_ids: [], [key]: '2026-06-16T10:00:00Z' })).toEqual({
			...failure,
			message:
				'Step 5001 is not active in instance 9001. No step is active. Next Matter said (HTTP 400): No.',
			remedy: `The instance is ${status}, so none of its steps can be filled in any more. Check the instance ID.`,
			facts: { activeStepIds: [], instanceStatus: status },
		});
	});

	it.each([403, 404])('keeps the advice of a %d beside its own', (statusCode) => {
		const body = { id: 9001, active_step_ids: [5002] };
		const { message, remedy } = explainByInstance(planOf(), { ...failure, statusCode }, body);
		expect(message).toMatch(/ Next Matter said \(HTTP 40[34]\): No\.$/);
		expect(remedy).toMatch(/^Check the step\. A step can only be filled in while it is active\./);
	});

	it.each<[string[] | undefined, string]>([
		[undefined, 'nothing'],
		[[], 'nothing'],
		[['No.', 'Not now.'], 'No. · Not now.'],
	])('repeats of %j that Next Matter said %s', (apiMessages, said) => {
		const body = { id: 9001, active_step_ids: [] };
		const { message } = explainByInstance(planOf(), { ...failure, apiMessages }, body);
		expect(message.endsWith(`. Next Matter said (HTTP 400): ${said}`)).toBe(true);
	});

	it('adds only the facts when the step is active', () => {
		expect(explain({ id: 9001, active_step_ids: ['5001', 5002] })).toEqual({
			...failure,
			facts: { activeStepIds: [5001, 5002] },
		});
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		['text'],
		[{ detail: 'Not found.' }],
		[{ id: 9002, active_step_ids: [] }],
		[{ id: 9001 }],
		[{ id: 9001, active_step_ids: null }],
	])('adds nothing when the answer is %j', (body) => {
		expect(explain(body)).toBe(failure);
	});
});
