import type { Certainty, Failure } from '../../../nodes/NextMatter/api/types';
import { InputError } from '../../../nodes/NextMatter/input/inputError';
import {
	failureDetails,
	toFailure,
	itemTag,
	toOutputItems,
} from '../../../nodes/NextMatter/run/outcomes';

const failure: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
	details: { instanceId: 9001, stepId: 5001 },
};

describe('toFailure', () => {
	it.each<[Certainty]>([['not-sent'], ['unknown']])(
		'keeps the words of a refusal: %s',
		(certainty) => {
			expect(toFailure(new InputError('It is empty', 'Fill it in'), certainty)).toEqual({
				message: 'It is empty',
				remedy: 'Fill it in',
				certainty,
			});
		},
	);

	it('says what to check after an error before anything was sent', () => {
		expect(toFailure(new Error('x is undefined'), 'not-sent')).toEqual({
			message: 'x is undefined',
			remedy: 'Check the parameters of this node and their expressions',
			certainty: 'not-sent',
		});
	});

	it('warns of running again after an error when something may have been sent', () => {
		const { remedy, certainty } = toFailure(new Error('x is undefined'), 'unknown');
		expect(certainty).toBe('unknown');
		expect(remedy).toMatch(/^Whether it was done is not known\. Check the instance/);
	});

	it.each<[unknown]>([['text'], [undefined], [null], [{ message: 'no error' }], [new Error('')]])(
		'has a message for %p',
		(error) => {
			expect(toFailure(error, 'unknown').message).toBe('Something went wrong');
		},
	);
});

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

describe('toOutputItems', () => {
	it('puts out what was done, paired with its item', () => {
		expect(toOutputItems({ kind: 'done', json: { id: 9001 } }, 2)).toEqual([
			{ json: { id: 9001 }, pairedItem: { item: 2 } },
		]);
	});

	it('puts out a failure in the one shape that n8n takes for an error item', () => {
		expect(toOutputItems({ kind: 'failed', failure }, 2)).toEqual([
			{
				json: {
					error: 'Next Matter refused [item 2]',
					details: failureDetails(failure, 2),
				},
				pairedItem: { item: 2 },
			},
		]);
	});

	it('puts out several, each paired with the item that they come from', () => {
		expect(toOutputItems({ kind: 'done', json: [{ id: 1 }, { id: 2 }] }, 2)).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 2 } },
			{ json: { id: 2 }, pairedItem: { item: 2 } },
		]);
		expect(toOutputItems({ kind: 'done', json: [] }, 2)).toEqual([]);
	});
});

it('counts items as n8n does', () => {
	expect(itemTag(0)).toBe('[item 0]');
});
