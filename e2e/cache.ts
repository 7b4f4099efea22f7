/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- keeps servers on this machine's disk; it never ships */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const MARKER = 'complete';
const UNFINISHED = /^\.unfinished-(\d+)-/;

/** Where things stay that take minutes to install; safe to delete at any time. */
export function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return path.join(base, 'n8n-nodes-nextmatter');
}

/**
 * Gives the folder `name` of the cache, filling it first if it is not there as a whole.
 *
 * It is filled under another name and renamed at the end, so that one that broke half-way is never
 * taken for a good one, and two that run at the same time do not meet.
 */
export async function provide(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = path.join(cacheFolder(), name);
	if (isComplete(folder)) return folder;

	await removeUnfinished();
	const unfinished = path.join(cacheFolder(), `.unfinished-${process.pid}-${name}`);
	await mkdir(unfinished, { recursive: true });
	try {
		await fill(unfinished);
		await writeFile(path.join(unfinished, MARKER), `${new Date().toISOString()}\n`);
		if (!isComplete(folder)) {
			await rm(folder, { recursive: true, force: true });
			await rename(unfinished, folder);
		}
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
	return folder;
}

function isComplete(folder: string): boolean {
	return existsSync(path.join(folder, MARKER));
}

/** What a killed installation left behind. */
async function removeUnfinished(): Promise<void> {
	const names = await readdir(cacheFolder()).catch(() => []);
	for (const name of names) {
		const pid = UNFINISHED.exec(name)?.[1];
		if (pid === undefined || isAlive(Number(pid))) continue;
		await rm(path.join(cacheFolder(), name), { recursive: true, force: true });
	}
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
