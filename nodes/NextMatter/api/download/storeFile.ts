import type { IBinaryData } from 'n8n-workflow';
import { readHeader } from '../headers';
import { readNetworkError } from '../errors/networkErrors';
import type { FileAddress, Reply } from '../types';
import { guardContent, isFileStream, type GuardedContent } from './guardContent';
import { fileNameOf, isAttachment, mimeTypeOf, type FileHeaders } from './naming';
import type { FileAnswer, FileStream, FileTransport } from './fileTransport';

interface StoreFileContext {
	readonly file: FileAddress;
	readonly transport: FileTransport;
	/** The URL that was asked for first, and the one that has answered. */
	readonly first: URL;
	readonly at: URL;
	/** Whether the answer is to a request with the API key. */
	readonly withKey: boolean;
}

/** Puts the file that an answer holds into n8n's store, unless it is none. */
export async function storeFile(answer: FileAnswer, context: StoreFileContext): Promise<Reply> {
	const { file, transport, first, at, withKey } = context;
	const { host } = at;
	const headers: FileHeaders = {
		contentType: readHeader(answer.headers, 'content-type'),
		contentDisposition: readHeader(answer.headers, 'content-disposition'),
	};
	const fileName = fileNameOf(headers, at);
	const mimeType = mimeTypeOf(headers);
	const mayBePage = isAttachment(headers) || /\.x?html?$/i.test(fileName);
	const content = streamOf(answer.body);
	if (!content) return { kind: 'noAnswer', sent: true, code: 'UNKNOWN', host };
	const refuse = (reason: 'data' | 'page' | 'tooLarge' | 'empty'): Reply => {
		content.on('error', () => {});
		content.destroy();
		return { kind: 'noFile', reason, host };
	};
	if (isPage(mimeType) && !mayBePage) return refuse('page');
	// A URL that somebody has typed into a form must not read what only the key may read.
	if (withKey && mimeType?.endsWith('json') && !isAttachment(headers)) return refuse('data');
	const size = announcedSize(answer.headers);
	if (size !== undefined && size > file.maxBytes) return refuse('tooLarge');
	if (size === 0) return refuse('empty');

	const { maxBytes } = file;
	const { timeoutMs: idleMs, stop } = transport;
	const guarded = guardContent(content, { maxBytes, idleMs, mayBePage, stop });
	try {
		const kept = transport.keep(guarded.stream, fileName, mimeType);
		const data = await Promise.race([kept, guarded.givenUp]);
		if (guarded.size() === 0) return { kind: 'noFile', reason: 'empty', host };
		const typed = withType(data, mimeType);
		const about = { url: first.href, fileName, mimeType: typed.mimeType, size: guarded.size() };
		return { kind: 'file', file: { ...about, data: typed } };
	} catch {
		// Not swallowed: why it ended was noted where it happened.
		return explain(guarded, host);
	} finally {
		guarded.close();
	}
}

function explain(guarded: GuardedContent, host: string): Reply {
	const trouble = guarded.trouble();
	if (trouble === undefined) return { kind: 'noFile', reason: 'notStored', host };
	if (trouble === 'tooLarge' || trouble === 'page')
		return { kind: 'noFile', reason: trouble, host };
	if (typeof trouble === 'string') return { kind: 'noAnswer', sent: true, code: trouble, host };
	const { code } = readNetworkError(trouble.error);
	return { kind: 'noAnswer', sent: true, code, host };
}

function streamOf(body: unknown): FileStream | undefined {
	return isFileStream(body) ? body : undefined;
}

function isPage(mimeType: string | undefined): boolean {
	return mimeType === 'text/html' || mimeType === 'application/xhtml+xml';
}

/** Of packed content it is the packed size, which is no more than that of the file. */
function announcedSize(headers: unknown): number | undefined {
	const length = readHeader(headers, 'content-length');
	return length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** n8n takes a file for text whose type neither the server nor its name tells. */
function withType(data: IBinaryData, known: string | undefined): IBinaryData {
	const isGuess = known === undefined && data.mimeType === 'text/plain';
	if (!isGuess || /\.(txt|text|log)$/i.test(data.fileName ?? '')) return data;
	const { fileType, ...rest } = data;
	return {
		...rest,
		mimeType: 'application/octet-stream',
		...(fileType !== 'text' && { fileType }),
	};
}
