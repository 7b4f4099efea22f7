/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- cleans up after tests; it never ships */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { leftovers } from './processes/leftovers';
import { PACKAGE_VARIABLE } from './world';

/**
 * Removes what `setup` made, and ends what no test file should have left. It does not throw: jest
 * would keep the results to itself.
 */
export default async function teardown(): Promise<void> {
	const unpacked = process.env[PACKAGE_VARIABLE];
	if (unpacked) await rm(path.dirname(unpacked), { recursive: true, force: true });
	for (const { pid, command } of await leftovers()) {
		process.stderr.write(`Still running, and ended now: ${pid} ${command}\n`);
		process.exitCode = 1;
		end(pid);
	}
}

function end(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended meanwhile.
	}
}
