import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../../../nodes/NextMatter/api/types';
import { completeStepReconciliation } from '../../../../../nodes/NextMatter/operations/instance/completeStep/reconciliation';
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
	completeStepReconciliation.diagnoseRejection(
		planOf({ options: { ifStepNotActive: choice } }),
		failure,
		body,
	);

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
		['completed', 'aborted', 'treatAsDone', 'done'],
		['open', 'running', 'fail', 'failed'],
		['open', 'running', 'treatAsDone', 'failed'],
		['open', 'running', 'wait', 'pending'],
		['open', 'completed', 'treatAsDone', 'failed'],
		['open', 'completed', 'wait', 'failed'],
		['open', 'aborted', 'treatAsDone', 'failed'],
		['open', 'aborted', 'wait', 'failed'],
		['absent', 'running', 'treatAsDone', 'failed'],
		['absent', 'running', 'wait', 'failed'],
		['unknown', 'running', 'treatAsDone', 'done'],
		['unknown', 'running', 'wait', 'pending'],
		['unknown', 'completed', 'treatAsDone', 'done'],
		['unknown', 'aborted', 'treatAsDone', 'failed'],
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
	it.each<Choice>(['treatAsDone', 'wait'])(
		'could be completed, so the refusal stays as it is: %s',
		(choice) => {
			const body = { id: 9001, active_step_ids: ['5001', 5002], last_updated_time: TIME };
			expect(review(body, choice)).toEqual({
				kind: 'notDone',
				failure: { ...refusal, details: { activeStepIds: [5001, 5002] } },
			});
		},
	);
});

it('a step that is not active is explained', () => {
	expect(review(inactive('open'))).toMatchObject({
		failure: {
			message: expect.stringMatching(
				/: it has not been completed yet\. Active steps: 5002, 5003\./,
			),
			details: { activeStepIds: [5002, 5003], instanceStatus: 'running', stepCompleted: false },
		},
	});
});

it.each<[unknown]>([
	[undefined],
	[{ id: 9002, active_step_ids: [] }],
	[{ id: 9001, active_step_ids: null }],
])('a refusal stays what it is when the answer is %j', (body) => {
	for (const choice of CHOICES) {
		expect(review(body, choice)).toEqual({ kind: 'failed', failure: refusal });
	}
});
