import type { IDataObject } from 'n8n-workflow';
import type { Completion } from '../../../../../nodes/NextMatter/api/instance/stepCompletion';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { explainInactive } from '../../../../../nodes/NextMatter/operations/instance/completeStep/explain';
import { planOf } from '../../../completeStepPlan';

const TIME = '2026-06-16T10:00:00Z';
const refusal: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
};
const STATUSES: Readonly<Record<string, { instance: IDataObject }>> = {
	completed: { instance: { completed_time: TIME } },
	aborted: { instance: { aborted_time: TIME } },
};

interface Shown {
	readonly instance?: IDataObject;
	readonly active?: readonly number[];
	readonly refusal?: Failure;
}
const explain = (completion: Completion, shown: Shown = {}) => {
	const { instance = {}, active = [5002, 5003] } = shown;
	return explainInactive(planOf(), shown.refusal ?? refusal, { instance, active, completion });
};

describe('explaining that a step is not active', () => {
	it.each<[Completion, string, string, boolean | undefined]>([
		[
			'completed',
			'Step 5001 is not active in instance 9001: it has already been completed',
			"Nothing is left to do for this step. If that is fine, set the option 'If the Step Is Not Active' to Treat as Done.",
			true,
		],
		[
			'open',
			'Step 5001 is not active in instance 9001: it has not been completed yet',
			"A step can only be filled in while it is active. Wait until the workflow has reached the step, for example by setting the option 'If the Step Is Not Active' to Wait Until Active.",
			false,
		],
		[
			'absent',
			'Step 5001 is not active in instance 9001: its workflow seems to have no such step',
			'Check the step ID and the instance ID.',
			false,
		],
		[
			'unknown',
			'Step 5001 is not active in instance 9001',
			'A step can only be filled in while it is active. Check the step ID, or wait until the workflow has reached the step; if it was completed before, nothing is left to do.',
			undefined,
		],
	])('when it is %s', (completion, what, remedy, stepCompleted) => {
		expect(explain(completion)).toEqual({
			...refusal,
			message: `${what}. Active steps: 5002, 5003. Next Matter said (HTTP 400): No.`,
			remedy,
			details: {
				activeStepIds: [5002, 5003],
				instanceStatus: 'running',
				...(stepCompleted !== undefined && { stepCompleted }),
			},
		});
	});

	it.each(['completed', 'aborted'])('in an instance that is %s', (status) => {
		const advice = `The instance is ${status}, so its steps can no longer be filled in. Check the instance ID.`;
		for (const completion of ['completed', 'open', 'unknown'] as const) {
			const failure = explain(completion, { ...STATUSES[status], active: [] });
			expect(failure.remedy).toBe(advice);
			expect(failure.message).toMatch(
				/\. No step is active\. Next Matter said \(HTTP 400\): No\.$/,
			);
			expect(failure.details).toMatchObject({ activeStepIds: [], instanceStatus: status });
		}
		expect(explain('absent', STATUSES[status]).remedy).toBe(
			'Check the step ID and the instance ID.',
		);
	});

	it('names the only active step', () => {
		expect(explain('open', { active: [5002] }).message).toContain('. Active steps: 5002. ');
	});

	it('keeps the advice of a 403 beside its own', () => {
		const failure = explain('unknown', { refusal: { ...refusal, statusCode: 403 } });
		expect(failure.message).toContain(' Next Matter said (HTTP 403): No.');
		expect(failure.remedy).toMatch(
			/^Check the step\. A step can only be filled in while it is active\./,
		);
	});

	it('does not put the page of a proxy into the mouth of Next Matter', () => {
		const page = { ...refusal, statusCode: 404, isFromIntermediary: true } as const;
		expect(explain('unknown', { refusal: page }).message).toMatch(
			/\. Something between n8n and Next Matter said \(HTTP 404\): No\.$/,
		);
	});

	it('says of a step that nothing was sent for only what was read', () => {
		const { message, remedy } = explain('unknown', {
			refusal: { ...refusal, statusCode: undefined },
		});
		expect(message).toBe('Step 5001 is not active in instance 9001. Active steps: 5002, 5003');
		expect(remedy).toMatch(/^A step can only be filled in while it is active\./);
	});

	it.each<[string[] | undefined, string]>([
		[undefined, 'nothing'],
		[['', ' '], '·'],
		[['No.', 'Not now.'], 'No. · Not now.'],
	])('repeats of %j that Next Matter said %s', (apiMessages, said) => {
		const failure = explain('unknown', { refusal: { ...refusal, apiMessages } });
		expect(failure.message.endsWith(`. Next Matter said (HTTP 400): ${said}`)).toBe(true);
	});
});
