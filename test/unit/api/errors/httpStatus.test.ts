import { explainStatus } from '../../../../nodes/NextMatter/api/errors/httpStatus';
import { FOR_A_PAUSE, FOR_THE_LIMIT } from '../../../../nodes/NextMatter/api/rateLimit';
import type { Attempt, FailureCause, Subject } from '../../../../nodes/NextMatter/api/types';
import { answer, text, throttled } from '../../replies';

const ATTEMPT: Attempt = {
	action: 'complete step 5001 of instance 9001',
	howToVerify: '',
	fieldLabels: [],
	remedyByStatus: {
		400: 'Check the step and its form fields',
		403: 'Make this user the owner of the step',
	},
};
const misconfigured: FailureCause = { cause: 'configuration-invalid' };

describe('explaining a status', () => {
	it.each<[number, string, RegExp, FailureCause | undefined]>([
		[
			200,
			'Next Matter returned an unexpected response (HTTP 200) when asked to complete step 5001 of instance 9001; expected the instance',
			/^$/,
			undefined,
		],
		[
			299,
			'Next Matter returned an unexpected response (HTTP 299) when asked to complete step 5001 of instance 9001; expected the instance',
			/^$/,
			undefined,
		],
		[
			300,
			'The server of the base URL redirects (HTTP 300) instead of answering the request to complete step 5001 of instance 9001',
			/^Enter the final URL as 'Base URL' in the credential\. Redirects are not followed/,
			misconfigured,
		],
		[
			399,
			'The server of the base URL redirects (HTTP 399) instead of answering the request to complete step 5001 of instance 9001',
			/final URL/,
			misconfigured,
		],
		[
			400,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 400)',
			/^Check the step and its form fields$/,
			undefined,
		],
		[
			401,
			'Next Matter does not accept the API key, or its user is not allowed to complete step 5001 of instance 9001',
			/^Test the credential\. .* expired or been revoked\. .* needs more permissions/,
			{ cause: 'credential-invalid' },
		],
		[
			403,
			'The user of the API key has no permission to complete step 5001 of instance 9001',
			/^Make this user the owner of the step$/,
			misconfigured,
		],
		[
			404,
			"Next Matter couldn't complete step 5001 of instance 9001, because something the request refers to was not found",
			/^Check that the IDs are correct.*base URL/,
			misconfigured,
		],
		[
			405,
			'The server of the base URL does not accept the request to complete step 5001 of instance 9001 (HTTP 405)',
			/^Check that the base URL/,
			misconfigured,
		],
		[
			406,
			'The server of the base URL does not accept the request to complete step 5001 of instance 9001 (HTTP 406)',
			/^Check that the base URL/,
			misconfigured,
		],
		[
			410,
			"Next Matter couldn't complete step 5001 of instance 9001, because something the request refers to has been deleted (HTTP 410)",
			/deleted$/,
			misconfigured,
		],
		[
			408,
			'A gateway gave up on the request to complete step 5001 of instance 9001 (HTTP 408)',
			/^$/,
			undefined,
		],
		[
			499,
			'A gateway gave up on the request to complete step 5001 of instance 9001 (HTTP 499)',
			/^$/,
			undefined,
		],
		[
			409,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 409)',
			/^Someone else may be changing the same instance/,
			undefined,
		],
		[
			423,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 423)',
			/^Someone else may be changing the same instance/,
			undefined,
		],
		[
			413,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 413)',
			/too large/,
			undefined,
		],
		[
			422,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 422)',
			/^Check the step/,
			undefined,
		],
		[
			418,
			'Next Matter rejected the request to complete step 5001 of instance 9001 (HTTP 418)',
			/does not document this status/,
			undefined,
		],
		[
			500,
			'Next Matter returned a server error (HTTP 500) when asked to complete step 5001 of instance 9001',
			/^$/,
			undefined,
		],
	])('%d', (status, what, remedy, cause) => {
		const explanation = explainStatus(answer(status), ATTEMPT);
		expect(explanation).toEqual({
			what,
			remedy: expect.stringMatching(remedy),
			...(cause && { cause }),
		});
	});

	describe('Retry-After', () => {
		beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 5, 16, 10) }));
		afterEach(() => jest.useRealTimers());

		it.each<[string | undefined, number, number, string]>([
			['120', 429, 120, '2026-06-16T10:02:00.000Z'],
			['1.2', 429, 2, '2026-06-16T10:00:02.000Z'],
			['30', 503, 30, '2026-06-16T10:00:30.000Z'],
			[
				'99999999999999999999',
				429,
				8.64e12 - Date.UTC(2026, 5, 16, 10) / 1000,
				'+275760-09-13T00:00:00.000Z',
			],
			['a\nb', 429, 60, '2026-06-16T10:01:00.000Z'],
		])('%j of a %d says when to try again', (retryAfter, status, retryAfterSeconds, retryAt) => {
			const explained = explainStatus(throttled(retryAfter, status), ATTEMPT);
			const isTold = Number.isFinite(Number(retryAfter));
			expect(explained).toMatchObject({
				what: `Next Matter isn't accepting requests right now (HTTP ${status}), so it didn't ${ATTEMPT.action}; try again at ${retryAt}`,
				details: { retryAfterSeconds, retryAt },
				cause: { cause: 'rate-limited' },
			});
			expect(explained.cause).toStrictEqual({
				cause: 'rate-limited',
				...(isTold && { retryAfterMs: Number(retryAfter) * 1000 }),
			});
			const asks = `Next Matter asks you to wait ${Math.ceil((Number(retryAfter) * 1000) / 1000)} seconds. `;
			const { remedy, optionsRemedy } = status === 429 ? FOR_THE_LIMIT : FOR_A_PAUSE;
			expect(explained.remedy).toBe(`${isTold ? asks : ''}${remedy}`);
			expect(explained.optionsRemedy).toBe(optionsRemedy);
		});

		it('of one second has one', () => {
			expect(explainStatus(throttled('1'), ATTEMPT).remedy).toMatch(/ to wait 1 second\. /);
		});

		it.each([
			['idempotent', /^Next Matter returned a server error \(HTTP 503\)/],
			['nonIdempotent', /^Next Matter returned a server error \(HTTP 503\)/],
		] as const)('of a 503 is taken at its word for what is %s: %s', (idempotency, what) => {
			expect(explainStatus(throttled('9', 503), { ...ATTEMPT, idempotency }).what).toMatch(what);
		});

		it('gives way to the time at which the run would go on', () => {
			const reply = { ...throttled('9'), retryAt: Date.UTC(2026, 5, 16, 11) };
			expect(explainStatus(reply, ATTEMPT).details).toEqual({
				retryAfterSeconds: 3600,
				retryAt: '2026-06-16T11:00:00.000Z',
			});
		});
	});

	it.each<[string | undefined, string]>([
		['https://eu.example.com/api/x?key=secret', '(HTTP 308) to https://eu.example.com instead'],
		['/login', '(HTTP 308) instead'],
		['mailto:secret@example.com', '(HTTP 308) instead'],
	])('a redirect to %j names no more than the server', (location, words) => {
		const { what } = explainStatus(answer(308, {}, { location }), ATTEMPT);
		expect(what).toContain(words);
		expect(what).not.toContain('secret');
	});
});

describe('a refusal by something on the way', () => {
	it('is distinguished from a response of the API', () => {
		const between = explainStatus(text(400, '<html>No.</html>'), ATTEMPT);
		expect(between.what).toMatch(
			/^Something between n8n and Next Matter answered the request to .* \(HTTP \d+\)/,
		);
		expect(between.remedy).toMatch(/proxy.*base URL.*your network administrator/);
		expect(explainStatus(answer(400), ATTEMPT).what).not.toContain('between');
	});

	it('says where else to look, and what the status may mean all the same where that is known', () => {
		const page = text(404, '<html>No.</html>');
		const what = `Something between n8n and Next Matter answered the request to ${ATTEMPT.action} (HTTP 404)`;
		const remedy =
			'Next Matter answers in JSON, so this came from a proxy, a firewall or another server. Check the base URL in the credential, and ask your network administrator to let n8n reach it';
		expect(explainStatus(page, ATTEMPT)).toEqual({
			what,
			remedy,
			cause: misconfigured,
			isFromIntermediary: true,
		});
		const known = { ...ATTEMPT, remedyByStatus: { 404: 'Check the workflow' } };
		expect(explainStatus(page, known).remedy).toBe(`${remedy}. Check the workflow`);
		expect(explainStatus(text(403, '<html>'), known).remedy).toBe(remedy);
	});

	it('is a proxy that wants a password, whatever it answers with', () => {
		for (const reply of [text(407, '<html>'), answer(407)]) {
			const { what, remedy, cause } = explainStatus(reply, ATTEMPT);
			expect(what).toMatch(/^The proxy .* requires a username and password \(HTTP 407\)/);
			expect(remedy).toMatch(/^Ask your n8n administrator/);
			expect(cause).toEqual(misconfigured);
		}
	});

	it('may have brackets in it', () => {
		expect(explainStatus(text(403, 'No [1]'), ATTEMPT).what).toContain('between');
	});

	it('is not JSON that was cut off', () => {
		expect(explainStatus(text(403, '{"det'), ATTEMPT).what).not.toContain('between');
	});
});

it('advises to ask for less after a list that took too long', () => {
	const list: Attempt = { ...ATTEMPT, expects: 'list' };
	expect(explainStatus(text(504), list).remedy).toMatch(/60 seconds.*Started After/);
	expect(explainStatus(text(504), ATTEMPT).remedy).toBe('');
});

it.each<[string, Subject | undefined, string]>([
	['read it', { kind: 'instance', id: 7, isRead: true }, 'Instance 7 was not found'],
	[
		'stop it',
		{ kind: 'instance', id: 7 },
		'Instance 7 was not found, so the node could not stop it',
	],
	[
		'start an instance',
		{ kind: 'workflow', id: 120 },
		'Workflow 120 was not found, so the node could not start an instance',
	],
	[
		'read instance 7',
		undefined,
		"Next Matter couldn't read instance 7, because something the request refers to was not found",
	],
])('names what was not found to %s, by what it is about: %j', (action, subject, what) => {
	const explained = explainStatus(answer(404), { ...ATTEMPT, action, subject });
	expect(explained.what).toBe(what);
	const thing = subject?.kind ?? 'what they refer to';
	expect(explained.remedy).toMatch(new RegExp(`the user of the API key can see (the )?${thing},`));
});

it('says who has the right, where no more is known', () => {
	expect(explainStatus(answer(403), { ...ATTEMPT, remedyByStatus: {} }).remedy).toBe(
		'In Next Matter, make this user the lead of the workflow or an administrator, or use the API key of someone who is',
	);
});
