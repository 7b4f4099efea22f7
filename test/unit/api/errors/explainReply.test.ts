import { explainReply } from '../../../../nodes/NextMatter/api/errors/explainReply';
import type {
	Attempt,
	Body,
	Certainty,
	FailureCause,
	SkipReason,
} from '../../../../nodes/NextMatter/api/types';
import { answer, text, throttled } from '../../replies';

const attempt: Attempt = {
	action: 'complete step 5001 of instance 9001',
	howToVerify: 'Look at instance 9001.',
	fieldLabels: ['Form Field 1 (50222)'],
};
const UNKNOWN = 'It is unclear whether it was done. Look at instance 9001.';

describe('what is certain after a status', () => {
	it.each<[number, Certainty]>([
		[199, 'unknown'],
		[200, 'unknown'],
		[301, 'rejected'],
		[302, 'unknown'],
		[303, 'unknown'],
		[307, 'rejected'],
		[308, 'rejected'],
		[399, 'unknown'],
		[400, 'rejected'],
		[401, 'rejected'],
		[403, 'rejected'],
		[404, 'rejected'],
		[408, 'unknown'],
		[429, 'rejected'],
		[460, 'unknown'],
		[499, 'unknown'],
		[500, 'unknown'],
		[503, 'unknown'],
	])('%d is %s', (status, certainty) => {
		const failure = explainReply(answer(status), attempt);
		expect(failure).toMatchObject({ certainty, statusCode: status, apiMessages: ['No.'] });
		expect(failure.message).toMatch(/complete step 5001 of instance 9001.*: No\.$/);
		expect(failure.remedy.startsWith(UNKNOWN)).toBe(certainty === 'unknown');
		expect(failure.remedy).toBe(failure.remedy.trim());
		expect('details' in failure).toBe(status === 429);
	});

	it('a 503 that names a pause is a refusal only of what reads', () => {
		const said = (idempotency: 'safe' | 'idempotent' | 'nonIdempotent') =>
			explainReply(throttled('5', 503), { ...attempt, idempotency }).certainty;
		expect([said('safe'), said('idempotent'), said('nonIdempotent')]).toEqual([
			'rejected',
			'unknown',
			'unknown',
		]);
	});

	it.each<[number, FailureCause | undefined]>([
		[401, { cause: 'credential-invalid' }],
		[400, undefined],
	])('%d has its cause in the words of n8n', (status, cause) => {
		const failure = explainReply(answer(status), attempt);
		expect(failure.cause).toEqual(cause);
		expect('cause' in failure).toBe(cause !== undefined);
	});

	it('keeps the advice of a status beside what is not known', () => {
		expect(explainReply(answer(302), attempt).remedy).toMatch(
			/^It is unclear whether it was done\. Look at instance 9001\. Enter the final URL/,
		);
	});
});

describe('explaining a body', () => {
	it.each<[string, Body, string, string[] | undefined]>([
		['nothing', { form: 'empty' }, ': the response is empty', undefined],
		['an empty object', { form: 'json', value: {} }, '9001 (HTTP 400)', undefined],
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
		const failure = explainReply(answer(400, {}, { body }), attempt);
		expect(failure.message.endsWith(end)).toBe(true);
		expect(failure.apiMessages).toEqual(apiMessages);
		expect('apiMessages' in failure).toBe(apiMessages !== undefined);
	});

	it.each<[string, Body, string]>([
		['nothing', { form: 'empty' }, 'expected the instance: the response is empty'],
		['JSON', { form: 'json', value: { id: 5 } }, 'expected the instance. It returned: id: 5'],
		[
			'a page',
			{ form: 'text', text: '<html><title>Oops</title>' },
			'expected the instance. It returned: an HTML page titled "Oops"',
		],
	])('reports what came instead of what was expected: %s', (_what, body, end) => {
		const { message } = explainReply(answer(200, {}, { body }), attempt);
		expect(message.slice(-end.length)).toBe(end);
	});

	it('is cut when it is huge', () => {
		const value = Array.from({ length: 10_000 }, () => 'x'.repeat(100));
		expect(explainReply(answer(400, value), attempt).message).toHaveLength(501);
	});
});

describe('explaining silence', () => {
	it('says that a request may have arrived', () => {
		expect(explainReply({ kind: 'noAnswer', sent: true, code: 'ECONNRESET' }, attempt)).toEqual({
			message:
				'Sent, outcome unknown: the request to complete step 5001 of instance 9001 failed without a usable response: the connection broke before the whole response arrived (ECONNRESET)',
			remedy: UNKNOWN,
			certainty: 'unknown',
		});
	});

	it('says that a request timed out', () => {
		const silence = { kind: 'noAnswer', sent: true, code: 'ETIMEDOUT' } as const;
		const messageOf = (idempotency: 'safe' | 'idempotent') =>
			explainReply(silence, { ...attempt, idempotency }).message;
		expect(explainReply(silence, { ...attempt, idempotency: 'safe' })).toMatchObject({
			certainty: 'rejected',
			cause: { cause: 'temporarily-unavailable' },
		});
		const what = 'he request to complete step 5001 of instance 9001 timed out (ETIMEDOUT)';
		expect(messageOf('safe')).toBe(`T${what}`);
		expect(messageOf('idempotent')).toBe(`Sent, outcome unknown: t${what}`);
	});

	it('advises to read less at once where the answer was too large, and only there', () => {
		const remedyOf = (code: string, expects?: 'list') =>
			explainReply(
				{ kind: 'noAnswer', sent: true, code },
				{ ...attempt, idempotency: 'safe', expects },
			).remedy;
		expect(remedyOf('ANSWER_TOO_LARGE', 'list')).toContain("lower 'Limit'");
		expect(remedyOf('ANSWER_TOO_LARGE')).not.toContain('Limit');
		expect(remedyOf('ECONNRESET', 'list')).not.toContain('Limit');
	});

	it.each<[string, string, string]>([
		['ENOTFOUND', 'there is no such host (ENOTFOUND)', 'temporarily-unavailable'],
		[
			'CERT_HAS_EXPIRED',
			'no trusted TLS connection can be made (CERT_HAS_EXPIRED)',
			'configuration-invalid',
		],
	])('says that a request has not left: %s', (code, reason, cause) => {
		expect(explainReply({ kind: 'noAnswer', sent: false, code }, attempt)).toEqual({
			message: `Couldn't reach Next Matter to complete step 5001 of instance 9001: ${reason}. Nothing was sent`,
			remedy:
				'Check the base URL in the credential and the network of your n8n instance, then try again',
			certainty: 'not-sent',
			cause: { cause },
		});
	});
});

it('says which file could not be read, so that nothing was sent', () => {
	expect(explainReply({ kind: 'unreadable', property: 'scan' }, attempt)).toEqual({
		message:
			'n8n could not read the whole file in "scan", so the request to complete step 5001 of instance 9001 was not sent in full',
		remedy:
			'Run the node that creates the file again: n8n may have deleted its content, or stored it where this n8n process cannot read it',
		certainty: 'not-sent',
	});
});

it('takes no file for an answer of the API', () => {
	const data = { data: '', mimeType: 'b', fileName: 'a' };
	const file = { url: 'https://h/a', fileName: 'a', mimeType: 'b', size: 1, data };
	for (const reply of [
		{ kind: 'noFile', reason: 'empty' } as const,
		{ kind: 'file', file } as const,
	])
		expect(explainReply(reply, attempt)).toEqual({
			message: 'Next Matter returned a file when asked to complete step 5001 of instance 9001',
			remedy: 'Nothing was changed. Try again later',
			certainty: 'rejected',
		});
});

describe('explaining why nothing was sent', () => {
	it.each<[SkipReason, string, string, object]>([
		[
			'stopped',
			"the execution was stopped before this item's turn",
			'Run the item again if it still needs to be done',
			{},
		],
		[
			'siblingFailed',
			'another item failed, and the node is set to stop there',
			'Fix the problem with the other item, then run this one again',
			{ isConsequence: true },
		],
		[
			'paused',
			'the required pause is longer than the node may wait',
			'Try again later',
			{
				cause: { cause: 'temporarily-unavailable' },
				optionsRemedy: "To make the node wait longer, raise 'Maximum Wait (Seconds)'",
			},
		],
	])('%s', (reason, words, remedy, more) => {
		expect(explainReply({ kind: 'skipped', reason }, attempt)).toEqual({
			message: `The request to complete step 5001 of instance 9001 was not sent: ${words}`,
			remedy,
			certainty: 'not-sent',
			...more,
		});
	});

	it('limited, and when to try again', () => {
		const retryAt = Date.now() + 1_800_000;
		const failure = explainReply({ kind: 'skipped', reason: 'limited', retryAt }, attempt);
		const told = new Date(Math.ceil(retryAt / 1000) * 1000).toISOString();
		expect(failure.message.endsWith(`; try again at ${told}`)).toBe(true);
		expect(failure).toMatchObject({
			certainty: 'not-sent',
			cause: { cause: 'rate-limited', retryAfterMs: expect.any(Number) },
			details: { retryAt: told, retryAfterSeconds: expect.any(Number) },
		});
	});
});

// The API answers in JSON, so this is not its word. It documents some refusals without saying what is in them.
it.each<[number, Certainty]>([
	[400, 'rejected'],
	[403, 'rejected'],
	[404, 'rejected'],
	[406, 'unknown'],
])(
	'an empty answer of status %i makes a request that changes something %s',
	(status, certainty) => {
		const nothing = answer(status, {}, { body: { form: 'empty' } });
		const failure = explainReply(nothing, attempt);
		expect(failure.certainty).toBe(certainty);
		const isNobodys = failure.message.startsWith('Something between n8n and Next Matter answered');
		expect(isNobodys).toBe(certainty === 'unknown');
		expect(explainReply(nothing, { ...attempt, idempotency: 'safe' }).certainty).toBe('rejected');
	},
);

describe('a page in place of an answer', () => {
	// Such a page may stand in place of the answer to a request that was processed.
	it.each([
		[403, 'unknown'],
		[404, 'rejected'],
		[429, 'rejected'],
	])('of status %i makes a request that changes something %s', (status, certainty) => {
		const page = text(status, '<html><title>Blocked</title></html>');
		const failure = explainReply(page, attempt);
		expect(failure.certainty).toBe(certainty);
		// With 429 it is the pace that counts, whoever keeps it.
		expect(failure.isFromIntermediary).toBe(status === 429 ? undefined : true);
		expect(explainReply(page, { ...attempt, idempotency: 'safe' }).certainty).toBe('rejected');
	});

	it('says that nothing was passed on by these statuses only', () => {
		const all = Array.from({ length: 100 }, (_, place) => 400 + place);
		const rejecting = all.filter(
			(status) => explainReply(text(status, '<html>'), attempt).certainty === 'rejected',
		);
		expect(rejecting).toEqual([401, 404, 405, 407, 411, 413, 414, 415, 417, 429, 431]);
	});
});
