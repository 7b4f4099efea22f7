import { explainStatus } from '../../../nodes/NextMatter/api/statuses';
import type { Attempt, FailureCause } from '../../../nodes/NextMatter/api/types';
import { answer, throttled } from '../replies';

const ATTEMPT: Attempt = {
	phrase: 'complete step 5001 of instance 9001',
	check: '',
	fieldLabels: [],
	advice: {
		400: 'Check the step and its form fields',
		403: 'Make this user the owner of the step',
	},
};
const misconfigured: FailureCause = { cause: 'configuration-invalid' };

describe('explaining a status', () => {
	it.each<[number, string, RegExp, FailureCause | undefined]>([
		[
			200,
			'Next Matter answered (HTTP 200) the request to complete step 5001 of instance 9001 with something else than the instance',
			/^$/,
			undefined,
		],
		[
			299,
			'Next Matter answered (HTTP 299) the request to complete step 5001 of instance 9001 with something else than the instance',
			/^$/,
			undefined,
		],
		[
			300,
			'The server of the base URL redirects (HTTP 300) instead of answering the request to complete step 5001 of instance 9001',
			/^Enter the final address as "Base URL" in the credential\. Redirects are not followed/,
			misconfigured,
		],
		[
			399,
			'The server of the base URL redirects (HTTP 399) instead of answering the request to complete step 5001 of instance 9001',
			/final address/,
			misconfigured,
		],
		[
			400,
			'Next Matter refused (HTTP 400) to complete step 5001 of instance 9001',
			/^Check the step and its form fields$/,
			undefined,
		],
		[
			401,
			'Next Matter does not accept the API key, so it did not complete step 5001 of instance 9001',
			/^Open the credential, enter a valid API key .* and test it\. The key may have expired or been revoked\.$/,
			{ cause: 'credential-invalid' },
		],
		[
			403,
			'The user of the API key has no right to complete step 5001 of instance 9001',
			/^Make this user the owner of the step$/,
			misconfigured,
		],
		[
			404,
			'Next Matter did not find what it needs to complete step 5001 of instance 9001',
			/^Check that the ID is right.*base URL/,
			misconfigured,
		],
		[
			405,
			'Next Matter refused (HTTP 405) to complete step 5001 of instance 9001',
			/^Check the step/,
			undefined,
		],
		[
			499,
			'Next Matter refused (HTTP 499) to complete step 5001 of instance 9001',
			/^Check the step/,
			undefined,
		],
		[500, 'Next Matter failed (HTTP 500) to complete step 5001 of instance 9001', /^$/, undefined],
		[503, 'Next Matter failed (HTTP 503) to complete step 5001 of instance 9001', /^$/, undefined],
	])('%d', (status, what, remedy, cause) => {
		const explanation = explainStatus(answer(status), ATTEMPT);
		expect(explanation).toEqual({
			what,
			remedy: expect.stringMatching(remedy),
			...(cause && { cause }),
		});
	});

	it.each<[string | undefined, number, string, number | undefined]>([
		['120', 429, '; Next Matter asks to wait for 120 seconds', 120_000],
		['0', 429, '; Next Matter asks to wait for 0 seconds', 0],
		['1.2', 429, '; Next Matter asks to wait for 2 seconds', 1200],
		['30', 503, '; Next Matter asks to wait for 30 seconds', 30_000],
		['a\nb', 429, '', undefined],
		[undefined, 429, '', undefined],
	])(
		'Retry-After %j of a %d says how long to wait, in words and to n8n',
		(retryAfter, status, advice, retryMs) => {
			expect(explainStatus(throttled(retryAfter, status), ATTEMPT)).toEqual({
				what: `Next Matter takes no more requests for now (HTTP ${status}), so it did not ${ATTEMPT.phrase}`,
				remedy: `Run the item again later${advice}. Next Matter allows 3000 requests an hour for all your automations together. The option "Maximum Wait" lets the node wait longer itself.`,
				cause: {
					cause: 'rate-limited',
					...(retryMs !== undefined && { retryAfterMs: retryMs }),
				},
			});
		},
	);

	it.each<[string | undefined, string]>([
		['https://eu.example.com/api/x?key=secret', '(HTTP 308) to https://eu.example.com instead'],
		['/login', '(HTTP 308) instead'],
		['', '(HTTP 308) instead'],
		[undefined, '(HTTP 308) instead'],
	])('a redirect to %j names no more than the server', (location, words) => {
		const { what } = explainStatus(answer(308, {}, { location }), ATTEMPT);
		expect(what).toContain(words);
		expect(what).not.toContain('secret');
	});
});
