import { cleanText, summarizeText } from '../body';
import { readApiMessages } from './apiMessages';
import { describeCode, isTimeout, isTransient, TOO_LARGE } from './networkErrors';
import { explainStatus, GIVEN_UP, isFromBetween, NOT_PASSED_ON } from './httpStatus';
import { isThrottled, LIMIT_REMEDY, tellPause, WAIT_LONGER } from '../rateLimit';
import type { Answer, Attempt, Body, Certainty, Failure, SkipReason, Reply } from '../types';

/** Explains a reply that is not what the attempt needed. */
export function explainReply(reply: Reply, attempt: Attempt): Failure {
	if (reply.kind === 'skipped') return explainSkipped(reply, attempt);
	if (reply.kind === 'unreadable') return explainUnreadable(reply.property, attempt);
	if (reply.kind === 'file' || reply.kind === 'noFile') return explainMisplaced(attempt);
	if (reply.kind === 'noAnswer') return explainSilence(reply.sent, reply.code, attempt);
	const { status } = reply;
	const said = tellBody(reply.body, attempt.fieldLabels);
	const { what, remedy, cause, details } = explainStatus(reply, attempt);
	const words = said.text ? `: ${said.text}` : '';
	const certainty = attempt.idempotency === 'safe' ? 'rejected' : certaintyOf(reply, attempt);
	return {
		message: cleanText(`${what}${words}`),
		remedy:
			certainty === 'unknown' ? `${unknownRemedy(attempt)} ${remedy}`.trim() : remedy || AGAIN,
		certainty,
		statusCode: status,
		...(said.messages.length > 0 && { apiMessages: said.messages }),
		...(details && { details }),
		...(cause && { cause }),
	};
}

/** What only reads can always be run again. */
const AGAIN = 'Nothing was changed. Run the item again later';

const LESS = 'Nothing was changed. Ask for less at once: lower the Limit, or add filters';

/** Redirects that ask for the same request elsewhere; 302 and 303 may also follow one that was obeyed. */
const MOVED = [301, 307, 308];

/** A rejection is the API's word. Any other unexpected response leaves the outcome unknown. */
function certaintyOf(answer: Answer, { idempotency }: Attempt): Certainty {
	const { status } = answer;
	// What may be sent twice is sent again after a 503, but that it was not obeyed is not known either.
	const isPaced = isThrottled(answer, idempotency === 'idempotent' ? 'nonIdempotent' : idempotency);
	const isRejection =
		status >= 400 && status < 500 && !GIVEN_UP.includes(status) && !mayHideAnswer(answer);
	return isRejection || isPaced || MOVED.includes(status) ? 'rejected' : 'unknown';
}

/** A firewall looks at answers as well, and puts its page or nothing in place of one it dislikes. */
function mayHideAnswer(answer: Answer): boolean {
	return isFromBetween(answer) && !NOT_PASSED_ON.includes(answer.status);
}

function explainSilence(sent: boolean, code: string, attempt: Attempt): Failure {
	const reason = describeCode(code);
	const how = isTimeout(code) ? `timed out (${code})` : `got no clear answer: ${reason}`;
	if (sent && attempt.idempotency === 'safe') {
		return {
			message: `The request to ${attempt.action} ${how}`,
			remedy: code === TOO_LARGE ? LESS : AGAIN,
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
				message: `Next Matter cannot be reached: ${reason}. Nothing was sent to ${attempt.action}`,
				remedy:
					'Check the base URL in the credential and the network of your n8n, then run the item again',
				certainty: 'not-sent',
				cause: { cause: isTransient(code) ? 'temporarily-unavailable' : 'configuration-invalid' },
			};
}

/** No request to the API ends like this. */
function explainMisplaced({ action }: Attempt): Failure {
	return {
		message: `A file is no answer to the request to ${action}`,
		remedy: AGAIN,
		certainty: 'rejected',
	};
}

function explainUnreadable(property: string, { action }: Attempt): Failure {
	return {
		message: `n8n cannot read the content of the file in "${property}", so there was nothing whole to send to ${action}`,
		remedy:
			'Run the node again that makes the file: n8n may have removed its content, or keep it where this part of n8n does not reach it',
		certainty: 'not-sent',
	};
}

const SKIPPED: Readonly<Record<SkipReason, { reason: string; remedy: string }>> = {
	stopped: {
		reason: 'the execution was stopped before its turn',
		remedy: 'Run the item again if it is still to be done',
	},
	siblingFailed: {
		reason: 'another item failed, and the node is set to stop there',
		remedy: 'Solve what the other item failed with, then run this one again',
	},
	paused: {
		reason: 'requests have to pause for longer than the option "Maximum Wait" allows',
		remedy: WAIT_LONGER,
	},
	limited: {
		reason: 'Next Matter takes no more requests for now',
		remedy: LIMIT_REMEDY,
	},
};

/** Why something was held back, to follow a colon. */
export function describeSkipReason(reason: SkipReason): string {
	return SKIPPED[reason].reason;
}

function explainSkipped(
	{ reason, retryAt }: Extract<Reply, { kind: 'skipped' }>,
	{ action }: Attempt,
): Failure {
	const pause = retryAt === undefined ? undefined : tellPause(retryAt);
	const after = pause && { retryAfterMs: pause.ms };
	const when = pause ? `; try again at ${pause.details.retryAt}` : '';
	return {
		message: `Nothing was sent to ${action}: ${describeSkipReason(reason)}${when}`,
		remedy: SKIPPED[reason].remedy,
		certainty: 'not-sent',
		...(pause && { details: pause.details }),
		...(reason === 'paused' && { cause: { cause: 'temporarily-unavailable', ...after } }),
		...(reason === 'limited' && { cause: { cause: 'rate-limited', ...after } }),
		...(reason === 'siblingFailed' && { isConsequence: true }),
	};
}

function unknownRemedy({ howToVerify }: Attempt): string {
	return `Whether it was done is not known. ${howToVerify}`;
}

function tellBody(body: Body, labels: readonly string[]): { text: string; messages: string[] } {
	if (body.form === 'empty') return { text: 'the answer is empty', messages: [] };
	if (body.form === 'text') {
		const text = summarizeText(body.text);
		return { text, messages: [text] };
	}
	const messages = readApiMessages(body.value, labels);
	return { text: messages.join(' · '), messages };
}
