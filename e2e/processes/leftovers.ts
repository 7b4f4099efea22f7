/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks at the processes of this machine; it never ships */
import { readdir, readFile } from 'node:fs/promises';
import { MARK } from './index';

/**
 * Processes that were started since the mark was set and still live, by what they inherited: the
 * mark in their environment. Also finds what has left its parent or its process group.
 *
 * @returns their command lines; nothing where there is no `/proc`
 */
export async function leftovers(): Promise<string[]> {
	const mark = `${MARK}=${process.env[MARK]}`;
	const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(
		pids.map(async (pid) => {
			const read = async (file: string) =>
				await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
			const isOurs = (await read('environ')).split('\0').includes(mark);
			// One that has ended and only waits for its parent to notice has no command line.
			const command = isOurs && Number(pid) !== process.pid ? await read('cmdline') : '';
			return command && `${pid} ${command.replaceAll('\0', ' ').trim()}`;
		}),
	);
	return found.filter((line) => line !== '');
}
