/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the benchmark runs on a developer's machine; it never ships */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a process and all that it started have used. */
export interface TreeUsage {
	/** Time of the processors, in user and system mode, in milliseconds. */
	readonly cpuMs: number;
	/** Resident memory in bytes. */
	readonly rss: number;
}

interface Process extends TreeUsage {
	readonly parent: number;
}

/** What Linux counts for programs, however often the clock of the kernel really ticks. */
const TICKS_PER_SECOND = 100;

/** Of the fields of `/proc/PID/stat` those behind the name, which may hold spaces. */
const [PARENT, USER_TIME, SYSTEM_TIME] = [1, 11, 12];

/**
 * Linux only: no other system tells so simply what another process uses.
 *
 * @param root ID of the process
 * @param folder where the system tells of its processes
 */
export function usageOfTree(root: number, folder = '/proc'): TreeUsage {
	const processes = new Map<number, Process>();
	for (const name of readdirSync(folder).filter((entry) => /^\d+$/.test(entry))) {
		const found = readProcess(path.join(folder, name));
		if (found) processes.set(Number(name), found);
	}
	const isOfTree = (id: number): boolean => {
		const parent = processes.get(id)?.parent;
		return id === root || (parent !== undefined && isOfTree(parent));
	};
	const tree = [...processes].filter(([id]) => isOfTree(id)).map(([, found]) => found);
	return {
		cpuMs: tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
		rss: tree.reduce((sum, { rss }) => sum + rss, 0),
	};
}

function readProcess(folder: string): Process | undefined {
	try {
		const stat = readFileSync(path.join(folder, 'stat'), 'utf8');
		const fields = stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.map(Number);
		const ticks = fields[USER_TIME] + fields[SYSTEM_TIME];
		const status = readFileSync(path.join(folder, 'status'), 'utf8');
		// Those of the kernel have no memory of their own.
		const kilobytes = Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0);
		return {
			parent: fields[PARENT],
			cpuMs: (ticks * 1000) / TICKS_PER_SECOND,
			rss: kilobytes * 1024,
		};
	} catch {
		// It has ended since it was listed.
		return undefined;
	}
}
