/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- streams as the host hands them on, and a turn of the loop of events; never ships */
import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { fetchFile } from '../../../../nodes/NextMatter/api/download/fetchFile';
import type { FileTransport } from '../../../../nodes/NextMatter/api/download/fileTransport';

const FILE = { address: 'https://files/a.bin', maxBytes: 1000 };
const response = (statusCode: number, body: unknown, headers: object = {}) => ({
	statusCode,
	headers,
	body,
});
const content = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

/** A host that gives these responses in turn, and stores what it is given. */
function transportWith(responses: readonly unknown[], changes: Partial<FileTransport> = {}) {
	const asked: string[] = [];
	const transport: FileTransport = {
		baseUrl: 'https://h/api',
		timeoutMs: 5000,
		mask: (text) => text.replaceAll('secret', '***'),
		async getOpenly(url) {
			const next = responses[asked.push(url) - 1];
			if (next instanceof Error) throw next;
			return next;
		},
		getWithKey: async () => await Promise.reject(new Error('The key must not be sent here')),
		async keep(stream, fileName, mimeType = 'text/plain') {
			const pieces: Buffer[] = [];
			for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
			return { data: Buffer.concat(pieces).toString(), fileName, mimeType, fileType: 'text' };
		},
		...changes,
	};
	return { transport, asked };
}
const fetched = async (responses: readonly unknown[], changes?: Partial<FileTransport>) =>
	await fetchFile(FILE, transportWith(responses, changes).transport);

describe('asking for a file', () => {
	it('asks nobody where the address is none', async () => {
		const { transport, asked } = transportWith([]);
		expect(await fetchFile({ ...FILE, address: 'mailto:a@b.c' }, transport)).toEqual({
			kind: 'noFile',
			reason: 'badAddress',
		});
		expect(asked).toEqual([]);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['something without a status', { body: 'x' }],
		['an error of unknown origin', new TypeError('x is undefined')],
	])('knows nothing where the host gives %s', async (_what, given) => {
		expect(await fetched([given])).toEqual({
			kind: 'noAnswer',
			sent: true,
			code: 'UNKNOWN',
			host: 'files',
		});
	});

	it('lets go of an answer that comes when nobody waits for it any longer', async () => {
		const late = content('x');
		let answerNow: (value: unknown) => void = () => undefined;
		const getOpenly = async () => await new Promise((resolve) => (answerNow = resolve));
		const reply = await fetched([], { timeoutMs: 10, getOpenly });
		expect(reply).toEqual({ kind: 'noAnswer', sent: true, code: 'ETIMEDOUT', host: 'files' });
		const closed = new Promise((resolve) => late.once('close', resolve));
		answerNow(response(200, late));
		await closed;
		expect(late.destroyed).toBe(true);
	});
});

describe('a redirect', () => {
	const moved = (body: unknown) => response(302, body, { location: 'https://other/a.bin' });

	it('is followed, and its own content let go of, whatever that is', async () => {
		const page = content('Moved');
		let isDestroyed = false;
		const bare = { destroy: () => (isDestroyed = true) };
		for (const body of [page, bare, { on: 1, destroy: 1 }, 'Moved', null]) {
			const reply = await fetched([moved(body), response(200, content('abc'))]);
			expect(reply).toMatchObject({ kind: 'file', file: { size: 3, url: FILE.address } });
		}
		expect([page.destroyed, isDestroyed]).toEqual([true, true]);
	});

	it.each([301, 303, 307, 308])('is followed with the status %d as well', async (status) => {
		const redirect = response(status, 'Moved', { location: 'https://other/a.bin' });
		const reply = await fetched([redirect, response(200, content('abc'))]);
		expect(reply).toMatchObject({ kind: 'file', file: { size: 3 } });
	});

	it('is followed five times, no more', async () => {
		const five = Array.from({ length: 5 }, () => moved('Moved'));
		const file = response(200, content('abc'));
		expect(await fetched([...five, file])).toMatchObject({ kind: 'file' });
		const { transport, asked } = transportWith([...five, moved('Moved'), file]);
		const reply = { kind: 'noFile', reason: 'tooManyRedirects', host: 'other' };
		expect(await fetchFile(FILE, transport)).toEqual(reply);
		expect(asked).toHaveLength(6);
	});

	it('is not followed to where the file would come unencrypted', async () => {
		const redirect = response(302, 'Moved', { location: 'http://plain/a.bin' });
		const { transport, asked } = transportWith([redirect]);
		const reply = { kind: 'noFile', reason: 'plainHttp', host: 'plain' };
		expect(await fetchFile(FILE, transport)).toEqual(reply);
		expect(asked).toEqual([FILE.address]);
	});
});

describe('content that is not read', () => {
	/** It breaks when it is let go of, as a connection may. */
	const brittle = () =>
		new Readable({
			read: () => undefined,
			destroy: (_error, done) => done(new Error('reset')),
		});

	it.each<[string, object]>([
		['moved', response(302, brittle(), { location: 'https://other/a.bin' })],
		['a page', response(200, brittle(), { 'content-type': 'text/html' })],
	])('ends nothing when it breaks: %s', async (_what, answer) => {
		const reply = await fetched([answer, response(204, undefined)]);
		expect(reply).toMatchObject({ kind: 'noFile' });
		await new Promise(setImmediate);
	});
});

it.each<[string, object]>([
	['a file', response(200, content('abc'))],
	['a refusal', response(403, content('No'))],
])('leaves nothing behind with the execution after %s', async (_what, answer) => {
	const { signal: stop } = new AbortController();
	await fetched([answer], { stop });
	expect(getEventListeners(stop, 'abort')).toEqual([]);
});

describe('a refusal', () => {
	it('is quoted, with the key masked', async () => {
		expect(await fetched([response(403, content(' No secret ', 'for you '))])).toEqual({
			kind: 'noFile',
			reason: 'refused',
			host: 'files',
			status: 403,
			said: expect.stringMatching(/No \*\*\* for you$/),
		});
	});

	it.each([500, 429, 408])(
		'with %s counts as an answer, so that it may be retried',
		async (status) => {
			const headers = { 'retry-after': '7' };
			const about = { kind: 'answer', host: 'files', status, retryAfter: '7' };
			expect(await fetched([response(status, content('Busy'), headers)])).toEqual({
				...about,
				body: { form: 'text', text: expect.stringMatching(/Busy$/) },
			});
			expect(await fetched([response(status, content(), headers)])).toEqual({
				...about,
				body: { form: 'empty' },
			});
		},
	);

	it.each([
		['a page', content('\n <html><title>Gone</title>'), { said: 'an HTML page titled "Gone"' }],
		['nothing but blanks', content(' \n'), {}],
		['JSON, by its messages', content('{"detail": "Gone", "code": 7}'), { said: 'Gone · code: 7' }],
		['JSON without any', content('{}'), {}],
		['what the host has read itself', { detail: 'Gone' }, {}],
	])('is quoted as far as it is text: %s', async (_what, body, said) => {
		const about = { kind: 'noFile', reason: 'refused', host: 'files', status: 404 };
		expect(await fetched([response(404, body)])).toEqual({ ...about, ...said });
	});

	it('says nothing where its content breaks off', async () => {
		const broken = new Readable({ read: () => broken.destroy(new Error('gone')) });
		expect(await fetched([response(404, broken)])).toEqual({
			kind: 'noFile',
			reason: 'refused',
			host: 'files',
			status: 404,
		});
	});
});

describe('the API key', () => {
	const AT_BASE = { ...FILE, address: 'https://h/media/a.bin' };
	const json = { 'content-type': 'application/json' };

	/** What comes of a request without the key and, where that is made, of one with it. */
	async function fetchWithKey(openly: unknown, withKey: unknown, file = AT_BASE) {
		const asked: string[] = [];
		const { transport } = transportWith([], {
			getOpenly: async (url) => await Promise.resolve(asked.push(`openly ${url}`) && openly),
			getWithKey: async (url) => await Promise.resolve(asked.push(`with key ${url}`) && withKey),
		});
		return { reply: await fetchFile(file, transport), asked };
	}
	const found = () => response(200, content('abc'));

	it.each<[string, () => unknown]>([
		['is refused', () => response(401, content('Log in'))],
		['is a page', () => response(200, content('<html>'), { 'content-type': 'text/html' })],
		['leads nowhere', () => response(302, 'Moved')],
		['leads to where it is unencrypted', () => response(302, '', { location: 'http://h/login' })],
		['leads in circles', () => response(302, '', { location: AT_BASE.address })],
	])('is sent where what comes without it %s', async (_what, openly) => {
		const { reply, asked } = await fetchWithKey(openly(), found());
		expect(reply).toMatchObject({ kind: 'file', file: { url: AT_BASE.address, size: 3 } });
		expect(asked.at(-1)).toBe(`with key ${AT_BASE.address}`);
		expect(asked.filter((one) => one.startsWith('with key'))).toHaveLength(1);
	});

	it.each<[string, () => unknown]>([
		['is the file', found],
		['is too large', () => response(200, content('a'), { 'content-length': '1001' })],
		['is empty', () => response(204, undefined)],
		['is an answer that may be asked for again', () => response(503, content('Busy'))],
		['is not clear', () => undefined],
	])('is not sent where what comes without it %s', async (_what, openly) => {
		const { asked } = await fetchWithKey(openly(), found());
		expect(asked).toEqual([`openly ${AT_BASE.address}`]);
	});

	it('is sent to no other server', async () => {
		const { reply, asked } = await fetchWithKey(response(401, content('Log in')), found(), FILE);
		expect(reply).toMatchObject({ kind: 'noFile', reason: 'refused', status: 401 });
		expect(asked).toEqual([`openly ${FILE.address}`]);
	});

	it('does not go along with a redirect', async () => {
		const moved = response(302, '', { location: 'https://h/elsewhere' });
		const { asked } = await fetchWithKey(response(401, content('Log in')), moved);
		expect(asked).toEqual([
			`openly ${AT_BASE.address}`,
			`with key ${AT_BASE.address}`,
			'openly https://h/elsewhere',
		]);
	});

	it.each<[string, object]>([
		['noFile', json],
		['noFile', { 'content-type': 'application/problem+json' }],
		['file', { ...json, 'content-disposition': 'attachment' }],
		['file', { 'content-type': 'application/pdf' }],
	])('reads no data of the API, which would be a %s with %j', async (kind, headers) => {
		const answer = response(200, content('{}'), headers);
		const { reply } = await fetchWithKey(response(401, content('Log in')), answer);
		expect(reply.kind).toBe(kind);
		if (kind === 'noFile') expect(reply).toEqual({ kind, reason: 'data', host: 'h' });
	});

	it('is not needed for JSON that anybody may read', async () => {
		const { reply } = await fetchWithKey(response(200, content('{}'), json), undefined);
		expect(reply).toMatchObject({ kind: 'file', file: { mimeType: 'application/json' } });
	});
});

describe('storing a file', () => {
	const iterable = { [Symbol.asyncIterator]: () => undefined };
	it.each<[unknown]>([
		['abc'],
		[null],
		[{ ...iterable, map: () => undefined }],
		[{ ...iterable, destroy: () => undefined }],
		[{ destroy: () => undefined, map: () => undefined }],
	])('knows nothing of content that is no stream: %p', async (body) => {
		expect(await fetched([response(200, body)])).toEqual({
			kind: 'noAnswer',
			sent: true,
			code: 'UNKNOWN',
			host: 'files',
		});
	});

	const page = (start: string) => content(start, '<p>Sign in</p>');
	it.each<[string, string, object]>([
		['nothing is sent', 'empty', response(204, undefined)],
		['nothing is to be seen', 'empty', response(205, undefined)],
		['nothing comes', 'empty', response(200, content())],
		['nothing is announced', 'empty', response(200, content('a'), { 'content-length': '0' })],
		['more comes than is wanted', 'tooLarge', response(200, content('a'.repeat(1001)))],
		['more is announced', 'tooLarge', response(200, content('a'), { 'content-length': '1001' })],
		[
			'it is XHTML',
			'page',
			response(200, content('a'), { 'content-type': 'application/xhtml+xml' }),
		],
		[
			'it is a page whose name merely contains the extension',
			'page',
			response(200, page('<html>'), { 'content-disposition': 'inline; filename=a.html.aspx' }),
		],
		['it begins as a page', 'page', response(200, page(' <!DOCTYPE html>'))],
		['it begins with the head of a page', 'page', response(200, page('\n<HEAD>'))],
		['it begins with the body of a page', 'page', response(200, page('<body class="a">'))],
		['a page begins with a mark', 'page', response(200, page('\uFEFF<html>'))],
	])('takes none where %s', async (_what, reason, answer) => {
		expect(await fetched([answer])).toEqual({ kind: 'noFile', reason, host: 'files' });
	});

	it.each<[string, object, string[]]>([
		['is just as large as is wanted', {}, ['a'.repeat(999), 'a']],
		['has a page in it', {}, ['abc <html>']],
		['begins with another tag', {}, ['<header>']],
		['has a page in a later piece', {}, ['abc', '<html>']],
		[
			'is a page to be stored',
			{ 'content-type': 'text/html', 'content-disposition': 'attachment' },
			['<html>'],
		],
		['is of a length that is not told in digits', { 'content-length': '1e9' }, ['abc']],
		['is of the length that is announced', { 'content-length': '1000' }, ['a'.repeat(1000)]],
		[
			'is a page by its short name',
			{ 'content-disposition': 'inline; filename=a.htm' },
			['<html>'],
		],
	])('takes what %s', async (_what, headers, pieces) => {
		const reply = await fetched([response(200, content(...pieces), headers)]);
		expect(reply).toMatchObject({ kind: 'file', file: { size: pieces.join('').length } });
	});

	it('reports when n8n could not store it', async () => {
		const keep = async () => await Promise.reject(new Error('ENOSPC'));
		expect(await fetched([response(200, content('abc'))], { keep })).toEqual({
			kind: 'noFile',
			reason: 'notStored',
			host: 'files',
		});
	});

	it('reports when nothing more comes', async () => {
		const endless = new Readable({ read: () => undefined });
		expect(await fetched([response(200, endless)], { timeoutMs: 20 })).toMatchObject({
			kind: 'noAnswer',
			sent: true,
			code: 'ETIMEDOUT',
		});
	});

	it('reports when the connection breaks off', async () => {
		const code = 'ECONNRESET';
		const error = Object.assign(new Error('reset'), { code });
		const broken = new Readable({ read: () => broken.destroy(error) });
		const reply = await fetched([response(200, broken)]);
		expect(reply).toMatchObject({ kind: 'noAnswer', sent: true, code, host: 'files' });
	});

	it.each<[string, object, object]>([
		['bytes, where only n8n takes it for text', {}, { mimeType: 'application/octet-stream' }],
		['what the server says', { 'content-type': 'text/plain' }, { mimeType: 'text/plain' }],
		...['a.txt', 'a.text', 'A.LOG'].map((name): [string, object, object] => [
			`text, where its name ${name} says so`,
			{ 'content-disposition': `attachment; filename=${name}` },
			{ mimeType: 'text/plain' },
		]),
		[
			'bytes, where its name merely contains such an extension',
			{ 'content-disposition': 'attachment; filename=a.txt.bin' },
			{ mimeType: 'application/octet-stream' },
		],
	])('calls it %s', async (_what, headers, type) => {
		const reply = await fetched([response(200, content('abc'), headers)]);
		expect(reply).toMatchObject({ kind: 'file', file: { ...type, data: type } });
		const isBytes = 'mimeType' in type && type.mimeType !== 'text/plain';
		const data = reply.kind === 'file' ? reply.file.data : undefined;
		expect(data?.fileType).toBe(isBytes ? undefined : 'text');
	});

	it('leaves the type that n8n tells by the name of the file', async () => {
		const { keep: keepAsText } = transportWith([]).transport;
		const keep: FileTransport['keep'] = async (content, name) =>
			await keepAsText(content, name, 'application/pdf');
		expect(await fetched([response(200, content('abc'))], { keep })).toMatchObject({
			file: { mimeType: 'application/pdf', data: { mimeType: 'application/pdf' } },
		});
	});

	it('leaves what n8n calls the file, unless that is text', async () => {
		const { keep: keepAsText } = transportWith([]).transport;
		const keep: FileTransport['keep'] = async (...file) => ({
			...(await keepAsText(...file)),
			fileName: undefined,
			fileType: 'json',
		});
		expect(await fetched([response(200, content('abc'))], { keep })).toMatchObject({
			file: { data: { mimeType: 'application/octet-stream', fileType: 'json' } },
		});
	});
});
