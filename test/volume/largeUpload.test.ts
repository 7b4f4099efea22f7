/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a process to measure; never ships */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { IBinaryData } from 'n8n-workflow';
import { startStandIn, type StandIn } from '../standIn';
import { openBinaryStore, type BinaryStore } from '../engine/binaryStore';
import type { Errand, Measured } from './largeUpload';
import { PACKAGE_ROOT } from '../engine/package';

jest.setTimeout(240_000);

const MB = 1_000_000;
const SIZE = 100 * MB;

const PIECE = MB;

let standIn: StandIn;
let store: BinaryStore;
let file: IBinaryData;
const hash = createHash('sha256');
beforeAll(async () => {
	standIn = await startStandIn();
	store = await openBinaryStore();
	file = await store.store(Readable.from(randomPieces()), 'large.pdf', 'application/pdf');
});
beforeEach(() => standIn.reset());
afterAll(async () => {
	await standIn.close();
	await store.close();
});

function* randomPieces() {
	for (let left = SIZE; left > 0; left -= PIECE) {
		const piece = randomBytes(PIECE);
		hash.update(piece);
		yield piece;
	}
}

/** In a fresh process: what a process has used before, it keeps, and may use again unnoticed. */
async function measure(inMemory: boolean): Promise<number> {
	const { baseUrl, keys } = standIn;
	const { directory } = store;
	const errand: Errand = { baseUrl, apiKey: keys.admin, directory, file, inMemory };
	const script = path.join(PACKAGE_ROOT, 'test/volume/largeUpload.ts');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', script, JSON.stringify(errand)],
		{ cwd: PACKAGE_ROOT, env: { ...process.env, N8N_LOG_LEVEL: 'silent' } },
	);
	const { before, peak, error } = JSON.parse(stdout) as Measured;
	expect(error).toBeUndefined();
	const extra = (peak - before) / MB;
	if (process.env.SHOW_MEMORY) process.stderr.write(`${before / MB} + ${extra} MB\n`);
	return extra;
}

it('uploads 100 MB from disk whole, in at most 64 MB of memory', async () => {
	expect(await measure(false)).toBeLessThan(64);
	expect(standIn.files.at(-1)).toMatchObject({ size: SIZE, sha256: hash.copy().digest('hex') });
});

it('would notice if the file stood in memory', async () => {
	expect(await measure(true)).toBeGreaterThan(100);
	expect(standIn.files.at(-1)).toMatchObject({ size: SIZE, sha256: hash.copy().digest('hex') });
});
