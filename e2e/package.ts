/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- packs and unpacks this package on disk; it never ships */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './processes';

export const PACKAGE_NAME = 'n8n-nodes-nextmatter';
const ROOT = path.resolve(__dirname, '..');

/** Compiles the sources to `dist/`. */
export async function build(): Promise<void> {
	await run({
		title: 'Building the package',
		command: 'npm',
		args: ['run', 'build'],
		cwd: ROOT,
		env: process.env,
	});
}

/**
 * Packs what would be published, and unpacks it as npm would install it.
 *
 * @param target the folder of the package; what was there before is lost
 */
export async function unpackInto(target: string): Promise<void> {
	const temporary = `${target}.packing`;
	await rm(temporary, { recursive: true, force: true });
	await mkdir(temporary, { recursive: true });
	await run({
		title: 'Packing the package',
		command: 'npm',
		args: ['pack', '--pack-destination', temporary],
		cwd: ROOT,
		env: process.env,
	});
	const [tarball] = await readdir(temporary);
	await run({
		title: 'Unpacking the package',
		command: 'tar',
		args: ['-xzf', tarball],
		cwd: temporary,
		env: process.env,
	});
	await rm(target, { recursive: true, force: true });
	await rename(path.join(temporary, 'package'), target);
	await rm(temporary, { recursive: true, force: true });
}

/** Where n8n puts community packages, and looks for them when it starts. */
export function communityFolder(userFolder: string): string {
	return path.join(userFolder, '.n8n', 'nodes', 'node_modules');
}

/** Changes name and version of an unpacked package, so that it can be published as another one. */
export async function relabel(folder: string, name: string, version: string): Promise<void> {
	const file = path.join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	await writeFile(file, JSON.stringify({ ...manifest, name, version }, undefined, '\t'));
}
