import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure, FailureCause } from '../../../../nodes/NextMatter/api/types';
import { toNodeError } from '../../../../nodes/NextMatter/run/output/nodeErrors';
import { failureDetails, type Outcome } from '../../../../nodes/NextMatter/run/outcomes';
import { node } from '../fakeContext';

const refused: Failure = {
	message: 'Next Matter refused',
	remedy: 'Check the step',
	certainty: 'rejected',
	statusCode: 400,
	apiMessages: ['No.'],
	details: { instanceId: 9001 },
};
const notSent: Failure = { message: 'It is empty', remedy: 'Fill it in', certainty: 'not-sent' };
const unknown: Failure = { message: 'No answer', remedy: 'Look first.', certainty: 'unknown' };
const range = (length: number) => Array.from({ length }, (_, index) => index);

/** Outcomes of so many items, all refused but these. */
function outcomes(done: readonly number[], unsettled: readonly number[] = []): Outcome[] {
	return range(40).map((index) =>
		done.includes(index)
			? { kind: 'done', json: {} }
			: { kind: 'failed', failure: unsettled.includes(index) ? unknown : refused },
	);
}

describe('toNodeError', () => {
	it.each([
		['Fill it in', 'Fill it in.'],
		['Fill it in. Then run it again', 'Fill it in. Then run it again.'],
	])('ends the remedy %j as a sentence', (remedy, expected) => {
		expect(
			toNodeError(node, { ...notSent, remedy }, { itemIndex: 0, outcomes: [] }).description,
		).toBe(expected);
	});

	it('is about the node itself when nothing was sent and nobody answered', () => {
		const error = toNodeError(node, notSent, { itemIndex: 0, outcomes: [] });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.messages).toEqual([]);
	});

	it('is about the API when it answered', () => {
		const error = toNodeError(node, refused, { itemIndex: 0, outcomes: [] });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '400', messages: ['No.'] });
	});

	it('is about the API when nobody knows', () => {
		const error = toNodeError(node, unknown, { itemIndex: 0, outcomes: [] });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: null });
	});

	it('is about the API when it answered before the request was sent', () => {
		expect(
			toNodeError(node, { ...notSent, statusCode: 502 }, { itemIndex: 0, outcomes: [] }),
		).toBeInstanceOf(NodeApiError);
	});

	it.each<[string, Failure]>([
		['refused', refused],
		['not sent', notSent],
	])('says what happened, to which item, and all details: %s', (_what, failure) => {
		const error = toNodeError(node, failure, { itemIndex: 3, outcomes: outcomes([0, 2], [3, 5]) });
		expect(error.message).toBe(`2 of 40 items are done. ${failure.message} [item 3]`);
		expect(error.node).toBe(node);
		expect(error.context).toMatchObject({
			itemIndex: 3,
			data: { ...failureDetails(failure, 3), itemsDone: [0, 2], itemsUnknown: [5] },
		});
	});

	it('counts the items in the message, of which n8n shows nothing but the error', () => {
		const messageWith = (done: readonly number[]) =>
			toNodeError(node, refused, { itemIndex: 3, outcomes: outcomes(done) }).message;
		expect([[], [0], [0, 1]].map(messageWith)).toEqual([
			'Next Matter refused [item 3]',
			'1 of 40 items is done. Next Matter refused [item 3]',
			'2 of 40 items are done. Next Matter refused [item 3]',
		]);
	});

	it.each<[string, Failure, FailureCause]>([
		['refused', refused, { cause: 'rate-limited', retryAfterMs: 5000 }],
		['not sent', notSent, { cause: 'temporarily-unavailable' }],
	])('tells n8n the cause, in its own words: %s', (_what, failure, cause) => {
		const error = toNodeError(node, { ...failure, cause }, { itemIndex: 0, outcomes: [] });
		expect(error).toMatchObject({ failure: cause });
	});

	it('gives n8n no cause where none is known', () => {
		for (const failure of [refused, notSent, unknown]) {
			expect(toNodeError(node, failure, { itemIndex: 0, outcomes: [] })).not.toMatchObject({
				failure: expect.anything(),
			});
		}
	});

	it('keeps its words though n8n would replace those with a code in them', () => {
		for (const failure of [refused, notSent, unknown]) {
			const message = 'The value "ECONNREFUSED" is refused (ECONNREFUSED)';
			const error = toNodeError(node, { ...failure, message }, { itemIndex: 1, outcomes: [] });
			expect(error.message).toBe(`${message} [item 1]`);
			expect(error.description).toContain(failure.remedy);
		}
	});
});

describe('the error that an AI agent sees, of which its model gets only the message', () => {
	const tool = { ...node, type: `${node.type}Tool` };

	it.each<[string, Failure, string]>([
		['not sent', notSent, 'It is empty. Fill it in.'],
		['refused', refused, 'Next Matter refused. Check the step.'],
	])('says in the message what to do: %s', (_what, failure, expected) => {
		const error = toNodeError(tool, failure, { itemIndex: 0, outcomes: [] });
		expect(error.message).toBe(expected);
		expect(error.context).toMatchObject({ itemIndex: 0, data: failureDetails(failure, 0) });
	});

	it('says in the message that nothing was sent', () => {
		expect(toNodeError(tool, notSent, { itemIndex: 0 }).message).toBe(
			'It is empty. Fill it in. No item was sent.',
		);
	});

	it('holds the description word for word, for n8n would add it otherwise', () => {
		const { message, description } = toNodeError(tool, refused, { itemIndex: 0, outcomes: [] });
		expect(message).toContain(description);
	});

	it('ends without a blank when there is no remedy', () => {
		const error = toNodeError(tool, { ...refused, remedy: '' }, { itemIndex: 0, outcomes: [] });
		expect(error.message).toBe('Next Matter refused.');
	});
});

describe('the description of the error', () => {
	const describeWith = (failure: Failure, done: readonly number[], unsettled?: readonly number[]) =>
		toNodeError(node, failure, { itemIndex: 30, outcomes: outcomes(done, unsettled) }).description;

	it('says that no item was sent when it was not begun at all', () => {
		const { description } = toNodeError(node, notSent, { itemIndex: 0 });
		expect(description).toBe('Fill it in. No item was sent.');
	});

	it('names the items whose outcome is unknown, but not the one it is about', () => {
		expect(describeWith(unknown, [], [30])).toBe('Look first.');
		expect(describeWith(unknown, [], [3, 30, 31])).toBe(
			'Look first. Sent, outcome unknown: items 3 and 31.',
		);
		expect(describeWith(refused, [0, 1], [2])).toBe(
			"Check the step. Items 0 and 1 are already done. Don't run them again. Sent, outcome unknown: item 2.",
		);
	});

	it('adds no period after terminal punctuation', () => {
		const remedies = ['Why?', 'Stop!', 'Done.'];
		expect(remedies.map((remedy) => describeWith({ ...refused, remedy }, []))).toEqual(remedies);
	});

	it('is not blank space when there is no remedy', () => {
		expect(describeWith({ ...refused, remedy: '' }, [])).toBe('');
		expect(describeWith({ ...refused, remedy: '' }, [1])).toBe(
			"Item 1 is already done. Don't run it again.",
		);
	});

	it('names twenty items and counts the rest', () => {
		const twenty = range(20).join(', ');
		expect(describeWith(refused, range(20))).toBe(
			`Check the step. Items ${twenty.replace(/, (\d+)$/, ' and $1')} are already done. Don't run them again.`,
		);
		expect(describeWith(refused, range(23))).toBe(
			`Check the step. Items ${twenty} and 3 more are already done. Don't run them again.`,
		);
	});

	it('leaves the details whole', () => {
		const error = toNodeError(node, refused, {
			itemIndex: 30,
			outcomes: outcomes(range(23), [25]),
		});
		expect(error.context.data).toMatchObject({ itemsDone: range(23), itemsUnknown: [25] });
		expect(toNodeError(node, notSent, { itemIndex: 0 }).context.data).toMatchObject({
			itemsDone: [],
			itemsUnknown: [],
		});
	});
});
