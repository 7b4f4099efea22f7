import { readId } from '../input/ids';
import { isRecord } from '../input/isRecord';
import { isMissing, quote, InputError } from '../input/inputError';
import { reject, rejectFor, type Call, type IncomingCall, type Rejection } from './types';

/** In bytes. A call names an instance and an event; everything else is read with the API key. */
export const MAX_BODY_SIZE = 65_536;

const MAX_EVENT_LENGTH = 100;
const MAX_CALL_ID_LENGTH = 200;

export const EXAMPLE_BODY = '{ "instance_id": "{{instance_id}}", "event": "approved" }';

const HINT = `Send a JSON body like this one: ${EXAMPLE_BODY}`;

/** @returns why the request cannot be a call at all; undefined if it can */
export function checkMethod({ method }: IncomingCall): Rejection | undefined {
	if (method.toUpperCase() === 'POST') return undefined;
	const rejection = reject(
		405,
		`This URL takes POST requests only, not ${quote(method)}`,
		'It is meant for an integration step in Next Matter. Set its method to POST',
	);
	return { ...rejection, headers: { Allow: 'POST' } };
}

/** Reads what the body says. Nothing in it is trusted but the ID, and that only to look it up. */
export function readCall(request: IncomingCall): Call | Rejection {
	const { body, size } = request;
	const type = contentTypeOf(request);
	// n8n parses exactly this type; the body of any other one never gets here.
	if (type !== 'application/json') {
		return reject(
			415,
			`The content type is ${type ? quote(type) : 'missing'}; expected "application/json"`,
			'Set the header Content-Type to application/json',
		);
	}
	if (size > MAX_BODY_SIZE) {
		return reject(
			413,
			`The body has ${size} bytes; at most ${MAX_BODY_SIZE} are accepted`,
			'Send the instance ID and the event only. n8n reads everything else itself',
		);
	}
	if (!isRecord(body) || Object.keys(body).length === 0) {
		return reject(400, 'The body is not a JSON object with content', HINT);
	}
	try {
		return {
			instanceId: readInstanceId(body.instance_id),
			event: readText('event', body.event, MAX_EVENT_LENGTH),
			callId: isMissing(body.call_id) ? '' : readText('call_id', body.call_id, MAX_CALL_ID_LENGTH),
			body,
		};
	} catch (error) {
		return rejectFor(error, 400);
	}
}

function contentTypeOf({ headers }: IncomingCall): string {
	const value = headers['content-type'];
	return String(value ?? '')
		.split(';')[0]
		.trim()
		.toLowerCase();
}

function readInstanceId(value: unknown): number {
	if (isMissing(value)) throw new InputError('"instance_id" is missing from the body', HINT);
	if (typeof value === 'string' && value.includes('{{')) {
		throw new InputError(
			`Next Matter did not fill in "instance_id": it is still ${quote(value)}`,
			'Insert the instance ID with the picker for data references in Next Matter',
		);
	}
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InputError(`"instance_id" is ${quote(value)}, which is not an ID`, HINT);
	}
	return readId('instance', value);
}

function readText(name: string, value: unknown, maxLength: number): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (isMissing(text)) throw new InputError(`"${name}" is missing from the body`, HINT);
	if (typeof text !== 'string') {
		throw new InputError(`"${name}" is ${quote(value)}, which is not text`, HINT);
	}
	const trimmed = text.trim();
	if (trimmed.length <= maxLength) return trimmed;
	throw new InputError(
		`"${name}" has ${trimmed.length} characters; at most ${maxLength} are accepted`,
		'Use a shorter one',
	);
}
