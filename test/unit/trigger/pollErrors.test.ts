import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure } from '../../../nodes/NextMatter/api/types';
import { InputError } from '../../../nodes/NextMatter/input/inputError';
import { toPollError } from '../../../nodes/NextMatter/trigger/pollErrors';
import {
	instanceFailure,
	listFailure,
	ReadFailure,
} from '../../../nodes/NextMatter/trigger/readFailure';
import { answer } from '../replies';
import { node } from '../run/fakeContext';

const CATCHES_UP = 'No event is lost: the next poll that succeeds catches up.';

const shown = (failure: Partial<Failure>) => {
	const all = { message: 'It failed', remedy: 'Look', certainty: 'rejected', ...failure } as const;
	return toPollError(node, new ReadFailure(all));
};

describe('what n8n shows of a poll that failed', () => {
	it.each<[string, Partial<Failure>, string]>([
		['a failure', {}, `Look. ${CATCHES_UP}`],
		['a remedy that ends with a period', { remedy: 'See v1.1.' }, `See v1.1. ${CATCHES_UP}`],
		['a status below 500', { statusCode: 499 }, `Look. ${CATCHES_UP}`],
		['a status from 500 on', { statusCode: 500 }, CATCHES_UP],
		['what passes by itself', { cause: { cause: 'temporarily-unavailable' } }, CATCHES_UP],
		[
			'the hourly limit',
			{ statusCode: 429, cause: { cause: 'rate-limited' } },
			`${CATCHES_UP} Next Matter allows 3,000 requests per hour across all your automations, so poll less often if this happens again and again.`,
		],
	])('tells of %s that no event is lost', (_what, failure, description) => {
		expect(shown(failure)).toMatchObject({ message: 'It failed', description });
	});

	it('has the status and the cause, where there are any', () => {
		const cause = { cause: 'rate-limited' } as const;
		expect(shown({ statusCode: 429, cause })).toMatchObject({ httpCode: '429', failure: cause });
		expect(shown({})).toMatchObject({ httpCode: null });
		expect(shown({})).toBeInstanceOf(NodeApiError);
	});

	it.each<[string, Error]>([
		[
			'a failure',
			new ReadFailure({ message: 'EPERM it', remedy: 'ECONNREFUSED', certainty: 'rejected' }),
		],
		['what was typed', new InputError('EPERM it', 'ECONNREFUSED')],
	])('keeps the words of %s, whatever n8n takes them for', (_what, given) => {
		expect(toPollError(node, given)).toMatchObject({
			message: 'EPERM it',
			description: expect.stringMatching(/^ECONNREFUSED/),
		});
	});

	it('shows any other error as it is, and as an error what is none', () => {
		const own = new Error('The credential is not set');
		expect(toPollError(node, own)).toBe(own);
		const made = toPollError(node, 'out of memory');
		expect(made).toBeInstanceOf(NodeOperationError);
		expect(made.message).toBe('out of memory');
	});
});

describe('why something could not be read', () => {
	it.each([
		[
			() => listFailure(answer(404), 120),
			/list the instances of workflow 120/,
			'Check the workflow ID, and that the user of the API key can see the workflow',
		],
		[
			() => listFailure(answer(400), 120),
			/list the instances of workflow 120/,
			'Check the workflow and the filters of the trigger',
		],
		[
			() => listFailure(answer(200), 120),
			/list the instances of workflow 120.*expected a list of instances/,
			'',
		],
		[() => instanceFailure(answer(500), 9001), /read instance 9001/, ''],
	])('is said with what to do about it: %s', (failureOf, said, remedy) => {
		const { failure, name, message } = failureOf();
		expect(name).toBe('ReadFailure');
		expect(message).toBe(failure.message);
		expect(message).toMatch(said);
		expect(failure.remedy).toContain(remedy);
	});
});
