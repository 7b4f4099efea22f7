import { parseUrl } from '../../input/parseUrl';
import { pluralize } from '../../input/wording';
import { describePause, FOR_A_PAUSE, FOR_THE_LIMIT, isThrottled, retryAfterMs } from '../rateLimit';
import type { Answer, Attempt, Explanation } from '../types';
import { explainIntermediary, isFromIntermediary } from './intermediary';
import { explainRejection } from './rejections';

/** What a status says about an attempt. */
export function explainStatus(answer: Answer, attempt: Attempt): Explanation {
	const { status } = answer;
	const { action, expectedBody = 'the instance', expects, idempotency } = attempt;
	if (isThrottled(answer, idempotency === 'idempotent' ? 'nonIdempotent' : idempotency))
		return explainThrottling(answer, action);
	if (status >= 500) {
		const isTooMuch = status === 504 && expects === 'list';
		return {
			what: `Next Matter returned a server error (HTTP ${status}) when asked to ${action}`,
			remedy: isTooMuch ? LESS_AT_ONCE : '',
		};
	}
	if (isFromIntermediary(answer)) return explainIntermediary(answer, attempt);
	if (status >= 300 && status < 400) {
		return {
			what: `The server of the base URL redirects (HTTP ${status})${redirectTarget(answer.location)} instead of answering the request to ${action}`,
			remedy:
				"Enter the final URL as 'Base URL' in the credential. Redirects are not followed, because they could repeat a request or send the API key elsewhere.",
			cause: { cause: 'configuration-invalid' },
		};
	}
	if (status < 300) {
		return {
			what: `Next Matter returned an unexpected response (HTTP ${status}) when asked to ${action}; expected ${expectedBody}`,
			remedy: '',
		};
	}
	return explainRejection(answer, attempt);
}

const LESS_AT_ONCE =
	"Next Matter cuts off every request after 60 seconds. Add filters by date, such as 'Started After', or lower 'Limit'";

/** What the vendor asks for where an answer names no time. */
const DEFAULT_PAUSE_MS = 60_000;

function explainThrottling(answer: Answer, action: string): Explanation {
	const askedMs = retryAfterMs(answer);
	const pause = describePause(answer.retryAt ?? Date.now() + (askedMs ?? DEFAULT_PAUSE_MS));
	const advice = answer.status === 429 ? FOR_THE_LIMIT : FOR_A_PAUSE;
	const asks =
		askedMs === undefined
			? ''
			: `Next Matter asks you to wait ${pluralize(Math.ceil(askedMs / 1000), 'second')}. `;
	return {
		what: `Next Matter isn't accepting requests right now (HTTP ${answer.status}), so it didn't ${action}; try again at ${pause.details.retryAt}`,
		...advice,
		remedy: `${asks}${advice.remedy}`,
		details: pause.details,
		cause: {
			cause: 'rate-limited',
			...(askedMs !== undefined && { retryAfterMs: askedMs }),
		},
	};
}

function redirectTarget(location: string | undefined): string {
	const url = location ? parseUrl(location) : undefined;
	return url && /^https?:$/.test(url.protocol) ? ` to ${url.origin}` : '';
}
