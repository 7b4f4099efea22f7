import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { completeStepWitness } from '../../../../../nodes/NextMatter/operations/instance/completeStep/witness';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { planOf } from '../../../completeStepPlan';

const TIME = '2026-06-16T10:00:00Z';
const refusal: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
};

type Choice = 'fail' | 'treatAsDone' | 'wait';
const CHOICES: readonly Choice[] = ['fail', 'treatAsDone', 'wait'];
const review = (body: unknown, choice: Choice = 'fail', failure = refusal) =>
	completeStepWitness.review(planOf({ options: { ifStepNotActive: choice } }), failure, body);

const STEPS: Readonly<Record<string, IDataObject[]>> = {
	completed: [{ id: 5001, completed_time: TIME }],
	open: [{ id: 5001, completed_time: null }],
	absent: [{ id: 5002, completed_time: null }],
	unknown: [{ id: 5001 }],
};
const STATUSES: Readonly<Record<string, IDataObject>> = {
	running: {},
	completed: { completed_time: TIME },
	aborted: { aborted_time: TIME },
};
const inactive = (completion: string, status = 'running'): IDataObject => ({
	id: 9001,
	active_step_ids: [5002, 5003],
	process_snapshot: { steps: STEPS[completion] },
	...STATUSES[status],
});

describe('what becomes of a step that is not active', () => {
	it.each<[string, string, Choice, string]>([
		['completed', 'running', 'fail', 'failed'],
		['completed', 'running', 'treatAsDone', 'done'],
		['completed', 'running', 'wait', 'failed'],
		['completed', 'completed', 'treatAsDone', 'done'],
		['completed', 'completed', 'wait', 'failed'],
		['completed', 'aborted', 'treatAsDone', 'done'],
		['open', 'running', 'fail', 'failed'],
		['open', 'running', 'treatAsDone', 'failed'],
		['open', 'running', 'wait', 'later'],
		['open', 'completed', 'treatAsDone', 'failed'],
		['open', 'completed', 'wait', 'failed'],
		['open', 'aborted', 'treatAsDone', 'failed'],
		['open', 'aborted', 'wait', 'failed'],
		['absent', 'running', 'fail', 'failed'],
		['absent', 'running', 'treatAsDone', 'failed'],
		['absent', 'running', 'wait', 'failed'],
		['absent', 'completed', 'treatAsDone', 'failed'],
		['unknown', 'running', 'fail', 'failed'],
		['unknown', 'running', 'treatAsDone', 'done'],
		['unknown', 'running', 'wait', 'later'],
		['unknown', 'completed', 'treatAsDone', 'done'],
		['unknown', 'completed', 'wait', 'failed'],
		['unknown', 'aborted', 'treatAsDone', 'failed'],
		['unknown', 'aborted', 'wait', 'failed'],
	])('%s, in an instance that is %s, with "%s": %s', (completion, status, choice, kind) => {
		expect(review(inactive(completion, status), choice).kind).toBe(kind);
	});

	it.each([
		['completed', 'already_completed'],
		['unknown', 'not_active'],
	])('when %s is put out as %s', (completion, mark) => {
		const instance = inactive(completion);
		expect(review(instance, 'treatAsDone')).toEqual({
			kind: 'done',
			json: { ...simplifyInstance(instance), step_outcome: mark },
		});
	});
});

describe('a step that is active', () => {
	it.each(CHOICES)('could be completed, so the refusal stays as it is: %s', (choice) => {
		const body = { id: 9001, active_step_ids: ['5001', 5002], last_updated_time: TIME };
		expect(review(body, choice)).toEqual({
			kind: 'open',
			failure: { ...refusal, facts: { activeStepIds: [5001, 5002] } },
		});
	});
});

describe('explaining that a step is not active', () => {
	const explain = (body: IDataObject, failure = refusal) => {
		const verdict = review(body, 'fail', failure);
		return verdict.kind === 'failed' ? verdict.failure : undefined;
	};

	it.each<[string, string, RegExp, boolean | undefined]>([
		[
			'completed',
			'Step 5001 is not active in instance 9001: it has already been completed',
			/^Nothing is left to do for this step\. Set the option "If the Step Is Not Active" to "Treat as Done" if that is fine\.$/,
			true,
		],
		[
			'open',
			'Step 5001 is not active in instance 9001: it has not been completed yet',
			/^A step can only be filled in while it is active\. Wait .* set to "Wait Until Active"\.$/,
			false,
		],
		[
			'absent',
			'Step 5001 is not active in instance 9001: its workflow seems to have no such step',
			/^Check the step ID and the instance ID\.$/,
			false,
		],
		[
			'unknown',
			'Step 5001 is not active in instance 9001',
			/^A step can only be filled in while it is active\. Check the step ID, or wait/,
			undefined,
		],
	])('when it is %s', (completion, what, advice, stepCompleted) => {
		expect(explain(inactive(completion))).toEqual({
			...refusal,
			message: `${what}. Active steps: 5002, 5003. Next Matter said (HTTP 400): No.`,
			remedy: expect.stringMatching(advice),
			facts: {
				activeStepIds: [5002, 5003],
				instanceStatus: 'running',
				...(stepCompleted !== undefined && { stepCompleted }),
			},
		});
	});

	it.each(['completed', 'aborted'])('in an instance that is %s', (status) => {
		const advice = `The instance is ${status}, so none of its steps can be filled in any more. Check the instance ID.`;
		for (const completion of ['completed', 'open', 'unknown']) {
			const failure = explain({ ...inactive(completion, status), active_step_ids: [] });
			expect(failure?.remedy).toBe(advice);
			expect(failure?.message).toMatch(
				/\. No step is active\. Next Matter said \(HTTP 400\): No\.$/,
			);
			expect(failure?.facts).toMatchObject({ activeStepIds: [], instanceStatus: status });
		}
		expect(explain(inactive('absent', status))?.remedy).toBe(
			'Check the step ID and the instance ID.',
		);
	});

	it.each([403, 404])('keeps the advice of a %d beside its own', (statusCode) => {
		const failure = explain(inactive('unknown'), { ...refusal, statusCode });
		expect(failure?.message).toMatch(` Next Matter said (HTTP ${statusCode}): No.`);
		expect(failure?.remedy).toMatch(
			/^Check the step\. A step can only be filled in while it is active\./,
		);
	});

	it.each<[string[] | undefined, string]>([
		[undefined, 'nothing'],
		[[], 'nothing'],
		[['', ' '], '·'],
		[['No.', 'Not now.'], 'No. · Not now.'],
	])('repeats of %j that Next Matter said %s', (apiMessages, said) => {
		const failure = explain(inactive('unknown'), { ...refusal, apiMessages });
		expect(failure?.message.endsWith(`. Next Matter said (HTTP 400): ${said}`)).toBe(true);
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
])('a refusal stays what it is when the answer is %j', (body) => {
	for (const choice of CHOICES) {
		expect(review(body, choice)).toEqual({ kind: 'failed', failure: refusal });
	}
});
