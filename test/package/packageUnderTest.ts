/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- asks npm what it would publish; never ships */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

export function readText(file: string): string {
	return readFileSync(path.join(root, file), 'utf8');
}

/** Paths of all files below a folder. */
export function listFiles(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'))
		.sort();
}

/** Paths of all files that `npm publish` would send, sorted. */
export function listPackedFiles(): string[] {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json'], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ files }] = JSON.parse(output) as [{ files: Array<{ path: string }> }];
	return files.map((file) => file.path).sort();
}
