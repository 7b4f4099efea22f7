/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from '../cache';
import { UsageError } from './arguments';

/** Two servers on one database would spoil it. @throws UsageError */
export async function takeFolder(folder: string): Promise<void> {
	const file = path.join(folder, 'pid');
	const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
	if (pid > 0 && pid !== process.pid && isAlive(pid)) {
		throw new UsageError(`It runs already, as process ${pid}.`);
	}
	await writeFile(file, String(process.pid));
	process.once('exit', () => rmSync(file, { force: true }));
}
