import type { IDataObject } from 'n8n-workflow';
import type { CheckResult } from '../../../../../nodes/NextMatter/operations/types';
import type { WaitPlan } from '../../../../../nodes/NextMatter/operations/instance/waitForStep/prepare';
import { judge } from '../../../../../nodes/NextMatter/operations/instance/waitForStep/judge';
import { simplifyInstance } from '../../../../../nodes/NextMatter/operations/instance/simplify';
import { instance as base } from '../../../replies';

type Goal = WaitPlan['waitFor'];
const TIME = '2026-06-16T10:00:00Z';

const planOf = (waitFor: Goal, changes: Partial<WaitPlan> = {}): WaitPlan => ({
	instanceId: 9001,
	waitFor,
	stepId: waitFor === 'instanceEnded' ? 0 : 5001,
	pollTimeoutMs: 1000,
	putsOutInTheEnd: false,
	simplify: false,
	request: { method: 'GET', path: '/instances/9001/' },
	idempotency: 'safe',
	action: 'wait',
	howToVerify: '',
	fieldLabels: [],
	details: {},
	...changes,
});

/** What the snapshot says of step 5001. */
const SNAPSHOTS: Readonly<Record<string, IDataObject[] | null>> = {
	completed: [{ id: 5001, completed_time: TIME }],
	open: [{ id: 5001, completed_time: null }],
	absent: [{ id: 5002, completed_time: null }],
	unknown: null,
};
const STATUSES: Readonly<Record<string, IDataObject>> = {
	running: {},
	completed: { completed_time: TIME },
	aborted: { aborted_time: TIME },
};
const instanceOf = (status: string, step: string, active: unknown = [5002]): IDataObject => ({
	...base,
	...STATUSES[status],
	active_step_ids: active as number[],
	process_snapshot: SNAPSHOTS[step] && { steps: SNAPSHOTS[step] },
});
const toFailure = (result: CheckResult | undefined) =>
	result && 'failure' in result ? result.failure : undefined;
/** `done: active`, `pending`, or `failed: why`. */
const tell = (result: CheckResult | undefined): string => {
	if (result?.kind === 'done') {
		return `done: ${String((result.json as IDataObject).wait_outcome)}`;
	}
	if (result?.kind !== 'failed') return String(result?.kind);
	return `failed: ${result.failure.message.split(': ').slice(1).join(': ')}`;
};
const isStopped = 'failed: instance 9001 is aborted';
const isCompleted = 'failed: instance 9001 is completed';
const noSuchStep = 'failed: its workflow seems to have no such step';

describe('whoever waits for a step to be active', () => {
	it.each<[string, string, number[], string]>([
		['running', 'open', [5001], 'done: active'],
		['running', 'completed', [5001, 5002], 'done: active'],
		['running', 'absent', [5001], 'done: active'],
		['running', 'open', [5002], 'pending'],
		['running', 'completed', [5002], 'failed: it has already been completed'],
		['running', 'absent', [5002], noSuchStep],
		['completed', 'completed', [], 'failed: it has already been completed'],
		['completed', 'open', [], isCompleted],
		['completed', 'absent', [], noSuchStep],
		// What a stopped instance has left behind cannot be filled in any more.
		['aborted', 'open', [5001], isStopped],
		['completed', 'unknown', [5001], isCompleted],
	])('in a %s instance, with the step %s and %j active: %#', (status, step, active, expected) => {
		expect(tell(judge(planOf('stepActive'), instanceOf(status, step, active)))).toBe(expected);
	});
});

describe('whoever waits for a step to be completed', () => {
	it.each<[string, string, number[], string]>([
		['running', 'completed', [5002], 'done: completed'],
		['completed', 'completed', [], 'done: completed'],
		['aborted', 'completed', [], 'done: completed'],
		// A routing has led back to it.
		['running', 'completed', [5001], 'pending'],
		['running', 'open', [], 'pending'],
		['running', 'unknown', [5002], 'pending'],
		['running', 'absent', [], noSuchStep],
		['completed', 'open', [], isCompleted],
	])('in a %s instance, with the step %s and %j active: %#', (status, step, active, expected) => {
		expect(tell(judge(planOf('stepCompleted'), instanceOf(status, step, active)))).toBe(expected);
	});

	it.each([
		['running', 'pending'],
		['completed', 'failed'],
	])('is not reported as missed where a %s instance does not show it: %s', (status, kind) => {
		const result = judge(planOf('stepCompleted'), instanceOf(status, 'unknown'));
		expect(result?.kind).toBe(kind);
		expect(toFailure(result)).toMatchObject({
			message: expect.stringMatching(
				/^Next Matter does not show whether step 5001 of instance 9001 is completed: /,
			),
			remedy: 'Wait for the step after it to be active instead, or for the instance to end',
			certainty: 'rejected',
		});
	});
});

describe('whoever waits for the end', () => {
	it.each([
		['running', 'pending'],
		['completed', 'done: completed'],
		['aborted', 'done: aborted'],
	])('of a %s instance: %s', (status, expected) => {
		// Steps do not matter, not even those that are not there.
		for (const step of Object.keys(SNAPSHOTS)) {
			expect(tell(judge(planOf('instanceEnded'), instanceOf(status, step, [])))).toBe(expected);
		}
	});
});

describe('what a wait puts out', () => {
	const active = instanceOf('running', 'open', [5001]);

	it('is the instance, simplified or not, with how it ended', () => {
		expect(judge(planOf('stepActive'), active)).toEqual({
			kind: 'done',
			json: { ...active, wait_outcome: 'active' },
		});
		expect(judge(planOf('stepActive', { simplify: true }), active)).toEqual({
			kind: 'done',
			json: { ...simplifyInstance(active), wait_outcome: 'active' },
		});
	});

	it('is kept for the end of time, if that is no failure', () => {
		const waiting = instanceOf('running', 'open');
		expect(judge(planOf('stepActive', { putsOutInTheEnd: true }), waiting)).toMatchObject({
			kind: 'pending',
			json: { id: 9001, wait_outcome: 'timed_out' },
		});
		expect(judge(planOf('stepActive'), waiting)).not.toHaveProperty('json');
	});

	it('is nothing when it can never be, even then', () => {
		const plan = planOf('stepActive', { putsOutInTheEnd: true });
		expect(judge(plan, instanceOf('aborted', 'open', []))).not.toHaveProperty('json');
	});
});

describe('what a wait says', () => {
	it.each<[Goal, unknown, string]>([
		[
			'stepActive',
			[5002, '5003'],
			'Step 5001 is not active in instance 9001: the instance is running, and its active steps are: 5002, 5003',
		],
		[
			'stepCompleted',
			[],
			'Step 5001 is not completed in instance 9001: the instance is running, with no active steps',
		],
		[
			'instanceEnded',
			null,
			'Instance 9001 has not ended: the instance is running, with no active steps',
		],
	])('while it waits for %s, with %j active', (goal, active, message) => {
		expect(judge(planOf(goal), instanceOf('running', 'open', active))).toEqual({
			kind: 'pending',
			failure: {
				message,
				remedy: 'Wait longer, or check what the instance is waiting for',
				certainty: 'rejected',
				details: {
					activeStepIds: Array.isArray(active) ? active.map(Number) : [],
					instanceStatus: 'running',
				},
			},
		});
	});

	it('when it can never be', () => {
		expect(judge(planOf('stepCompleted'), instanceOf('aborted', 'open', []))).toEqual({
			kind: 'failed',
			failure: {
				message: 'Step 5001 is not completed in instance 9001: instance 9001 is aborted',
				remedy: 'Check the step ID and the instance ID',
				certainty: 'rejected',
				details: { activeStepIds: [], instanceStatus: 'aborted' },
			},
		});
	});
});

it.each<[unknown]>([[undefined], [{ id: 9002 }]])(
	'an answer that is not the instance is not judged: %j',
	(body) => {
		expect(judge(planOf('stepActive'), body)).toBeUndefined();
	},
);
