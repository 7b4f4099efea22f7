import type { Reply } from '../types';

/**
 * Codes that only come before anything was sent: no address, no connection, a certificate that is
 * not trusted. Node hands a request to TLS only after it has checked the certificate. What else TLS
 * fails with (`EPROTO`, `ERR_SSL_…`) also comes on a connection that has carried the request, and an
 * alert of TLS 1.3 always does.
 */
const NEVER_SENT =
	/^(ENOTFOUND|EAI_[A-Z]+|ECONNREFUSED|ERR_TLS_CERT_ALTNAME_INVALID|CERT_[A-Z_]+|ERR_INVALID_URL|UNABLE_TO_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|SsrfBlocked\w*)$/;

/** What the system was doing when it failed, if that was before anything could be sent. */
const BEFORE_SENDING = ['connect', 'getaddrinfo'];

/** Our own code for an answer with more in it than may be read. */
export const TOO_LARGE = 'ANSWER_TOO_LARGE';

/** Codes of a connection that could not be made now, but may be made in a moment. */
const TRANSIENT = /^(ENOTFOUND|EAI_|ECONN|EHOST|ENET|ETIMEDOUT|EPIPE)/;

/** Whether trying again soon can help a request that never left. */
export function isTransient(code: string): boolean {
	return TRANSIENT.test(code);
}

interface Anything {
	readonly cause?: unknown;
	readonly code?: unknown;
	readonly errors?: unknown;
	readonly httpCode?: unknown;
	readonly messages?: unknown;
	readonly name?: unknown;
	readonly syscall?: unknown;
}

interface Fault {
	readonly code: string;
	/** Whether nothing can have been sent before it. */
	readonly isEarly: boolean;
}

/**
 * Reads the code of what the host's HTTP helper threw. The error itself is dropped on purpose: it
 * holds the whole request, the API key included.
 *
 * A code such as EHOSTUNREACH or ETIMEDOUT also comes from a connection that had been made; only the
 * system call tells the two apart.
 */
export function readNetworkError(error: unknown): Extract<Reply, { kind: 'noAnswer' }> {
	const { code, isEarly } = findFault(error) ?? { code: 'UNKNOWN', isEarly: false };
	return { kind: 'noAnswer', sent: !isEarly, code };
}

/** The helper wraps what axios threw, which wraps what Node threw; the innermost code tells most. */
function findFault(error: unknown, depth = 0): Fault | undefined {
	if (depth > 5 || typeof error !== 'object' || error === null) return undefined;
	const { cause, code, errors, httpCode, messages, name, syscall }: Anything = error;
	const inner = findFault(cause, depth + 1) ?? findFaults(errors, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string') return faultOf(code, [syscall]);
	if (isSystemCode(httpCode)) return faultOf(httpCode, findCalls(messages));
	// The host's guard against requests to internal addresses has no code, only its class.
	const isGuard = typeof name === 'string' && name.startsWith('SsrfBlocked');
	return isGuard ? faultOf(name, []) : undefined;
}

/** A host with several addresses, each of which failed: nothing was sent if that holds for all. */
function findFaults(errors: unknown, depth: number): Fault | undefined {
	if (!Array.isArray(errors)) return undefined;
	const faults = errors.map((error: unknown) => findFault(error, depth));
	const first = faults.find((fault) => fault !== undefined);
	return first && { ...first, isEarly: faults.every((fault) => fault?.isEarly) };
}

function faultOf(code: string, calls: readonly unknown[]): Fault {
	const isBefore = calls.length > 0 && calls.every((call) => BEFORE_SENDING.includes(String(call)));
	return { code, isEarly: NEVER_SENT.test(code) || isBefore };
}

/** Many versions of n8n lose the cause of an error, but keep its code in the place of a status. */
function isSystemCode(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z]/.test(code);
}

/**
 * Node begins the message of a failed system call with its name: "connect ETIMEDOUT 10.0.0.1:443".
 * n8n joins the messages of several addresses by a bar.
 */
function findCalls(messages: unknown): string[] {
	const [first]: unknown[] = Array.isArray(messages) ? messages : [];
	return String(first)
		.split(' | ')
		.map((message) => /^([a-z]+) E[A-Z]+\b/.exec(message)?.[1] ?? '');
}

const TIMEOUT = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)/;

export function isTimeout(code: string): boolean {
	return TIMEOUT.test(code);
}

/** What a code means, in plain words; unknown codes are named as they are. */
export function describeCode(code: string): string {
	const known = MEANINGS.find(([pattern]) => pattern.test(code));
	return known ? `${known[1]} (${code})` : code;
}

const MEANINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(ENOTFOUND|EAI_)/, 'there is no such host'],
	[/^ECONNREFUSED/, 'the host refuses the connection'],
	[/^(EHOST|ENET)/, 'the host cannot be reached'],
	[TIMEOUT, 'it timed out'],
	[
		/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE|ERR_STREAM_PREMATURE_CLOSE)/,
		'the connection broke before the whole response arrived',
	],
	[/^HPE_HEADER_OVERFLOW/, 'the headers of the response are too large'],
	[/^HPE_/, 'what came back is not HTTP'],
	// Of gzip, and of brotli.
	[/^(Z_|ERR__ERROR_|ERR_BROTLI)/, 'the response could not be decompressed'],
	[/^ANSWER_TOO_LARGE$/, 'the response is larger than 32 MB'],
	[/^SsrfBlocked/, 'n8n is set up to block requests to this address'],
	[/^UNKNOWN$/, 'n8n gave no reason'],
	[/^ERR_CANCELED/, 'the execution was stopped'],
	[
		/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|ERR_TLS|ERR_SSL|EPROTO)/,
		'no trusted TLS connection can be made',
	],
];
