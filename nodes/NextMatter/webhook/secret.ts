import { createHash, timingSafeEqual } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import { InputError } from '../input/inputError';
import { reject, rejectFor, type IncomingCall, type Rejection } from './types';

export const SECRET_CREDENTIAL_TYPE = 'nextMatterWebhookApi';

const MIN_SECRET_LENGTH = 16;

/** Headers that say how a request is sent, so they cannot carry a secret. */
const RESERVED_HEADERS = [
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'cookie',
	'expect',
	'host',
	'transfer-encoding',
	'upgrade',
];

/** A header that only Next Matter is told about. */
export interface SharedSecret {
	/** In lower case. */
	readonly header: string;
	readonly value: string;
}

/** @throws InputError that never repeats the secret */
export function readSecret(data: ICredentialDataDecryptedObject): SharedSecret {
	const header = textOf(data.headerName).toLowerCase();
	const value = textOf(data.secret);
	const where = "in the 'Next Matter Webhook API' credential";
	if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(header) || RESERVED_HEADERS.includes(header)) {
		throw new InputError(
			`The header name ${where} cannot be used`,
			'Enter a name such as X-Next-Matter-Secret',
		);
	}
	if (!/^[\x20-\x7e]+$/.test(value) || value.length < MIN_SECRET_LENGTH) {
		throw new InputError(
			`The secret ${where} must have at least ${MIN_SECRET_LENGTH} characters: letters without accents, digits, spaces and punctuation`,
			'Generate a long random one, and enter the same one in Next Matter',
		);
	}
	return { header, value };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** There is nobody to ask whether a secret is right, only whether it can be used. */
export function testSecret(data: ICredentialDataDecryptedObject): INodeCredentialTestResult {
	try {
		const { header } = readSecret(data);
		return {
			status: 'OK',
			message: `The secret can be used. Enter it in Next Matter as the value of the header ${header}.`,
		};
	} catch (error) {
		const { error: message, hint } = rejectFor(error, 401);
		return { status: 'Error', message: `${message}. ${hint}.` };
	}
}

/** @returns undefined if the call carries the secret */
export function checkSecret(
	{ headers }: IncomingCall,
	{ header, value }: SharedSecret,
): Rejection | undefined {
	const given = headers[header];
	if (given === undefined) {
		return reject(
			401,
			`The header ${header} is missing`,
			'Store the secret in Next Matter as an API key header, and choose it in the integration step',
		);
	}
	if (typeof given === 'string' && isSame(given, value)) return undefined;
	return reject(
		401,
		`The secret in the header ${header} is wrong`,
		'Enter the same secret in Next Matter as in the n8n credential',
	);
}

/** In constant time: hashes have the same length, whatever was sent. */
function isSame(given: string, expected: string): boolean {
	return timingSafeEqual(digest(given.trim()), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
