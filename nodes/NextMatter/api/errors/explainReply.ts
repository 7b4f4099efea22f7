import { cleanText, summarizeText } from '../body';
import { isThrottled } from '../rateLimit';
import type { Answer, Attempt, Body, Certainty, Failure, Reply } from '../types';
import { readApiMessages } from './apiMessages';
import { explainStatus } from './httpStatus';
import { mayHideAnswer } from './intermediary';
import { describeCode, isTimeout, isTransient, TOO_LARGE } from './networkErrors';
import { GIVEN_UP } from './rejections';
import { explainSkipped } from './skipReasons';

/** Explains a reply that is not what the attempt needed. */
export function explainReply(reply: Reply, attempt: Attempt): Failure {
	if (reply.kind === 'skipped') return explainSkipped(reply, attempt);
	if (reply.kind === 'unreadable') return explainUnreadable(reply.property, attempt);
	if (reply.kind === 'file' || reply.kind === 'noFile') return explainMisplaced(attempt);
	if (reply.kind === 'noAnswer') return explainSilence(reply.sent, reply.code, attempt);
	const { status } = reply;
	const said = describeBody(reply.body, attempt.fieldLabels);
	const { what, remedy, ...more } = explainStatus(reply, attempt);
	const certainty = attempt.idempotency === 'safe' ? 'rejected' : certaintyOf(reply);
	return {
		message: cleanText(`${what}${introduce(reply, said.text)}`),
		remedy:
			certainty === 'unknown' ? `${unknownRemedy(attempt)} ${remedy}`.trim() : remedy || AGAIN,
		certainty,
		statusCode: status,
		...(said.messages.length > 0 && { apiMessages: said.messages }),
		...more,
	};
}

/** What a body says, to follow what happened. Data is no explanation, so it is introduced as what came instead. */
function introduce({ status, body }: Answer, text: string): string {
	const isData = status < 300 && body.form !== 'empty';
	return text && `${isData ? '. It returned: ' : ': '}${text}`;
}

/** What only reads can always be run again. */
const AGAIN = 'Nothing was changed. Try again later';

const LESS = "Nothing was changed. Request less data: lower 'Limit' or add filters";

/** Redirects that ask for the same request elsewhere; 302 and 303 may also follow one that was processed. */
const MOVED = [301, 307, 308];

/**
 * For requests that change something. A rejection is the API's word. Any other unexpected response leaves the outcome
 * unknown.
 */
function certaintyOf(answer: Answer): Certainty {
	const { status } = answer;
	// What may be sent twice is sent again after a 503, but it may have been processed all the same.
	const isPaced = isThrottled(answer, 'nonIdempotent');
	const isRejection =
		status >= 400 && status < 500 && !GIVEN_UP.includes(status) && !mayHideAnswer(answer);
	return isRejection || isPaced || MOVED.includes(status) ? 'rejected' : 'unknown';
}

function explainSilence(sent: boolean, code: string, attempt: Attempt): Failure {
	const reason = describeCode(code);
	const how = isTimeout(code)
		? `timed out (${code})`
		: `failed without a usable response: ${reason}`;
	if (sent && attempt.idempotency === 'safe') {
		return {
			message: `The request to ${attempt.action} ${how}`,
			remedy: code === TOO_LARGE && attempt.expects === 'list' ? LESS : AGAIN,
			certainty: 'rejected',
			cause: { cause: 'temporarily-unavailable' },
		};
	}
	return sent
		? {
				message: `Sent, outcome unknown: the request to ${attempt.action} ${how}`,
				remedy: unknownRemedy(attempt),
				certainty: 'unknown',
			}
		: {
				message: `Couldn't reach Next Matter to ${attempt.action}: ${reason}. Nothing was sent`,
				remedy:
					'Check the base URL in the credential and the network of your n8n instance, then try again',
				certainty: 'not-sent',
				cause: { cause: isTransient(code) ? 'temporarily-unavailable' : 'configuration-invalid' },
			};
}

/** No request to the API ends like this. */
function explainMisplaced({ action }: Attempt): Failure {
	return {
		message: `Next Matter returned a file when asked to ${action}`,
		remedy: AGAIN,
		certainty: 'rejected',
	};
}

function explainUnreadable(property: string, { action }: Attempt): Failure {
	return {
		message: `n8n could not read the whole file in "${property}", so the request to ${action} was not sent in full`,
		remedy:
			'Run the node that creates the file again: n8n may have deleted its content, or stored it where this n8n process cannot read it',
		certainty: 'not-sent',
	};
}

function unknownRemedy({ howToVerify }: Attempt): string {
	return `It is unclear whether it was done. ${howToVerify}`;
}

function describeBody(body: Body, labels: readonly string[]): { text: string; messages: string[] } {
	if (body.form === 'empty') return { text: 'the response is empty', messages: [] };
	if (body.form === 'text') {
		const text = summarizeText(body.text);
		return { text, messages: [text] };
	}
	const messages = readApiMessages(body.value, labels);
	return { text: messages.join(' · '), messages };
}
