import type { Failure } from '../../../nodes/NextMatter/api/types';
import type { Plan } from '../../../nodes/NextMatter/operations/types';
import { failedOutcome, failureDetails, itemTag } from '../../../nodes/NextMatter/run/outcomes';
import { once } from './fakeOperation';

const failure: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
	details: { instanceId: 9001, stepId: 5001 },
};

describe('failureDetails', () => {
	it('holds everything that is known', () => {
		expect(failureDetails(failure, 3)).toEqual({
			message: 'Next Matter refused',
			description: 'Check the step',
			certainty: 'rejected',
			itemIndex: 3,
			instanceId: 9001,
			stepId: 5001,
			statusCode: 400,
			apiMessages: ['No.'],
		});
	});

	it('has no keys for what is not known', () => {
		const { message, remedy, certainty } = failure;
		expect(Object.keys(failureDetails({ message, remedy, certainty }, 0))).toEqual([
			'message',
			'description',
			'certainty',
			'itemIndex',
		]);
	});

	it('holds a copy of the messages', () => {
		expect(failureDetails(failure, 0).apiMessages).not.toBe(failure.apiMessages);
	});
});

it('counts items as n8n does', () => {
	expect(itemTag(0)).toBe('[item 0]');
});

describe('failedOutcome', () => {
	const begun: Plan['begun'] = {
		message: {
			rejected: 'It was started, but not filled in',
			unknown: 'It was started, and may be filled in',
			'not-sent': 'It was started, but nothing else',
		},
		remedy: 'Fill it in by hand',
	};

	it('adds what the plan is about, of which the failure may know better', () => {
		const plan = { ...once, details: { instanceId: 1, name: 'a' } };
		expect(failedOutcome(plan, failure)).toEqual({
			kind: 'failed',
			failure: { ...failure, details: { instanceId: 9001, name: 'a', stepId: 5001 } },
		});
	});

	it.each([
		['rejected', 'Check the step', 'It was started, but not filled in: Next Matter refused'],
		['unknown', 'Check the step.', 'It was started, and may be filled in: Next Matter refused'],
	] as const)('says first what was begun, and how to go on: %s', (certainty, remedy, message) => {
		const told = failedOutcome({ ...once, begun }, { ...failure, certainty, remedy });
		expect(told.failure).toMatchObject({
			message,
			remedy: 'Check the step. Fill it in by hand',
			certainty,
		});
	});

	it('says only how to go on where there is nothing else to do', () => {
		const told = failedOutcome({ ...once, begun }, { ...failure, remedy: '' });
		expect(told.failure.remedy).toBe('Fill it in by hand');
	});
});
