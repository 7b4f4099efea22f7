import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';
import { createSend } from '../api/httpClient';
import { explainReply } from '../api/errors/explainReply';
import type { ApiRequest, Attempt } from '../api/types';
import { readId } from '../input/ids';
import type { IdSubject } from '../input/links';
import { isRecord } from '../input/isRecord';
import { inputErrorOf } from '../input/inputError';
import { keepWords } from '../api/errors/keepWords';
import { tryOrFail } from '../api/errors/tryOrFail';
import { bodyOf, isSuccess } from '../api/replies';

/** Somebody is waiting for a list to open. */
const TIMEOUT_MS = 15_000;

/**
 * Reads something while a person fills in the node.
 *
 * @param attempt what is tried, e.g. to `read instance 9001`
 * @throws NodeApiError that says in plain words why there is no list
 */
export async function lookUp(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	attempt: Pick<Attempt, 'action' | 'subject'>,
): Promise<unknown> {
	const ended = await tryOrFail('not-sent', async () => {
		const send = await createSend(context, TIMEOUT_MS);
		const reply = await send(request);
		if (isSuccess(reply)) return { kind: 'read' as const, body: bodyOf(reply) };
		const reads = { ...attempt, howToVerify: '', fieldLabels: [], idempotency: 'safe' } as const;
		return { kind: 'failed' as const, failure: explainReply(reply, reads) };
	});
	if (ended.kind === 'read') return ended.body;
	const { message, remedy, statusCode } = ended.failure;
	throw noList(context, { message, description: remedy, statusCode });
}

/** @throws NodeApiError when the parameter has no ID until the workflow runs */
export function readCurrentId(
	context: ILoadOptionsFunctions,
	subject: IdSubject,
	name: string,
): number {
	const parameter: unknown = context.getCurrentNodeParameter(name);
	const value: unknown = isRecord(parameter) ? parameter.value : parameter;
	// The editor resolves expressions before it asks, by what the previous nodes have put out the last
	// time, and leaves nothing of one that finds nothing there.
	const isUnresolved = isRecord(parameter) && (value === null || value === undefined);
	if (isUnresolved || (typeof value === 'string' && value.startsWith('='))) {
		throw noList(context, {
			message: `The ${subject} is set by an expression that has no value yet`,
			description: 'Execute the previous nodes and try again, or enter the ID or the name instead',
		});
	}
	try {
		return readId(subject, value);
	} catch (error) {
		const { message, remedy } = inputErrorOf(error);
		throw noList(context, { message, description: `Choose the ${subject} first. ${remedy}` });
	}
}

/** For these, n8n's list links to the credential. */
const ABOUT_THE_CREDENTIAL = [401, 403];

/**
 * How n8n's list shows a sentence instead of entries. For other errors the server passes on the message
 * alone, so that what to do next would be lost. A status is shown in front of the message, such as
 * "400 - ", so it is left out where it is not worth that.
 */
export function noList(
	context: ILoadOptionsFunctions,
	{
		message,
		description,
		statusCode = 0,
	}: { readonly message: string; readonly description: string; readonly statusCode?: number },
): NodeApiError {
	const isWorthIt = ABOUT_THE_CREDENTIAL.includes(statusCode);
	const error = new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description, ...(isWorthIt && { httpCode: String(statusCode) }) },
	);
	if (!isWorthIt) error.httpCode = null;
	return keepWords(error, { message, description });
}

/** Whether a text that somebody types is part of a name. */
export function isFound(name: string, filter = ''): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}
