import type { Failure } from '../../../nodes/NextMatter/api/types';
import { failureDetails, itemTag } from '../../../nodes/NextMatter/run/outcomes';

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
