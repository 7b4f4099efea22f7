import type { ItemFile } from '../../api/binaryFiles';
import type { ApiRequest, Attempt } from '../../api/types';
import { asSeen } from '../../input/invisible';
import { isRecord } from '../../input/isRecord';
import { quote } from '../../input/inputError';
import { encodeAddress } from '../../input/urls';

/** The API keeps files and images apart; both give an address. */
export type UploadKind = 'file' | 'image';

export interface Upload extends Attempt {
	readonly request: ApiRequest;
	readonly idempotency: 'nonIdempotent';
}

const REMEDIES = {
	400: 'Check the file, and what it should be attached to',
	403: 'In Next Matter, allow this user to upload files, or use the API key of someone who may',
	404: 'Check the base URL in the credential. How to upload files is known from third-party code only; if your workspace does not support it, use the URL of a file that is stored elsewhere',
	413: 'The file is larger than Next Matter accepts. Make it smaller, or use the URL of a file that is stored elsewhere',
} as const;

/**
 * `POST /files/` or `/images/`, known from third-party code only.
 *
 * @param fields further parts of the form, in the API's names
 */
export function uploadOf(
	file: ItemFile,
	kind: UploadKind,
	fields: Readonly<Record<string, string>> = {},
): Upload {
	return {
		request: { method: 'POST', path: `/${kind}s/`, file: { ...file, part: kind, fields } },
		idempotency: 'nonIdempotent',
		action: `upload ${quote(file.fileName)}`,
		howToVerify:
			'The file may have been uploaded; uploading it a second time would only leave a spare copy.',
		expectedBody: 'the URL of the file',
		remedyByStatus: REMEDIES,
		fieldLabels: [],
	};
}

/** In the order in which they are looked for. */
const ADDRESS_KEYS = ['file_uri', 'image_uri', 'url', 'uri', 'file', 'image'];

/** Anything with a slash before any blank: no bare file name, no page and no sentence. */
const ADDRESS = /^[^\s/<>"]*\/[^\p{Cc}<>"]*$/u;

/**
 * The address of an uploaded file as the API gave it, be it whole or only a path: Next Matter accepts
 * what it returned. Blanks and letters such as "ü" are encoded, because the API takes URIs.
 *
 * @param body an object that holds it under one of several names, or just the address
 */
export function readAddress(body: unknown): string | undefined {
	if (typeof body === 'string') {
		const address = asSeen(body);
		return ADDRESS.test(address) ? encodeAddress(address) : undefined;
	}
	if (!isRecord(body)) return undefined;
	for (const key of ADDRESS_KEYS) {
		const address = readAddress(body[key]);
		if (address !== undefined) return address;
	}
	return undefined;
}
