import type { Reply } from './types';

/** Codes that are raised before the request can have left: no address, no connection, no trust. */
const NEVER_SENT =
	/^(ENOTFOUND|EAI_|ECONNREFUSED|ERR_TLS_|ERR_SSL_WRONG_VERSION_NUMBER|CERT_|ERR_INVALID_URL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|SsrfBlocked)/;

/** What the system was doing when it failed, if that was before anything could be sent. */
const BEFORE_SENDING = ['connect', 'getaddrinfo'];

/** Codes of a connection that could not be made now, but may be made in a moment. */
const TRANSIENT = /^(ENOTFOUND|EAI_|ECONN|EHOST|ENET|ETIMEDOUT|EPIPE)/;

/** Whether trying again soon can help a request that never left. */
export function isTransient(code: string): boolean {
	return TRANSIENT.test(code);
}

interface Anything {
	readonly cause?: unknown;
	readonly code?: unknown;
	readonly httpCode?: unknown;
	readonly messages?: unknown;
	readonly name?: unknown;
	readonly syscall?: unknown;
}

interface Fault {
	readonly code: string;
	readonly syscall: unknown;
}

/**
 * Reads the code of what the host's HTTP helper threw. The error itself is dropped on purpose: it
 * holds the whole request, the API key included.
 *
 * A code such as EHOSTUNREACH or ETIMEDOUT also comes from a connection that had been made; only the
 * system call tells the two apart.
 */
export function readNetworkError(error: unknown): Reply {
	const { code, syscall } = findFault(error) ?? { code: 'UNKNOWN', syscall: undefined };
	const sent = !NEVER_SENT.test(code) && !BEFORE_SENDING.includes(String(syscall));
	return { kind: 'noAnswer', sent, code };
}

/** The helper wraps what axios threw, which wraps what Node threw; the innermost code tells most. */
function findFault(error: unknown, depth = 0): Fault | undefined {
	if (depth > 5 || typeof error !== 'object' || error === null) return undefined;
	const { cause, code, httpCode, messages, name, syscall }: Anything = error;
	const inner = findFault(cause, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string') return { code, syscall };
	if (isSystemCode(httpCode)) return { code: httpCode, syscall: findCall(messages, httpCode) };
	// The host's guard against requests to internal addresses has no code, only its class.
	const isGuard = typeof name === 'string' && name.startsWith('SsrfBlocked');
	return isGuard ? { code: name, syscall } : undefined;
}

/** Many versions of n8n lose the cause of an error, but keep its code in the place of a status. */
function isSystemCode(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z]/.test(code);
}

/** Node begins the message of a failed system call with its name: "connect ETIMEDOUT 10.0.0.1:443". */
function findCall(messages: unknown, code: string): string | undefined {
	const [first]: unknown[] = Array.isArray(messages) ? messages : [];
	const [call, failure] = String(first).split(' ');
	return failure === code ? call : undefined;
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
	[/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)/, 'no answer came in time'],
	[
		/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)/,
		'the connection broke before the whole answer was there',
	],
	[/^SsrfBlocked/, 'n8n is set up to block requests to this address'],
	[/^UNKNOWN$/, 'for a reason that n8n does not tell'],
	[/^ERR_CANCELED/, 'the execution was stopped'],
	[
		/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|ERR_TLS|ERR_SSL|EPROTO)/,
		'no trusted TLS connection can be made',
	],
];
