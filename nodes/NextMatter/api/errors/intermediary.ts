import type { Answer, Attempt, Explanation } from '../types';

/** These say that the request itself was not passed on or has no address. */
const NOT_PASSED_ON = [401, 404, 405, 407, 411, 413, 414, 415, 417, 431];

/** Rejections that the API documents without saying what is in them. */
const MAY_BE_EMPTY = [400, 403];

/**
 * The API answers in JSON. A page, a text or nothing with a rejection comes from something on the way to
 * it, such as a proxy or a firewall, or from another server.
 */
export function isFromIntermediary({ status, body }: Answer): boolean {
	if (status < 400 || status >= 500) return false;
	if (status === 407) return true;
	if (body.form === 'empty') return ![...MAY_BE_EMPTY, ...NOT_PASSED_ON].includes(status);
	return body.form === 'text' && !/^[[{]/.test(body.text);
}

/** A firewall checks answers as well, and may replace one with a page or with nothing. */
export function mayHideAnswer(answer: Answer): boolean {
	return isFromIntermediary(answer) && !NOT_PASSED_ON.includes(answer.status);
}

/** Explains an answer that did not come from the API itself. */
export function explainIntermediary(
	{ status }: Answer,
	{ action, remedyByStatus = {} }: Attempt,
): Explanation {
	if (status === 407) {
		return {
			what: `The proxy between n8n and Next Matter requires a username and password (HTTP 407), so the request to ${action} never reached Next Matter`,
			remedy: 'Ask your n8n administrator to enter them in its proxy settings, such as HTTPS_PROXY',
			cause: { cause: 'configuration-invalid' },
			isFromIntermediary: true,
		};
	}
	const route = status === 404 && remedyByStatus[404] ? `. ${remedyByStatus[404]}` : '';
	return {
		what: `Something between n8n and Next Matter answered the request to ${action} (HTTP ${status})`,
		remedy: `Next Matter answers in JSON, so this came from a proxy, a firewall or another server. Check the base URL in the credential, and ask your network administrator to let n8n reach it${route}`,
		cause: { cause: 'configuration-invalid' },
		isFromIntermediary: true,
	};
}
