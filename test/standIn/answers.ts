import { HTML_NOT_FOUND } from './htmlPages';
import type { JsonValue } from './json';

/** What is sent back; `json` is kept beside its text so that it can be held against the contract. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	text: string;
	json?: JsonValue;
}

/** A tree of messages that keeps keys and indexes, as the vendor's framework builds it. */
export type ErrorTree = { [key: string]: string[] | ErrorTree | ErrorTree[] };

export function jsonAnswer(
	status: number,
	json: JsonValue,
	headers: Record<string, string> = {},
): Answer {
	return {
		status,
		headers: { 'Content-Type': 'application/json', ...headers },
		text: JSON.stringify(json),
		json,
	};
}

export function htmlAnswer(
	status: number,
	text: string,
	headers: Record<string, string> = {},
): Answer {
	return { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, text };
}

function detail(status: number, message: string, headers?: Record<string, string>): Answer {
	return jsonAnswer(status, { detail: message }, headers);
}

export const refuse = {
	fields: (errors: ErrorTree) => jsonAnswer(400, errors),
	request: (message: string) => detail(400, message),
	notJson: () => detail(400, 'JSON parse error - the body could not be read.'),
	missingKey: () =>
		detail(401, 'Authentication credentials were not provided.', {
			'WWW-Authenticate': 'Api-Key',
		}),
	badKey: () => detail(401, 'Invalid API key.', { 'WWW-Authenticate': 'Api-Key' }),
	forbidden: () => detail(403, 'You do not have permission to perform this action.'),
	notFound: (message = 'Not found.') => detail(404, message),
	unknownPage: () => htmlAnswer(404, HTML_NOT_FOUND),
	method: (method: string, allow: string) =>
		detail(405, `Method "${method}" not allowed.`, { Allow: allow }),
	mediaType: (type: string) => detail(415, `Unsupported media type "${type}" in request.`),
	throttled: (seconds: number) =>
		detail(
			429,
			`Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`,
			{ 'Retry-After': String(seconds) },
		),
};
