/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs a tool of the repository in a repository of its own; never ships */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sectionOf } from '../../scripts/release/changelog';
import { nextVersion } from '../../scripts/release/version';

const ROOT = path.resolve(__dirname, '../..');
const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
const bed = mkdtempSync(path.join(tmpdir(), 'prepare-'));
afterAll(() => rmSync(bed, { recursive: true, force: true }));

const git = (...args: string[]) =>
	execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], {
		cwd: bed,
		encoding: 'utf8',
	});

function release(...args: string[]) {
	const command = [path.join(ROOT, 'scripts/release/main.ts'), 'prepare', ...args];
	return spawnSync(process.execPath, [require.resolve('tsx/cli'), ...command], {
		cwd: bed,
		encoding: 'utf8',
	});
}

const read = (file: string) => readFileSync(path.join(bed, file), 'utf8');

it('sets the version in all places, moves the changelog, and commits nothing', () => {
	for (const file of FILES) copyFileSync(path.join(ROOT, file), path.join(bed, file));
	git('init', '-q');
	git('add', '-A');
	git('commit', '-qm', 'All');
	const { version } = JSON.parse(read('package.json')) as { version: string };
	const next = nextVersion(version, 'major', 'patch');

	writeFileSync(path.join(bed, 'left.txt'), '');
	expect(release('major')).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('left.txt'),
	});
	rmSync(path.join(bed, 'left.txt'));

	expect(release('major')).toMatchObject({
		status: 0,
		stdout: expect.stringContaining(`git tag ${next}`),
	});
	const lockfile = JSON.parse(read('package-lock.json')) as {
		version: string;
		packages: Record<string, { version: string }>;
	};
	expect(JSON.parse(read('package.json'))).toMatchObject({ version: next });
	expect([lockfile.version, lockfile.packages['']?.version]).toEqual([next, next]);
	expect(sectionOf(read('CHANGELOG.md'), 'Unreleased')).toBe('');
	expect(sectionOf(read('CHANGELOG.md'), next)).not.toBe('');
	// Nothing but the version: two lines of the lockfile, one of the manifest.
	const [, lock, manifest] = git('diff', '--numstat').trim().split('\n');
	expect([lock, manifest]).toEqual(['2\t2\tpackage-lock.json', '1\t1\tpackage.json']);
	expect(git('log', '--oneline').trim().split('\n')).toHaveLength(1);
});
