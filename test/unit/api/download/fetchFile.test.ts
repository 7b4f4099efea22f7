/* eslint-disable @n8n/community-nodes/no-restricted-imports -- streams as the host hands them on; never ships */
import { Readable } from 'node:stream';
import { fetchFile } from '../../../../nodes/NextMatter/api/download/fetchFile';
import type { Wire } from '../../../../nodes/NextMatter/api/download/wire';

const FILE = { address: 'https://files/a.bin', maxBytes: 1000 };
const response = (statusCode: number, body: unknown, headers: object = {}) => ({
	statusCode,
	headers,
	body,
});
const content = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

/** A host that gives these responses in turn, and stores what it is given. */
function wireWith(responses: readonly unknown[], changes: Partial<Wire> = {}) {
	const asked: string[] = [];
	const wire: Wire = {
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
	return { wire, asked };
}
const fetched = async (responses: readonly unknown[], changes?: Partial<Wire>) =>
	await fetchFile(FILE, wireWith(responses, changes).wire);

describe('asking for a file', () => {
	it('asks nobody where the address is none', async () => {
		const { wire, asked } = wireWith([]);
		expect(await fetchFile({ ...FILE, address: 'mailto:a@b.c' }, wire)).toEqual({
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
		expect(reply).toMatchObject({ kind: 'noAnswer', code: 'ETIMEDOUT', host: 'files' });
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

	it('is followed five times, no more', async () => {
		const five = Array.from({ length: 5 }, () => moved('Moved'));
		const file = response(200, content('abc'));
		expect(await fetched([...five, file])).toMatchObject({ kind: 'file' });
		const { wire, asked } = wireWith([...five, moved('Moved'), file]);
		const reply = { kind: 'noFile', reason: 'tooManyRedirects', host: 'other' };
		expect(await fetchFile(FILE, wire)).toEqual(reply);
		expect(asked).toHaveLength(6);
	});

	it('is not followed to where the file would come unencrypted', async () => {
		const redirect = response(302, 'Moved', { location: 'http://plain/a.bin' });
		const { wire, asked } = wireWith([redirect]);
		const reply = { kind: 'noFile', reason: 'plainHttp', host: 'plain' };
		expect(await fetchFile(FILE, wire)).toEqual(reply);
		expect(asked).toEqual([FILE.address]);
	});
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

describe('storing a file', () => {
	it('knows nothing of content that is no stream', async () => {
		expect(await fetched([response(200, 'abc')])).toEqual({
			kind: 'noAnswer',
			sent: true,
			code: 'UNKNOWN',
			host: 'files',
		});
	});

	const page = (start: string) => content(start, '<p>Sign in</p>');
	it.each<[string, string, object]>([
		['nothing is sent', 'empty', response(204, undefined)],
		['nothing comes', 'empty', response(200, content())],
		['nothing is announced', 'empty', response(200, content('a'), { 'content-length': '0' })],
		['more comes than is wanted', 'tooLarge', response(200, content('a'.repeat(1001)))],
		['more is announced', 'tooLarge', response(200, content('a'), { 'content-length': '1001' })],
		['it is a page', 'page', response(200, content('a'), { 'content-type': 'text/html' })],
		['it begins as a page', 'page', response(200, page(' <!DOCTYPE html>'))],
		['a page begins with a mark', 'page', response(200, page('\uFEFF<html>'))],
	])('takes none where %s', async (_what, reason, answer) => {
		expect(await fetched([answer])).toEqual({ kind: 'noFile', reason, host: 'files' });
	});

	it.each<[string, object, string[]]>([
		['is just as large as is wanted', {}, ['a'.repeat(999), 'a']],
		['has a page in it', {}, ['abc <html>']],
		['has a page in a later piece', {}, ['abc', '<html>']],
		[
			'is a page to be stored',
			{ 'content-type': 'text/html', 'content-disposition': 'attachment' },
			['<html>'],
		],
		['is a page by its name', { 'content-disposition': 'inline; filename=a.html' }, ['<html>']],
	])('takes what %s', async (_what, headers, pieces) => {
		const reply = await fetched([response(200, content(...pieces), headers)]);
		expect(reply).toMatchObject({ kind: 'file', file: { size: pieces.join('').length } });
	});

	it('tells when n8n could not store it', async () => {
		const keep = async () => await Promise.reject(new Error('ENOSPC'));
		expect(await fetched([response(200, content('abc'))], { keep })).toEqual({
			kind: 'noFile',
			reason: 'notStored',
			host: 'files',
		});
	});

	it('tells when nothing more comes', async () => {
		const endless = new Readable({ read: () => undefined });
		expect(await fetched([response(200, endless)], { timeoutMs: 20 })).toMatchObject({
			kind: 'noAnswer',
			sent: true,
			code: 'ETIMEDOUT',
		});
	});

	it.each([
		[Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'ECONNRESET'],
		[new TypeError('x is undefined'), 'UNKNOWN'],
	])('tells when the connection breaks off: %s', async (error, code) => {
		const broken = new Readable({ read: () => broken.destroy(error) });
		const reply = await fetched([response(200, broken)]);
		expect(reply).toMatchObject({ kind: 'noAnswer', sent: true, code, host: 'files' });
	});

	it.each<[string, object, object]>([
		['bytes, where only n8n takes it for text', {}, { mimeType: 'application/octet-stream' }],
		['what the server says', { 'content-type': 'text/plain' }, { mimeType: 'text/plain' }],
		[
			'text, where its name says so',
			{ 'content-disposition': 'attachment; filename=a.txt' },
			{ mimeType: 'text/plain' },
		],
	])('calls it %s', async (_what, headers, type) => {
		const reply = await fetched([response(200, content('abc'), headers)]);
		expect(reply).toMatchObject({ kind: 'file', file: { ...type, data: type } });
		const isBytes = 'mimeType' in type && type.mimeType !== 'text/plain';
		const data = reply.kind === 'file' ? reply.file.data : undefined;
		expect(data?.fileType).toBe(isBytes ? undefined : 'text');
	});

	it('leaves what n8n calls the file, unless that is text', async () => {
		const { keep: keepAsText } = wireWith([]).wire;
		const keep: Wire['keep'] = async (...file) => ({
			...(await keepAsText(...file)),
			fileName: undefined,
			fileType: 'json',
		});
		expect(await fetched([response(200, content('abc'))], { keep })).toMatchObject({
			file: { data: { mimeType: 'application/octet-stream', fileType: 'json' } },
		});
	});
});
