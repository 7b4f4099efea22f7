import type { IDataObject } from 'n8n-workflow';
import { parseUrl } from '../input/parseUrl';
import { isThrottled, LIMIT_REMEDY, retryAfterMs, tellPause, WAIT_LONGER } from './throttling';
import type { Answer, Attempt, FailureCause } from './types';

interface Explanation {
	readonly what: string;
	readonly remedy: string;
	readonly cause?: FailureCause;
	readonly facts?: IDataObject;
}

/** What a status says about an attempt. */
export function explainStatus(answer: Answer, attempt: Attempt): Explanation {
	const { status } = answer;
	const { phrase, expected = 'the instance', advice = {}, nature } = attempt;
	if (isThrottled(answer, nature === 'repeatable' ? 'once' : nature))
		return explainThrottling(answer, phrase);
	if (status >= 500)
		return { what: `Next Matter failed (HTTP ${status}) to ${phrase}`, remedy: '' };
	if (status >= 300 && status < 400) {
		return {
			what: `The server of the base URL redirects (HTTP ${status})${redirectTarget(answer.location)} instead of answering the request to ${phrase}`,
			remedy:
				'Enter the final address as "Base URL" in the credential. Redirects are not followed, because they could repeat a request or carry the API key elsewhere.',
			cause: { cause: 'configuration-invalid' },
		};
	}
	if (status < 300) {
		return {
			what: `Next Matter answered (HTTP ${status}) the request to ${phrase} with something else than ${expected}`,
			remedy: '',
		};
	}
	switch (status) {
		case 401:
			return {
				what: `Next Matter does not accept the API key, so it did not ${phrase}`,
				remedy:
					'Open the credential, enter a valid API key (in Next Matter under Company > Next Matter API keys) and test it. The key may have expired or been revoked.',
				cause: { cause: 'credential-invalid' },
			};
		case 403:
			return {
				what: `The user of the API key has no right to ${phrase}`,
				remedy:
					advice[403] ??
					'In Next Matter, make this user the lead of the workflow or an administrator, or use the API key of someone who is',
				cause: { cause: 'configuration-invalid' },
			};
		case 404:
			return {
				what: `Next Matter did not find what it needs to ${phrase}`,
				remedy:
					advice[404] ??
					'Check that the ID is right, that the user of the API key can see the instance, and that the base URL in the credential is the one of your workspace',
				cause: { cause: 'configuration-invalid' },
			};
		default:
			return {
				what: `Next Matter refused (HTTP ${status}) to ${phrase}`,
				remedy: advice[status] ?? advice[400] ?? 'Check the parameters of this item',
			};
	}
}

/** What the vendor asks for where an answer names no time. */
const UNTOLD_PAUSE_MS = 60_000;

function explainThrottling(answer: Answer, phrase: string): Explanation {
	const askedMs = retryAfterMs(answer);
	const pause = tellPause(answer.retryAt ?? Date.now() + (askedMs ?? UNTOLD_PAUSE_MS));
	const asks =
		askedMs === undefined
			? ''
			: `Next Matter asks to wait for ${Math.ceil(askedMs / 1000)} seconds. `;
	return {
		what: `Next Matter takes no more requests for now (HTTP ${answer.status}), so it did not ${phrase}; try again at ${pause.facts.retryAt}`,
		remedy: `${asks}${answer.status === 429 ? LIMIT_REMEDY : WAIT_LONGER}`,
		facts: pause.facts,
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
