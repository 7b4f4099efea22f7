import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../input/isRecord';
import { readBody, summarizeText } from '../body';
import { readContent } from '../content';
import { openDeadline } from '../deadline';
import { readHeader } from '../headers';
import { readApiMessages } from '../errors/apiMessages';
import { readNetworkError } from '../errors/networkErrors';
import type { FileAddress, NoFile, Reply } from '../types';
import { storeFile } from './storeFile';
import { isDowngrade, mayCarryKey, resolveAddress, resolveRedirect } from './target';
import type { FileAnswer, FileTransport } from './fileTransport';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Enough of a refusal to find its reason in. */
const MAX_REASON_BYTES = 4096;

/** What another try with the API key may change. */
const RETRY_WITH_KEY: readonly NoFile[] = [
	'badRedirect',
	'page',
	'plainHttp',
	'refused',
	'tooManyRedirects',
];

/**
 * Fetches a file and stores it. Whether Next Matter's files need the API key is not documented, so it is
 * tried without; with it only if that did not work, at the base URL's own server, and never after a
 * redirect.
 */
export async function fetchFile(file: FileAddress, transport: FileTransport): Promise<Reply> {
	const url = resolveAddress(file.address, transport.baseUrl);
	if (!url) return { kind: 'noFile', reason: 'badAddress' };
	const reply = await follow(url, file, { transport, withKey: false });
	const mayNeedKey = reply.kind === 'noFile' && RETRY_WITH_KEY.includes(reply.reason);
	if (!mayNeedKey || !mayCarryKey(url, transport.baseUrl)) return reply;
	return await follow(url, file, { transport, withKey: true });
}

interface FollowOptions {
	readonly transport: FileTransport;
	/** For the first request; a redirect is followed without. */
	readonly withKey: boolean;
}

async function follow(
	first: URL,
	file: FileAddress,
	{ transport, withKey }: FollowOptions,
): Promise<Reply> {
	let at = first;
	let from: URL | undefined;
	for (let hops = 0; ; hops += 1) {
		const { host } = at;
		if (isDowngrade(at, transport.baseUrl, from))
			return { kind: 'noFile', reason: 'plainHttp', host };
		if (hops > MAX_REDIRECTS) return { kind: 'noFile', reason: 'tooManyRedirects', host };
		const carriesKey = withKey && hops === 0;
		const answer = await ask(at, carriesKey, transport);
		if (answer.kind === 'noAnswer') return { ...answer, host };
		if (!REDIRECTS.includes(answer.status)) {
			return answer.status === 200
				? await storeFile(answer, { file, transport, first, at, withKey: carriesKey })
				: await refusal(answer, at, transport);
		}
		discard(answer.body);
		const next = resolveRedirect(readHeader(answer.headers, 'location'), at);
		if (!next) return { kind: 'noFile', reason: 'badRedirect', host };
		from = at;
		at = next;
	}
}

type Silence = Extract<Reply, { kind: 'noAnswer' }>;

async function ask(
	url: URL,
	withKey: boolean,
	transport: FileTransport,
): Promise<FileAnswer | Silence> {
	const deadline = openDeadline(transport.timeoutMs, transport.stop);
	let isLate = false;
	const silence = deadline.givenUp.then((code): Silence => {
		isLate = true;
		return { kind: 'noAnswer', sent: true, code };
	});
	try {
		return await Promise.race([get(), silence]);
	} finally {
		deadline.close();
	}

	/** Never rejects, not even when nobody waits for it any longer. */
	async function get(): Promise<FileAnswer | Silence> {
		try {
			const send = withKey ? transport.getWithKey : transport.getOpenly;
			const response = await send(url.href, deadline.signal);
			const { statusCode, headers, body }: IDataObject = isRecord(response) ? response : {};
			if (isLate) discard(body);
			return Number.isInteger(statusCode)
				? { kind: 'fileAnswer', status: Number(statusCode), headers, body }
				: { kind: 'noAnswer', sent: true, code: 'UNKNOWN' };
		} catch (error) {
			return readNetworkError(error);
		}
	}
}

async function refusal(
	{ status, headers, body }: FileAnswer,
	at: URL,
	transport: FileTransport,
): Promise<Reply> {
	const { host } = at;
	const said = await readReason(body, transport);
	// These are reported like other answers, so that the retry policy applies to them.
	if (status >= 500 || status === 429 || status === 408) {
		const text = said ? { form: 'text' as const, text: said } : { form: 'empty' as const };
		const retryAfter = readHeader(headers, 'retry-after');
		return { kind: 'answer', host, status, body: text, retryAfter };
	}
	if (status === 204 || status === 205) return { kind: 'noFile', reason: 'empty', host };
	return { kind: 'noFile', reason: 'refused', host, status, ...(said && { said }) };
}

async function readReason(
	body: unknown,
	{ timeoutMs, stop, mask }: FileTransport,
): Promise<string> {
	const deadline = openDeadline(timeoutMs, stop);
	try {
		const read = readContent(body, deadline.signal, MAX_REASON_BYTES).catch(() => undefined);
		const content = await Promise.race([read, deadline.givenUp.then(() => undefined)]);
		const said = readBody(typeof content?.text === 'string' ? mask(content.text) : '');
		if (said.form === 'json') return readApiMessages(said.value).join(' · ');
		return said.form === 'text' ? summarizeText(said.text) : '';
	} finally {
		deadline.close();
	}
}

function discard(body: unknown): void {
	if (typeof body !== 'object' || body === null || !('destroy' in body)) return;
	if ('on' in body && typeof body.on === 'function') body.on('error', () => {});
	if (typeof body.destroy === 'function') body.destroy();
}
