/* eslint-disable @n8n/community-nodes/no-restricted-imports -- writes files for the tool under test; never ships */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyChanged } from '../../e2e/playground/dev';
import { readArguments } from '../../e2e/playground/arguments';

const bed = mkdtempSync(path.join(tmpdir(), 'dev-'));
afterAll(() => rmSync(bed, { recursive: true }));

it('hands on what differs, and leaves alone what does not', async () => {
	const [from, to] = [path.join(bed, 'from'), path.join(bed, 'to')];
	mkdirSync(path.join(from, 'deep'), { recursive: true });
	writeFileSync(path.join(from, 'same.js'), 'same');
	writeFileSync(path.join(from, 'deep/new.js'), 'new');
	mkdirSync(to);
	writeFileSync(path.join(to, 'same.js'), 'same');
	const { mtimeMs } = statSync(path.join(to, 'same.js'));

	expect(await copyChanged(from, to)).toBe(1);
	expect(readFileSync(path.join(to, 'deep/new.js'), 'utf8')).toBe('new');
	expect(statSync(path.join(to, 'same.js')).mtimeMs).toBe(mtimeMs);
	expect(await copyChanged(from, to)).toBe(0);

	writeFileSync(path.join(from, 'same.js'), 'other');
	expect(await copyChanged(from, to)).toBe(1);
	expect(readFileSync(path.join(to, 'same.js'), 'utf8')).toBe('other');
});

it('watches only when told to', () => {
	expect(readArguments([]).watch).toBe(false);
	expect(readArguments(['--watch']).watch).toBe(true);
});
