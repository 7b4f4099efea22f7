/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a process to measure; never ships */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startFileHost, type FileHost } from '../standIn';
import { openBinaryStore, type BinaryStore } from '../engine/binaryStore';
import type { DownloadErrand } from './largeDownload';
import type { Measured } from './largeUpload';
import { PACKAGE_ROOT } from '../engine/package';

jest.setTimeout(240_000);

const MB = 1_000_000;
const SIZE = 100 * MB;

let host: FileHost;
let store: BinaryStore;
let hash = createHash('sha256');
beforeAll(async () => {
	[host, store] = await Promise.all([startFileHost(), openBinaryStore()]);
	const headers = { 'Content-Type': 'application/pdf' };
	host.media.put('/small.pdf', { content: '%PDF', headers });
	host.media.put('/large.pdf', { content: randomPieces, headers });
});
afterAll(async () => {
	await host.close();
	await store.close();
});

function* randomPieces() {
	hash = createHash('sha256');
	for (let left = SIZE; left > 0; left -= MB) {
		const piece = randomBytes(MB);
		hash.update(piece);
		yield piece;
	}
}

/** In a fresh process: what a process has used before, it keeps, and may use again unnoticed. */
async function measure(directory?: string) {
	const errand: DownloadErrand = {
		baseUrl: 'http://127.0.0.1:9/api',
		apiKey: 'large.key-for-tests',
		...(directory !== undefined && { directory }),
		small: `${host.url}/small.pdf`,
		large: `${host.url}/large.pdf`,
	};
	const script = path.join(PACKAGE_ROOT, 'test/volume/largeDownload.ts');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', script, JSON.stringify(errand)],
		{ cwd: PACKAGE_ROOT, env: { ...process.env, N8N_LOG_LEVEL: 'silent' } },
	);
	const { before, peak, error, id } = JSON.parse(stdout) as Measured & { id?: string };
	expect(error).toBeUndefined();
	const extra = (peak - before) / MB;
	if (process.env.SHOW_MEMORY) process.stderr.write(`${before / MB} + ${extra} MB\n`);
	return { extra, id };
}

it('downloads 100 MB to disk whole, in at most 64 MB of memory', async () => {
	const { extra, id = '' } = await measure(store.directory);
	expect(extra).toBeLessThan(64);
	const stored = createHash('sha256');
	for await (const piece of createReadStream(`${store.directory}/${id.split(':')[1]}`)) {
		stored.update(piece as Buffer);
	}
	expect(stored.digest('hex')).toBe(hash.digest('hex'));
});

it('would notice if the file stood in memory', async () => {
	expect((await measure()).extra).toBeGreaterThan(100);
});
