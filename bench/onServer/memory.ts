/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks at the processes of this machine; it never ships */
import { readdirSync, readFileSync } from 'node:fs';

/** In milliseconds. */
const INTERVAL = 50;

export interface Watch {
	/** In MB. @returns the most since the beginning, and what there was at the beginning */
	end(): { peak: number; before: number };
}

/** Watches the resident memory of a process and of all that came from it, where there is `/proc`. */
export function watchMemory(root: number): Watch {
	const before = memoryOf(root);
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, memoryOf(root))), INTERVAL);
	return {
		end() {
			clearInterval(timer);
			return { peak: Math.max(peak, memoryOf(root)), before };
		},
	};
}

interface Row {
	readonly pid: number;
	readonly parent: number;
	readonly memory: number;
}

function memoryOf(root: number): number {
	const rows = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap(readRow);
	const tree = new Set([root]);
	for (let size = 0; size !== tree.size; ) {
		size = tree.size;
		for (const { pid, parent } of rows) if (tree.has(parent)) tree.add(pid);
	}
	const ours = rows.filter(({ pid }) => tree.has(pid));
	return ours.reduce((sum, { memory }) => sum + memory, 0);
}

function readRow(name: string): Row[] {
	try {
		const status = readFileSync(`/proc/${name}/status`, 'utf8');
		const read = (key: string) =>
			Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
		return [{ pid: Number(name), parent: read('PPid'), memory: read('VmRSS') / 1024 }];
	} catch {
		// It has ended meanwhile.
		return [];
	}
}
