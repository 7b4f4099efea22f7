import { MAX_ANSWER_BYTES } from '../../../../nodes/NextMatter/api/content';
import {
	describeCode,
	isTransient,
	readNetworkError,
	TOO_LARGE,
} from '../../../../nodes/NextMatter/api/errors/networkErrors';

const NEVER_SENT = [
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'CERT_HAS_EXPIRED',
	'ERR_INVALID_URL',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'HOSTNAME_MISMATCH',
];
const MAYBE_SENT = [
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'ENETDOWN',
	'EADDRNOTAVAIL',
	'EPROTO',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
	'ERR_TLS_RENEGOTIATION_FAILED',
	'ERR_TLS_SESSION_ATTACK',
	'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
	'ETIMEDOUT',
	'ECONNABORTED',
	'ESOCKETTIMEDOUT',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_CANCELED',
	'HPE_INVALID_CONSTANT',
	'X_ENOTFOUND',
	'UNKNOWN',
];

describe('readNetworkError', () => {
	it('knows the codes after which nothing was sent', () => {
		const replies = NEVER_SENT.map((code) => readNetworkError({ code }));
		expect(replies).toEqual(NEVER_SENT.map((code) => ({ kind: 'noAnswer', sent: false, code })));
	});

	it('takes the request as sent after every other code', () => {
		const replies = MAYBE_SENT.map((code) => readNetworkError({ code }));
		expect(replies).toEqual(MAYBE_SENT.map((code) => ({ kind: 'noAnswer', sent: true, code })));
	});

	it.each([
		['ETIMEDOUT', 'connect', false],
		['ESERVFAIL', 'getaddrinfo', false],
		['ETIMEDOUT', 'read', true],
	])(
		'tells by what the system was doing whether %s at %s may have been sent: %s',
		(code, syscall, sent) => {
			const error = { code, cause: { code, syscall } };
			expect(readNetworkError(error)).toEqual({ kind: 'noAnswer', sent, code });
		},
	);

	// n8n 1.122 to 2.33: the cause is lost, and the code is where a status would be.
	it.each([
		['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', false],
		['ETIMEDOUT', 'read ETIMEDOUT', true],
		['ECONNABORTED', 'timeout of 60000ms exceeded', true],
		['ECONNRESET', undefined, true],
		['ETIMEDOUT', 'it did connect ETIMEDOUT', true],
	])('reads %s from an error that has lost its cause, "%s"', (httpCode, message, sent) => {
		const error = { httpCode, cause: undefined, ...(message && { messages: [message] }) };
		expect(readNetworkError(error)).toEqual({ kind: 'noAnswer', sent, code: httpCode });
	});

	const several = (...inner: unknown[]) => ({
		code: 'ETIMEDOUT',
		cause: { name: 'AggregateError', code: 'ETIMEDOUT', errors: inner },
	});
	const timedOut = { code: 'ETIMEDOUT', syscall: 'connect' };

	it('knows that nothing was sent to a host of which no address could be reached', () => {
		const error = several(timedOut, { code: 'ECONNREFUSED' });
		expect(readNetworkError(error)).toEqual({ kind: 'noAnswer', sent: false, code: 'ETIMEDOUT' });
	});

	it.each<[unknown]>([[{ code: 'ECONNRESET' }], [{}]])(
		'takes the request as sent if one of several failures is %j',
		(other) => {
			expect(readNetworkError(several(timedOut, other))).toMatchObject({ sent: true });
		},
	);

	it.each([
		['connect ETIMEDOUT ::1:9 | connect ECONNREFUSED 127.0.0.2:9', false],
		['connect ETIMEDOUT ::1:9 | read ECONNRESET', true],
	])('reads several failures from an error that has lost its cause, "%s"', (message, sent) => {
		const error = { httpCode: 'ETIMEDOUT', messages: [message] };
		expect(readNetworkError(error)).toMatchObject({ sent, code: 'ETIMEDOUT' });
	});

	it('does not take a status for a code', () => {
		for (const httpCode of ['502', '5XX'])
			expect(readNetworkError({ httpCode })).toMatchObject({ sent: true, code: 'UNKNOWN' });
	});

	it('takes the first code of several failures', () => {
		const reset = { code: 'ECONNRESET' };
		expect(readNetworkError(several({}, reset))).toMatchObject({ sent: true, code: 'ECONNRESET' });
	});

	it('finds the innermost code', () => {
		const error = { code: 'OUTER', cause: { code: 'ECONNABORTED', cause: { code: 'ENOTFOUND' } } };
		expect(readNetworkError(error)).toMatchObject({ sent: false, code: 'ENOTFOUND' });
	});

	it('takes the outer code when what caused it has none', () => {
		const error = { code: 'ECONNRESET', cause: { message: 'socket hang up' } };
		expect(readNetworkError(error)).toMatchObject({ sent: true, code: 'ECONNRESET' });
	});

	it.each<[unknown]>([[null], [new Error('ENOTFOUND')], [{ code: 404 }]])(
		'takes the request as sent when %p has no code',
		(error) => {
			expect(readNetworkError(error)).toEqual({ kind: 'noAnswer', sent: true, code: 'UNKNOWN' });
		},
	);

	it('knows the guard of the host by its class', () => {
		const blocked = Object.assign(new Error('blocked'), { name: 'SsrfBlockedIpError' });
		for (const error of [blocked, { cause: blocked }]) {
			expect(readNetworkError(error)).toMatchObject({ sent: false, code: 'SsrfBlockedIpError' });
		}
	});

	it('does not hang on causes in a circle', () => {
		const error: { code: string; cause?: unknown } = { code: 'ECONNRESET' };
		error.cause = { code: 'ENOTFOUND', cause: error };
		expect(readNetworkError(error)).toMatchObject({ kind: 'noAnswer' });
		const self: { cause?: unknown } = {};
		self.cause = self;
		expect(readNetworkError(self)).toMatchObject({ code: 'UNKNOWN' });
		const group: { errors: unknown[] } = { errors: [] };
		group.errors.push(group);
		expect(readNetworkError(group)).toMatchObject({ code: 'UNKNOWN' });
	});

	it('looks for a code in five causes and no deeper', () => {
		const nest = (depth: number): unknown =>
			depth === 0 ? { code: 'ENOTFOUND' } : { cause: nest(depth - 1) };
		expect(readNetworkError(nest(5))).toMatchObject({ code: 'ENOTFOUND' });
		expect(readNetworkError(nest(6))).toMatchObject({ code: 'UNKNOWN' });
	});

	it('keeps nothing of the error but its code', () => {
		const error = Object.assign(new Error('key SECRET'), {
			code: 'ECONNRESET',
			config: { headers: { Authorization: 'Api-Key SECRET' } },
		});
		expect(JSON.stringify(readNetworkError(error))).not.toContain('SECRET');
	});
});

describe('whether trying again soon can help', () => {
	it('is true where a host was not found or not reached', () => {
		const codes = [
			'ENOTFOUND',
			'EAI_AGAIN',
			'ECONNREFUSED',
			'ECONNRESET',
			'EHOSTUNREACH',
			'ENETUNREACH',
			'ETIMEDOUT',
			'EPIPE',
		];
		expect(codes.filter((code) => !isTransient(code))).toEqual([]);
	});

	it('is false where a certificate, an address or a guard is in the way, or nobody knows', () => {
		const codes = [
			'CERT_HAS_EXPIRED',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'ERR_INVALID_URL',
			'SsrfBlockedIpError',
			'UNKNOWN',
			'X_ENOTFOUND',
			'EADDRNOTAVAIL',
		];
		expect(codes.filter(isTransient)).toEqual([]);
	});
});

describe('describeCode', () => {
	const meanings: ReadonlyArray<[string, string]> = [
		['ENOTFOUND', 'there is no such host'],
		['ECONNREFUSED', 'the host refuses the connection'],
		['EHOSTUNREACH', 'the host cannot be reached'],
		['ECONNABORTED', 'it timed out'],
		['ECONNRESET', 'the connection broke before the whole response arrived'],
		['ERR_CANCELED', 'the execution was stopped'],
		['CERT_HAS_EXPIRED', 'no trusted TLS connection can be made'],
		['SsrfBlockedIpError', 'n8n is set up to block requests to this address'],
		['UNKNOWN', 'n8n gave no reason'],
		['HPE_INVALID_CONSTANT', 'what came back is not HTTP'],
		['Z_DATA_ERROR', 'the response could not be decompressed'],
		['ERR__ERROR_FORMAT_PADDING_2', 'the response could not be decompressed'],
		['HPE_HEADER_OVERFLOW', 'the headers of the response are too large'],
		['ANSWER_TOO_LARGE', 'the response is larger than 32 MB'],
	];

	it.each(meanings)('says what %s means', (code, meaning) => {
		expect(describeCode(code)).toBe(`${meaning} (${code})`);
	});

	it('says the same of codes that mean the same', () => {
		const same: ReadonlyArray<[string, string]> = [
			['EAI_AGAIN', 'ENOTFOUND'],
			['ENETUNREACH', 'EHOSTUNREACH'],
			['ETIMEDOUT', 'ECONNABORTED'],
			['ESOCKETTIMEDOUT', 'ECONNABORTED'],
			['EPIPE', 'ECONNRESET'],
			['ERR_BAD_RESPONSE', 'ECONNRESET'],
			['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'],
			['UNABLE_TO_GET_ISSUER_CERT', 'CERT_HAS_EXPIRED'],
			['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'],
			['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'],
			['HOSTNAME_MISMATCH', 'CERT_HAS_EXPIRED'],
			['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'],
			['ERR_SSL_WRONG_VERSION_NUMBER', 'CERT_HAS_EXPIRED'],
			['EPROTO', 'CERT_HAS_EXPIRED'],
		];
		const meaningOf = (code: string) => describeCode(code).replace(` (${code})`, '');
		expect(same.filter(([code, other]) => meaningOf(code) !== meaningOf(other))).toEqual([]);
	});

	it('names a code as it is that merely ends or begins with one', () => {
		for (const code of [
			'UNKNOWN_CODE',
			'ANSWER_TOO_LARGE_X',
			...meanings.map(([one]) => `X_${one}`),
		])
			expect(describeCode(code)).toBe(code);
	});

	it('says as much of an answer that is too large as is read', () => {
		expect(describeCode(TOO_LARGE)).toContain(` ${MAX_ANSWER_BYTES / 2 ** 20} MB `);
	});
});
