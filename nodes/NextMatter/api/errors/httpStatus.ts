import type { IDataObject } from 'n8n-workflow';
import { parseUrl } from '../../input/parseUrl';
import { isThrottled, LIMIT_REMEDY, retryAfterMs, tellPause, WAIT_LONGER } from '../rateLimit';
import type { Answer, Attempt, FailureCause } from '../types';

interface Explanation {
	readonly what: string;
	readonly remedy: string;
	readonly cause?: FailureCause;
	readonly details?: IDataObject;
}

/** What a status says about an attempt. */
export function explainStatus(answer: Answer, attempt: Attempt): Explanation {
	const { status } = answer;
	const { action, expectedBody = 'the instance', remedyByStatus = {}, idempotency } = attempt;
	if (isThrottled(answer, idempotency === 'idempotent' ? 'nonIdempotent' : idempotency))
		return explainThrottling(answer, action);
	if (status >= 500) {
		const isTooMuch = status === 504 && /^a list\b/.test(expectedBody);
		return {
			what: `Next Matter failed (HTTP ${status}) to ${action}`,
			remedy: isTooMuch ? LESS_AT_ONCE : '',
		};
	}
	if (isFromBetween(answer)) return explainBetween(answer, attempt);
	if (status >= 300 && status < 400) {
		return {
			what: `The server of the base URL redirects (HTTP ${status})${redirectTarget(answer.location)} instead of answering the request to ${action}`,
			remedy:
				'Enter the final address as "Base URL" in the credential. Redirects are not followed, because they could repeat a request or carry the API key elsewhere.',
			cause: { cause: 'configuration-invalid' },
		};
	}
	if (status < 300) {
		return {
			what: `Next Matter returned an unexpected response (HTTP ${status}) when asked to ${action}; expected ${expectedBody}`,
			remedy: '',
		};
	}
	switch (status) {
		case 401:
			return {
				what: `Next Matter does not accept the API key, or its user may not ${action}`,
				remedy:
					'Test the credential. If the test fails, enter a valid API key (in Next Matter under Company > Next Matter API keys); it may have expired or been revoked. If the test passes, the user of the key needs more rights, such as those of the lead of the workflow.',
				cause: { cause: 'credential-invalid' },
			};
		case 403:
			return {
				what: `The user of the API key has no right to ${action}`,
				remedy:
					remedyByStatus[403] ??
					'In Next Matter, make this user the lead of the workflow or an administrator, or use the API key of someone who is',
				cause: { cause: 'configuration-invalid' },
			};
		case 404:
			return {
				what: tellNotFound(action),
				remedy:
					remedyByStatus[404] ??
					'Check that the ID is right, that the user of the API key can see the instance, and that the base URL in the credential is the one of your workspace',
				cause: { cause: 'configuration-invalid' },
			};
		case 405:
		case 406:
			return {
				what: `The server of the base URL does not take the request (HTTP ${status}) to ${action}`,
				remedy: 'Check that the base URL in the credential is the address of the Next Matter API',
				cause: { cause: 'configuration-invalid' },
			};
		case 410:
			return {
				what: `Next Matter no longer has what it needs (HTTP 410) to ${action}`,
				remedy: remedyByStatus[410] ?? 'Check the ID: what it names has been deleted',
				cause: { cause: 'configuration-invalid' },
			};
		default:
			if (GIVEN_UP.includes(status)) {
				const what = `The request to ${action} was given up on the way (HTTP ${status})`;
				return { what, remedy: '' };
			}
			return {
				what: `Next Matter refused (HTTP ${status}) to ${action}`,
				remedy: remedyByStatus[status] ?? refusalRemedy(status, remedyByStatus[400]),
			};
	}
}

/** Gateways say so of a request that took too long or whose sender left; it may be at work all the same. */
export const GIVEN_UP = [408, 460, 499];

/** @param forInput what helps when something in the request is wrong */
function refusalRemedy(status: number, forInput = PARAMETERS): string {
	if (status === 400 || status === 422) return forInput;
	if (status === 409 || status === 423) return AT_THE_SAME_TIME;
	return status === 413 ? TOO_MUCH : UNDOCUMENTED;
}

const AT_THE_SAME_TIME =
	'Somebody else may be changing the same instance at the moment. Run the item again later';

const TOO_MUCH = 'The request is too large: shorten its texts and tables, or send smaller files';

const UNDOCUMENTED =
	'Next Matter does not document this status. Go by its own words; if there are none, ask its support';

/** Where the action names one thing only, that is what was not found. */
function tellNotFound(action: string): string {
	const [only, another] = action.match(/\b(?:instance|workflow) \d+\b/g) ?? [];
	const isAboutMore = another !== undefined || /\b(?:step|form field) \d+/.test(action);
	if (only === undefined || isAboutMore)
		return `Next Matter did not find what it needs to ${action}`;
	const name = `${only.charAt(0).toUpperCase()}${only.slice(1)}`;
	return action === `read ${only}` ? `${name} was not found` : `${name} was not found to ${action}`;
}

/** What the vendor asks for where an answer names no time. */
const UNTOLD_PAUSE_MS = 60_000;

const PARAMETERS =
	'Check the parameters of this item. Next Matter also answers like this to IDs that do not exist, and to a step that is already completed';

const LESS_AT_ONCE =
	'Next Matter cuts off every request after 60 seconds. Add filters by date, such as Started After, or lower the Limit';

/** These say that the request itself was not passed on or has no address. */
export const NOT_PASSED_ON = [401, 404, 405, 407, 411, 413, 414, 415, 417, 431];

/** Rejections that the API documents without saying what is in them. */
const MAY_BE_EMPTY = [400, 403];

/**
 * The API answers in JSON. A page, a text or nothing with a rejection comes from something on the way to
 * it, such as a proxy or a firewall, or from another server.
 */
export function isFromBetween({ status, body }: Answer): boolean {
	if (status < 400 || status >= 500) return false;
	if (status === 407) return true;
	if (body.form === 'empty') return ![...MAY_BE_EMPTY, ...NOT_PASSED_ON].includes(status);
	return body.form === 'text' && !/^[[{]/.test(body.text);
}

function explainBetween({ status }: Answer, { action, remedyByStatus = {} }: Attempt): Explanation {
	if (status === 407) {
		return {
			what: `The proxy between n8n and Next Matter asks for a user name and password (HTTP 407), so the request to ${action} was not passed on`,
			remedy: 'Ask whoever runs your n8n to enter them in its proxy settings, such as HTTPS_PROXY',
			cause: { cause: 'configuration-invalid' },
		};
	}
	const route = status === 404 && remedyByStatus[404] ? `. ${remedyByStatus[404]}` : '';
	return {
		what: `Something between n8n and Next Matter answered (HTTP ${status}) the request to ${action}`,
		remedy: `Next Matter answers in JSON, so this came from a proxy, a firewall or another server. Check the base URL in the credential, and ask whoever runs your network to let n8n reach it${route}`,
		cause: { cause: 'configuration-invalid' },
	};
}

function explainThrottling(answer: Answer, action: string): Explanation {
	const askedMs = retryAfterMs(answer);
	const pause = tellPause(answer.retryAt ?? Date.now() + (askedMs ?? UNTOLD_PAUSE_MS));
	const asks =
		askedMs === undefined
			? ''
			: `Next Matter asks to wait for ${Math.ceil(askedMs / 1000)} seconds. `;
	return {
		what: `Next Matter takes no more requests for now (HTTP ${answer.status}), so it did not ${action}; try again at ${pause.details.retryAt}`,
		remedy: `${asks}${answer.status === 429 ? LIMIT_REMEDY : WAIT_LONGER}`,
		details: pause.details,
		cause: {
			cause: 'rate-limited',
			...(askedMs !== undefined && { retryAfterMs: askedMs }),
		},
	};
}

function redirectTarget(location: string | undefined): string {
	const url = location ? parseUrl(location) : undefined;
	return url ? ` to ${url.origin}` : '';
}
