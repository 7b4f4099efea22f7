/* eslint-disable @n8n/community-nodes/no-restricted-imports -- makes streams that break; never ships */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sleep } from 'n8n-workflow';
import { openForm } from '../../../nodes/NextMatter/api/multipart';
import type { FilePart } from '../../../nodes/NextMatter/api/types';

const FILE: FilePart = {
	part: 'file',
	itemIndex: 0,
	property: 'data',
	fileName: 'offer.pdf',
	mimeType: 'application/pdf',
	storedAs: 'filesystem-v2:1',
	fields: {},
};

/** n8n's functions for binary data, for a single file. */
function store(content: Readable, fileSize: number) {
	return {
		getBinaryDataBuffer: async () => await buffer(content),
		getBinaryMetadata: async () => ({ fileSize }),
		getBinaryStream: async () => content,
	};
}

const PIECE = Buffer.alloc(50_000, 'x');
const pieces = (count: number) => Readable.from(Array.from({ length: count }, () => PIECE));

async function readAll(body: Buffer | NodeJS.ReadableStream): Promise<Buffer> {
	return Buffer.isBuffer(body) ? body : await buffer(body);
}

it.each([
	['a stream', FILE],
	['a buffer', { ...FILE, storedAs: undefined }],
])('sends %s between the parts of a form, and says how long it is', async (_what, file) => {
	const { body, headers, isBroken, close } = await openForm(store(pieces(20), 1_000_000), {
		...file,
		fields: { process: '7' },
	});
	expect(Buffer.isBuffer(body)).toBe(file.storedAs === undefined);
	const sent = await readAll(body);
	expect(headers['Content-Length']).toBe(String(sent.length));
	const request = new Response(sent, { headers: { ...headers } });
	const form = await request.formData();
	expect(form.get('process')).toBe('7');
	const received = form.get('file');
	if (!(received instanceof File)) throw new Error('The form holds no file');
	expect([received.name, received.type]).toEqual(['offer.pdf', 'application/pdf']);
	const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
	expect(hash(Buffer.from(await received.arrayBuffer()))).toBe(hash(Buffer.alloc(1_000_000, 'x')));
	expect(isBroken()).toBe(false);
	close();
});

it('writes names as browsers do, so that none of them ends a header', async () => {
	const { body } = await openForm(store(pieces(1), PIECE.length), {
		...FILE,
		fileName: 'a"\r\nX: y.pdf',
		mimeType: 'text/plain\r\nX: y',
		fields: { 'a"b': 'c' },
	});
	const head = (await readAll(body)).toString().split('x'.repeat(100))[0];
	expect(head).toContain('name="a%22b"');
	expect(head).toContain('filename="a%22%0D%0AX: y.pdf"');
	expect(head).toContain('Content-Type: text/plain X: y\r\n');
});

it('hands on that the content cannot be read', async () => {
	const lost = {
		...store(pieces(1), 1),
		getBinaryStream: async () => await Promise.reject(new Error('gone')),
	};
	await expect(openForm(lost, FILE)).rejects.toThrow('gone');
});

it('fails with what the content fails with', async () => {
	let left = 3;
	const content = new Readable({
		read() {
			left -= 1;
			if (left > 0) this.push(PIECE);
			else this.destroy(new Error('The disk is gone'));
		},
	});
	const form = await openForm(store(content, 1_000_000), FILE);
	await expect(readAll(form.body)).rejects.toThrow('The disk is gone');
	expect(form.isBroken()).toBe(true);
});

it.each([
	['less', 19],
	['more', 21],
])('fails on %s than was announced', async (_what, count) => {
	const form = await openForm(store(pieces(count), 1_000_000), FILE);
	await expect(readAll(form.body)).rejects.toThrow('does not have the size');
	expect(form.isBroken()).toBe(true);
});

it('reads no more than is taken, and lets go of the content when it is closed', async () => {
	let read = 0;
	const content = new Readable({
		read() {
			read += 1;
			this.push(PIECE);
		},
	});
	const form = await openForm(store(content, 1_000_000_000), FILE);
	if (Buffer.isBuffer(form.body)) throw new Error('The body is no stream');
	const body = form.body;
	await new Promise((resolve) => body.once('readable', resolve));
	await sleep(50);
	expect(read).toBeLessThan(20);
	form.close();
	await sleep(20);
	expect(content.destroyed).toBe(true);
	expect(form.isBroken()).toBe(false);
});
