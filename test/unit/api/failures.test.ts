import { explainReply, type Attempt } from '../../../nodes/NextMatter/api/failures';
import type { Body, Certainty, Reply } from '../../../nodes/NextMatter/api/types';

const attempt: Attempt = {
	phrase: 'complete step 5001 of instance 9001',
	check: 'Look at instance 9001.',
	fieldLabels: ['Form Field 1 (50222)'],
};
const UNKNOWN = 'Whether it was done is not known. Look at instance 9001.';

const detail: Body = { form: 'json', value: { detail: 'The words of the API.' } };
const answer = (status: number, more: Partial<Extract<Reply, { kind: 'answer' }>> = {}): Reply => ({
	kind: 'answer',
	status,
	body: detail,
	...more,
});

describe('explaining a status', () => {
	it.each<[number, Certainty, string, RegExp]>([
		[
			200,
			'unknown',
			'Next Matter answered (HTTP 200) the request to complete step 5001 of instance 9001 with something else than the instance',
			/^Whether it was done is not known\. Look at instance 9001\.$/,
		],
		[
			204,
			'unknown',
			'Next Matter answered (HTTP 204) the request to complete step 5001 of instance 9001 with something else than the instance',
			/^Whether/,
		],
		[
			301,
			'rejected',
			'The server of the base URL redirects (HTTP 301) instead of answering the request to complete step 5001 of instance 9001',
			/final address as "Base URL" .* not followed/,
		],
		[
			400,
			'rejected',
			'Next Matter refused (HTTP 400) to complete step 5001 of instance 9001',
			/^Check the step and its form fields/,
		],
		[
			401,
			'rejected',
			'Next Matter does not accept the API key, so it did not complete step 5001 of instance 9001',
			/^Open the credential.*expired or been revoked\.$/,
		],
		[
			403,
			'rejected',
			'The user of the API key has no right to complete step 5001 of instance 9001',
			/owner of the step, the lead of the workflow or an administrator/,
		],
		[
			404,
			'rejected',
			'Next Matter did not find what it needs to complete step 5001 of instance 9001',
			/^Check that the ID is right.*base URL/,
		],
		[405, 'rejected', 'Next Matter refused (HTTP 405) to complete step', /^Check the step/],
		[408, 'unknown', 'Next Matter refused (HTTP 408) to complete step', /^Whether/],
		[409, 'rejected', 'Next Matter refused (HTTP 409) to complete step', /^Check the step/],
		[415, 'rejected', 'Next Matter refused (HTTP 415) to complete step', /^Check the step/],
		[
			429,
			'rejected',
			'Next Matter takes no more requests for now, so it did not complete step 5001 of instance 9001',
			/^Run the item again later\. Next Matter allows 3000 requests an hour/,
		],
		[499, 'rejected', 'Next Matter refused (HTTP 499) to complete step', /^Check the step/],
		[
			500,
			'unknown',
			'Next Matter failed (HTTP 500) to complete step 5001 of instance 9001',
			/^Whether/,
		],
		[502, 'unknown', 'Next Matter failed (HTTP 502) to complete step', /^Whether/],
		[503, 'unknown', 'Next Matter failed (HTTP 503) to complete step', /^Whether/],
	])('%d is %s', (status, certainty, what, remedy) => {
		const failure = explainReply(answer(status), attempt);
		expect(failure).toMatchObject({ certainty, statusCode: status });
		expect(failure.message.startsWith(what)).toBe(true);
		expect(failure.message.endsWith(': The words of the API.')).toBe(true);
		expect(failure.remedy).toMatch(remedy);
		expect(failure.apiMessages).toEqual(['The words of the API.']);
		expect(failure.facts).toBeUndefined();
	});

	it.each<[string | undefined, string]>([
		['120', 'Run the item again later; Next Matter asks to wait: 120 seconds.'],
		['0', 'Run the item again later; Next Matter asks to wait: 0 seconds.'],
		['007', 'Run the item again later; Next Matter asks to wait: 7 seconds.'],
		[
			'Tue, 16 Jun 2026 10:00:00 GMT',
			'Run the item again later; Next Matter asks to wait: Tue, 16 Jun 2026 10:00:00 GMT.',
		],
		['a\nb', 'Run the item again later; Next Matter asks to wait: a b.'],
		['', 'Run the item again later.'],
		[undefined, 'Run the item again later.'],
	])('429 with Retry-After %j says how long to wait', (retryAfter, advice) => {
		expect(explainReply(answer(429, { retryAfter }), attempt).remedy).toBe(
			`${advice} Next Matter allows 3000 requests an hour for all your automations together.`,
		);
	});

	it.each<[string | undefined, string]>([
		['https://eu.example.com/api/x?key=secret', '(HTTP 308) to https://eu.example.com instead'],
		['/login', '(HTTP 308) instead'],
		['', '(HTTP 308) instead'],
		[undefined, '(HTTP 308) instead'],
	])('a redirect to %j names no more than the server', (location, words) => {
		const { message } = explainReply(answer(308, { location }), attempt);
		expect(message).toContain(words);
		expect(message).not.toContain('secret');
	});
});

describe('explaining a body', () => {
	it.each<[string, Body, string, string[] | undefined]>([
		['nothing', { form: 'empty' }, ': the answer is empty', undefined],
		['an empty object', { form: 'json', value: {} }, '9001', undefined],
		[
			'several messages',
			{ form: 'json', value: { actions: [{ action_id: ['No.'] }], mode: 'Bad.' } },
			': Form Field 1 (50222), ID: No. · Mode: Bad.',
			['Form Field 1 (50222), ID: No.', 'Mode: Bad.'],
		],
		[
			'a page',
			{ form: 'text', text: '<html><title>Oops</title>' },
			': an HTML page titled "Oops"',
			['an HTML page titled "Oops"'],
		],
	])('tells %s', (_what, body, end, apiMessages) => {
		const failure = explainReply(answer(400, { body }), attempt);
		expect(failure.message.endsWith(end)).toBe(true);
		expect(failure.apiMessages).toEqual(apiMessages);
		expect('apiMessages' in failure).toBe(apiMessages !== undefined);
	});

	it('is cut when it is huge', () => {
		const value = Array.from({ length: 10_000 }, () => 'x'.repeat(100));
		const { message } = explainReply(answer(400, { body: { form: 'json', value } }), attempt);
		expect(message).toHaveLength(501);
	});
});

describe('explaining silence', () => {
	it('says that a request may have arrived', () => {
		expect(explainReply({ kind: 'noAnswer', sent: true, code: 'ECONNRESET' }, attempt)).toEqual({
			message:
				'Sent, outcome unknown: the request to complete step 5001 of instance 9001 got no clear answer, the connection broke before the whole answer was there (ECONNRESET)',
			remedy: UNKNOWN,
			certainty: 'unknown',
		});
	});

	it('says that a request has not left', () => {
		expect(explainReply({ kind: 'noAnswer', sent: false, code: 'ENOTFOUND' }, attempt)).toEqual({
			message:
				'Next Matter cannot be reached: there is no such host (ENOTFOUND). Nothing was sent to complete step 5001 of instance 9001',
			remedy:
				'Check the base URL in the credential and the network of your n8n, then run the item again',
			certainty: 'not-sent',
		});
	});
});
