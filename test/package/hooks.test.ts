/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- commits in a repository of its own; never ships */
import { execFileSync, spawnSync } from 'node:child_process';
import {
	appendFileSync,
	copyFileSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const bed = mkdtempSync(path.join(tmpdir(), 'hooks-'));
afterAll(() => rmSync(bed, { recursive: true, force: true }));

const IDENTITY = ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid'];
const git = (...args: string[]) =>
	execFileSync('git', [...IDENTITY, ...args], { cwd: bed, encoding: 'utf8' });
const commit = () =>
	spawnSync('git', [...IDENTITY, 'commit', '-m', 'A'], { cwd: bed, encoding: 'utf8' });
const write = (file: string, text: string) => writeFileSync(path.join(bed, file), text);

beforeAll(() => {
	git('init', '-q');
	git('config', 'core.hooksPath', path.join(ROOT, '.githooks'));
	for (const file of ['.prettierrc.js', '.prettierignore']) {
		copyFileSync(path.join(ROOT, file), path.join(bed, file));
	}
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(bed, 'node_modules'));
	git('add', '.prettierrc.js', '.prettierignore');
	expect(commit()).toMatchObject({ status: 0 });
});

it('formats what is committed, whatever its name, and leaves alone what prettier does not know', () => {
	write('a b.ts', 'const a = "b"');
	write('note.txt', 'no   format');
	git('add', 'a b.ts', 'note.txt');
	expect(commit()).toMatchObject({ status: 0 });
	expect(git('show', 'HEAD:a b.ts')).toBe("const a = 'b';\n");
	expect(git('show', 'HEAD:note.txt')).toBe('no   format');
	expect(git('status', '--porcelain', '--untracked-files=no')).toBe('');
});

it('refuses a part of a file that is not formatted, and changes nothing', () => {
	write('part.ts', 'const a = "b"');
	git('add', 'part.ts');
	appendFileSync(path.join(bed, 'part.ts'), '\nconst left = "out"');
	const before = git('rev-parse', 'HEAD');
	expect(commit()).toMatchObject({ status: 1, stderr: expect.stringContaining('part.ts') });
	expect(git('rev-parse', 'HEAD')).toBe(before);
	expect(git('diff', '--name-only').trim()).toBe('part.ts');

	write('part.ts', "const a = 'b';\n");
	git('add', 'part.ts');
	appendFileSync(path.join(bed, 'part.ts'), 'const left = "out"');
	expect(commit()).toMatchObject({ status: 0 });
	expect(git('show', 'HEAD:part.ts')).toBe("const a = 'b';\n");
});
