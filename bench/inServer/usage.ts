/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the benchmark runs on a developer's machine; it never ships */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** In bytes, and in milliseconds of the processor, in user and system mode, of all threads. */
export interface ProcessUsage {
	readonly rss: number;
	/** The most since it began, or since it was last forgotten. */
	readonly peakRss: number;
	readonly cpuMs: number;
}

/** The kernel counts in hundredths of a second, whatever its own clock. */
const MS_PER_TICK = 10;
/** Places in `/proc/<pid>/stat` behind the name, which may hold blanks itself. */
const PARENT = 1;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** What a process of somebody else uses, as Linux tells it. */
export function readUsage(pid: number): ProcessUsage {
	const fields = statOf(pid);
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = (name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
	return {
		rss: kilobytes('VmRSS') * 1024,
		peakRss: kilobytes('VmHWM') * 1024,
		cpuMs: (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * MS_PER_TICK,
	};
}

/** Makes the kernel forget the highest memory so far. */
export function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** @throws Error if there is not exactly one process that this one has started */
export function onlyChildOf(pid: number): number {
	const children = readdirSync('/proc')
		.map(Number)
		.filter((candidate) => candidate > 0 && parentOf(candidate) === pid);
	if (children.length !== 1) throw new Error(`Process ${pid} has ${children.length} children`);
	return children[0];
}

function parentOf(pid: number): number | undefined {
	try {
		return Number(statOf(pid)[PARENT]);
	} catch {
		// It has ended since it was listed.
		return undefined;
	}
}

function statOf(pid: number): string[] {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
