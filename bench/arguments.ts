/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- the benchmark is a command line tool; it never ships */
import { parseArgs } from 'node:util';
import { QUICK_WORKLOADS, WORKLOADS, type Workload } from './plan/workloads';

export const HELP = `Compares this node with n8n's HTTP Request node and with raw axios, on this machine.

  npm run bench -- [options]

  --quick        proves in under a minute that it works; its numbers mean little
  --only NAMES   only workloads whose names begin with one of these, such as 1k-https,order
  --json FILE    also writes the result to a file
  --check        exit status 1 if a target is missed
  --help         this text

Workloads: ${WORKLOADS.map(({ name }) => name).join(', ')}

Exit status: 0 it ran, 1 a row failed (or see --check), 2 the command makes no sense.
`;

/** The command was given wrongly; the message is for the person who typed it. */
export class UsageError extends Error {}

export interface Command {
	readonly workloads: readonly Workload[];
	readonly jsonPath?: string;
	readonly isChecked: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[]): Command | 'help' {
	const { help, quick = false, only, json, check = false } = parse(args);
	if (help) return 'help';
	const all = quick ? QUICK_WORKLOADS : WORKLOADS;
	const workloads = only === undefined ? all : all.filter(({ name }) => begins(name, only));
	if (workloads.length === 0) {
		const names = all.map(({ name }) => name).join(', ');
		throw new UsageError(`There is no such workload as ${only}. There are ${names}.`);
	}
	return { workloads, isChecked: check, ...(json !== undefined && { jsonPath: json }) };
}

function begins(name: string, only: string): boolean {
	const beginnings = only.split(',').map((beginning) => beginning.trim());
	return beginnings.some((beginning) => beginning !== '' && name.startsWith(beginning));
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				quick: { type: 'boolean' },
				only: { type: 'string' },
				json: { type: 'string' },
				check: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}
