/* eslint-disable @n8n/community-nodes/no-restricted-imports -- checks what arrived; never ships */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sleep, type IBinaryData, type IDataObject } from 'n8n-workflow';
import { FIELD_IDS, REQUEST_STEP_ID, startFileHost, type FileHost } from '../standIn';
import { inMemory, openBinaryStore, type BinaryStore } from './binaryStore';
import type { RunResult } from './index';
import { completeStep, locator, NODE, openTestBed, row, type TestBed } from './testBed';

let bed: TestBed;
let other: FileHost;
let store: BinaryStore;
beforeAll(async () => {
	[bed, other, store] = await Promise.all([openTestBed(), startFileHost(), openBinaryStore()]);
});
beforeEach(() => {
	bed.standIn.reset();
	other.media.reset();
});
afterEach(() => {
	expect(bed.standIn.contractViolations).toEqual([]);
	expect(keysSentTo(other)).toEqual([]);
});
afterAll(async () => {
	await Promise.all([bed.standIn.close(), other.close(), store.close()]);
});

const PDF = Buffer.from('%PDF-1.7 \u0000 a small one');
const AS_PDF = { 'Content-Type': 'application/pdf' };
const toErrorOutput = { onError: 'continueErrorOutput' } as const;
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const own = () => bed.standIn.url;

/** Anything that could be the key of the API. */
function keysSentTo({ media }: FileHost): unknown[] {
	return media.log.flatMap(({ path, headers }) => {
		const text = JSON.stringify([path, headers]).toLowerCase();
		return /api-?key|standin\d/.test(text) ? [text] : [];
	});
}
const fromUrls = (urls: unknown, rest: IDataObject = {}): IDataObject => ({
	resource: 'file',
	operation: 'download',
	downloadFrom: 'urls',
	urls: urls as IDataObject,
	...rest,
});
async function download(urls: unknown, rest: IDataObject = {}): Promise<RunResult> {
	return await bed.run({ parameters: fromUrls(urls, rest), node: toErrorOutput });
}
async function contentOf({ id, data }: IBinaryData): Promise<Buffer> {
	if (!id) return Buffer.from(data, 'base64');
	return await readFile(`${store.directory}/${id.split(':')[1]}`);
}
const jsonOf = (result: RunResult) => result.output(NODE).map(({ json }) => json);
const errorOf = (result: RunResult) => String(result.output(NODE, 1)[0]?.json.error);
const keysAt = (path: string) =>
	bed.standIn.media.log
		.filter((entry) => entry.path === path)
		.map(({ headers }) => headers.authorization !== undefined);

describe('a file', () => {
	it('comes whole into the store of n8n, as one item each, linked to the input', async () => {
		const scan = randomBytes(300_000);
		other.media.put('/a/offer.pdf', { content: PDF, headers: AS_PDF });
		other.media.put('/b/x', {
			content: scan,
			headers: {
				'Content-Type': 'image/png; charset=binary',
				'Content-Disposition': `attachment; filename="a.png"; filename*=UTF-8''..%2FGr%C3%B6%C3%9Fe.png`,
			},
		});
		const result = await download([`${other.url}/a/offer.pdf`, `${other.url}/b/x?sig=1`], {
			outputPropertyName: 'file',
		});
		expect(jsonOf(result)).toEqual([
			{
				url: `${other.url}/a/offer.pdf`,
				file_name: 'offer.pdf',
				mime_type: 'application/pdf',
				size: PDF.length,
			},
			{
				url: `${other.url}/b/x?sig=1`,
				file_name: 'Größe.png',
				mime_type: 'image/png',
				size: scan.length,
			},
		]);
		const items = result.output(NODE);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		const files = items.map(({ binary }) => binary?.file);
		expect(files[1]).toMatchObject({ fileName: 'Größe.png', mimeType: 'image/png' });
		const contents = await Promise.all(files.map(async (file) => await contentOf(file!)));
		expect(contents.map(sha256)).toEqual([sha256(PDF), sha256(scan)]);
	});

	it('of a type that nothing states is recognized by its name, and is not taken for a text', async () => {
		const headers = { 'Content-Type': 'application/octet-stream' };
		other.media.put('/a.pdf', { content: PDF, headers });
		other.media.put('/thing', { content: PDF });
		const result = await download([`${other.url}/a.pdf`, `${other.url}/thing`]);
		expect(jsonOf(result).map(({ mime_type: type }) => type)).toEqual([
			'application/pdf',
			'application/octet-stream',
		]);
	});

	it('is fetched again when the connection breaks or the server fails for once', async () => {
		const path = '/a.pdf';
		other.media.put(path, { content: randomBytes(300_000), headers: AS_PDF, breakAfter: 2 });
		const running = download(`${other.url}${path}`, { options: { maximumWait: 30 } });
		while (other.media.log.length < 1) await sleep(5);
		other.media.put(path, { status: 503 });
		while (other.media.log.length < 2) await sleep(5);
		other.media.put(path, { content: PDF, headers: AS_PDF });
		expect(jsonOf(await running)).toMatchObject([{ size: PDF.length }]);
	});
});

describe('the API key', () => {
	it('stays at home where it is not needed', async () => {
		bed.standIn.media.put('/media/1/a.pdf', { content: PDF, headers: AS_PDF });
		expect(jsonOf(await download('/media/1/a.pdf'))).toMatchObject([
			{ url: `${own()}/media/1/a.pdf`, size: PDF.length },
		]);
		expect(keysAt('/media/1/a.pdf')).toEqual([false]);
	});

	it('opens a file of the own server that is refused without it', async () => {
		const path = '/media/1/a.pdf';
		bed.standIn.media.put(path, { content: PDF, headers: AS_PDF, refuseStrangers: 404 });
		expect(jsonOf(await download(`${own()}${path}`))).toMatchObject([{ size: PDF.length }]);
		expect(keysAt(path)).toEqual([false, true]);
	});

	it('goes to no other server that refuses it without', async () => {
		other.media.put('/a.pdf', { refuseStrangers: 401 });
		const result = await download(`${other.url}/a.pdf`);
		expect(errorOf(result)).toContain('HTTP 401');
		expect(other.media.log).toHaveLength(1);
		expect(JSON.stringify(result.run)).not.toContain(bed.standIn.keys.admin);
	});

	it('is not taken along by a redirect, not even back', async () => {
		const location = `${other.url}/stored.pdf`;
		bed.standIn.media.put('/media/1/a.pdf', {
			status: 302,
			headers: { Location: location },
			refuseStrangers: 403,
		});
		other.media.put('/stored.pdf', { content: PDF, headers: AS_PDF });
		expect(jsonOf(await download('/media/1/a.pdf'))).toMatchObject([
			{ url: `${own()}/media/1/a.pdf`, file_name: 'stored.pdf' },
		]);
		expect(keysAt('/media/1/a.pdf')).toEqual([false, true]);

		other.media.put('/back', { status: 307, headers: { Location: `${own()}/media/2/b.pdf` } });
		bed.standIn.media.put('/media/2/b.pdf', { content: PDF, refuseStrangers: 401 });
		expect(errorOf(await download(`${other.url}/back`))).toContain('HTTP 401');
		expect(keysAt('/media/2/b.pdf')).toEqual([false]);
	});

	it.each([
		['a user name', (url: string) => url.replace('//', '//a:b@')],
		[
			'a host that only begins like it',
			(url: string) => url.replace('127.0.0.1', '127.0.0.1.invalid'),
		],
		[
			'a host after a user name',
			(url: string) => `${url.replace(/\/media.*/, '')}@${other.url.slice(7)}/x`,
		],
		['a backslash', (url: string) => url.replace('/media', '\\@127.0.0.1:1/media')],
	])('is not sent by a URL with %s', async (_what, disguise) => {
		const path = '/media/1/a.pdf';
		bed.standIn.media.put(path, { content: PDF, refuseStrangers: 401 });
		const options = { maximumWait: 0 };
		expect(jsonOf(await download(disguise(`${own()}${path}`), { options }))).toEqual([]);
		const apiKeys = bed.standIn.media.log.filter(({ headers }) =>
			/api-key/i.test(String(headers.authorization)),
		);
		expect(apiKeys).toEqual([]);
	});

	it('reads no data of the API for whoever typed a URL into a form', async () => {
		const { id } = bed.standIn.createInstance();
		const result = await download(`${bed.standIn.baseUrl}/instances/${id}/`);
		expect(jsonOf(result)).toEqual([]);
		expect(errorOf(result)).toContain('data of the API');
	});
});

describe('what is no file', () => {
	it.each<[string, Parameters<FileHost['media']['put']>[1], string]>([
		[
			'expired',
			{ status: 403, content: '<Error><Message>Request has expired</Message></Error>' },
			'expired',
		],
		['a page in disguise', { content: '\n<!DOCTYPE html><html>', headers: AS_PDF }, 'web page'],
		['empty', { content: '', headers: AS_PDF }, 'empty'],
		['too large', { content: Buffer.alloc(3_000_000), headers: AS_PDF }, 'Maximum Size'],
		[
			'a redirect to a file on disk',
			{ status: 302, headers: { Location: 'file:///etc/passwd' } },
			'redirects',
		],
		['a circle', { status: 302, headers: { Location: '/x' } }, 'more than 5 redirects'],
	])('%s: is reported as such, and nothing is put out', async (_what, medium, words) => {
		other.media.put('/x', medium);
		const result = await download(`${other.url}/x`, {
			options: { maximumSize: 1, maximumWait: 0 },
		});
		expect(jsonOf(result)).toEqual([]);
		expect(errorOf(result)).toContain(words);
		expect(result.output(NODE, 1)[0].json.details).toMatchObject({
			certainty: 'rejected',
			description: expect.stringMatching(/\w/),
		});
	});

	it('drips: it is given up', async () => {
		other.media.put('/x', { content: randomBytes(5_000_000), drip: 3000, headers: AS_PDF });
		const options = { timeout: 1, maximumWait: 0 };
		const result = await download(`${other.url}/x`, { options });
		expect(errorOf(result)).toContain('ETIMEDOUT');
	});

	it('cannot be asked for at an address on disk', async () => {
		const result = await download('file:///etc/passwd');
		expect(errorOf(result)).toContain('is not a valid URL');
		expect(bed.standIn.log).toEqual([]);
	});
});

describe('the files of a form field', () => {
	const fromField = (instanceId: number, field: number): IDataObject => ({
		resource: 'file',
		operation: 'download',
		instanceId: locator(instanceId),
		formFieldId: locator(field),
	});

	it('come back as they were uploaded', async () => {
		const { id } = bed.standIn.createInstance();
		const quote = row(FIELD_IDS.fileUpload, 'fileUpload', {
			fileSource: 'binary',
			fileProperties: ['data'],
		});
		const filled = await bed.run({
			parameters: completeStep(id, REQUEST_STEP_ID, [quote]),
			files: [{ data: inMemory(PDF, 'Angebot.pdf', 'application/pdf') }],
		});
		expect(filled.error).toBeUndefined();
		const result = await bed.run({ parameters: fromField(id, FIELD_IDS.fileUpload) });
		expect(jsonOf(result)).toMatchObject([
			{
				file_name: 'Angebot.pdf',
				mime_type: 'application/pdf',
				size: PDF.length,
				instance_id: id,
				form_field_id: FIELD_IDS.fileUpload,
			},
		]);
		expect(await contentOf(result.output(NODE)[0].binary!.data)).toEqual(PDF);
	});

	it('that are none put out no item', async () => {
		const { id } = bed.standIn.createInstance();
		const result = await bed.run({ parameters: fromField(id, FIELD_IDS.fileUpload) });
		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([]);
	});

	it('are refused where the form field holds something else, or is not there', async () => {
		const { id } = bed.standIn.createInstance();
		const rows = [row(FIELD_IDS.text, 'text', { text: 'hello' })];
		await bed.run({ parameters: completeStep(id, REQUEST_STEP_ID, rows) });
		const text = await bed.run({ parameters: fromField(id, FIELD_IDS.text) });
		expect(text.error?.message).toContain('"hello"');
		const unknown = await bed.run({ parameters: fromField(id, 99) });
		expect(unknown.error?.message).toContain('form field 99');
	});
});
