import { cleanText, readApiMessages, summarizeText } from './body';
import { describeCode } from './network';
import type { Body, Certainty, Failure, Reply } from './types';

/** What was tried, as far as messages need to know it. */
export interface Attempt {
	/** A verb phrase, e.g. `complete step 5001 of instance 9001`. */
	readonly phrase: string;
	/** What to look at when nobody can tell what became of it. */
	readonly check: string;
	readonly fieldLabels: readonly string[];
}

/** Explains a reply that is not what the attempt needed. */
export function explainReply(reply: Reply, attempt: Attempt): Failure {
	if (reply.kind === 'noAnswer') return explainSilence(reply.sent, reply.code, attempt);
	const { status } = reply;
	const said = tellBody(reply.body, attempt.fieldLabels);
	const { what, remedy } = explainStatus(reply, attempt);
	const words = said.text ? `: ${said.text}` : '';
	const certainty = certaintyOf(status);
	return {
		message: cleanText(`${what}${words}`),
		remedy: certainty === 'unknown' ? `${unknownRemedy(attempt)} ${remedy}`.trim() : remedy,
		certainty,
		statusCode: status,
		...(said.messages.length > 0 && { apiMessages: said.messages }),
	};
}

/** Redirects that ask for the same request elsewhere; 302 and 303 may also follow one that was obeyed. */
const MOVED = [301, 307, 308];

/** A refusal is the API's word; of any other answer that is not the instance nobody knows. */
function certaintyOf(status: number): Certainty {
	const isRefusal = status >= 400 && status < 500 && status !== 408;
	return isRefusal || MOVED.includes(status) ? 'rejected' : 'unknown';
}

function explainStatus(
	reply: Extract<Reply, { kind: 'answer' }>,
	{ phrase }: Attempt,
): { what: string; remedy: string } {
	const { status, retryAfter } = reply;
	if (status >= 500)
		return { what: `Next Matter failed (HTTP ${status}) to ${phrase}`, remedy: '' };
	if (status >= 300 && status < 400) {
		return {
			what: `The server of the base URL redirects (HTTP ${status})${redirectTarget(reply.location)} instead of answering the request to ${phrase}`,
			remedy:
				'Enter the final address as "Base URL" in the credential. Redirects are not followed, because they could repeat a request or carry the API key elsewhere.',
		};
	}
	if (status < 300) {
		return {
			what: `Next Matter answered (HTTP ${status}) the request to ${phrase} with something else than the instance`,
			remedy: '',
		};
	}
	switch (status) {
		case 401:
			return {
				what: `Next Matter does not accept the API key, so it did not ${phrase}`,
				remedy:
					'Open the credential, enter a valid API key (in Next Matter under Company > Next Matter API keys) and test it. The key may have expired or been revoked.',
			};
		case 403:
			return {
				what: `The user of the API key has no right to ${phrase}`,
				remedy:
					'In Next Matter, make this user the owner of the step, the lead of the workflow or an administrator, or use the API key of someone who is',
			};
		case 404:
			return {
				what: `Next Matter did not find what it needs to ${phrase}`,
				remedy:
					'Check that the ID is right, that the user of the API key can see the instance, and that the base URL in the credential is the one of your workspace',
			};
		case 429:
			return {
				what: `Next Matter takes no more requests for now, so it did not ${phrase}`,
				remedy: `${waitAdvice(retryAfter)} Next Matter allows 3000 requests an hour for all your automations together.`,
			};
		default:
			return {
				what: `Next Matter refused (HTTP ${status}) to ${phrase}`,
				remedy:
					'Check the step and its form fields: options must be spelled exactly as in the workflow, and required form fields must be filled in',
			};
	}
}

function waitAdvice(retryAfter: string | undefined): string {
	const seconds = /^\d+$/.test(retryAfter ?? '') ? `${Number(retryAfter)} seconds` : retryAfter;
	return seconds
		? `Run the item again later; Next Matter asks to wait: ${cleanText(seconds)}.`
		: 'Run the item again later.';
}

function redirectTarget(location: string | undefined): string {
	return location && URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
}

function explainSilence(sent: boolean, code: string, attempt: Attempt): Failure {
	const reason = describeCode(code);
	return sent
		? {
				message: `Sent, outcome unknown: the request to ${attempt.phrase} got no clear answer, ${reason}`,
				remedy: unknownRemedy(attempt),
				certainty: 'unknown',
			}
		: {
				message: `Next Matter cannot be reached: ${reason}. Nothing was sent to ${attempt.phrase}`,
				remedy:
					'Check the base URL in the credential and the network of your n8n, then run the item again',
				certainty: 'not-sent',
			};
}

function unknownRemedy({ check }: Attempt): string {
	return `Whether it was done is not known. ${check}`;
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
