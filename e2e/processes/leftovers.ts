/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks at the processes of this machine; it never ships */
import { readdir, readFile } from 'node:fs/promises';
import { sleep } from '../waiting';
import { MARK } from './index';

export interface Leftover {
	readonly pid: number;
	/** The beginning of its command line. */
	readonly command: string;
}

/**
 * Processes that were started since the mark was set and still live, by what they inherited: the
 * mark in their environment. Also finds what has left its parent or its process group.
 *
 * @returns nothing where there is no `/proc`
 */
export async function leftovers(): Promise<Leftover[]> {
	const mark = `${MARK}=${process.env[MARK]}`;
	const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
	const found = await Promise.all(
		pids.map(async (pid): Promise<Leftover> => {
			const read = async (file: string) =>
				await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
			const isOurs = (await read('environ')).split('\0').includes(mark) && pid !== process.pid;
			// One that has ended and only waits for its parent to notice has no command line.
			const line = isOurs ? await read('cmdline') : '';
			return { pid, command: line.replaceAll('\0', ' ').trim().slice(0, 120) };
		}),
	);
	return found.filter(({ command }) => command !== '');
}

/** What children of a server may take to end that were told to. */
const MAX_ENDING_MS = 20_000;

/** @throws Error if any process is left */
export async function expectNoLeftovers(): Promise<void> {
	const deadline = Date.now() + MAX_ENDING_MS;
	for (;;) {
		const left = await leftovers();
		if (left.length === 0) return;
		const lines = left.map(({ pid, command }) => `\n  ${pid}  ${command}`);
		if (Date.now() > deadline) throw new Error(`Still running:${lines.join('')}`);
		await sleep(100);
	}
}
