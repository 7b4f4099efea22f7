/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- cleans up after tests; it never ships */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { leftovers } from './processes/leftovers';
import { PACKAGE_VARIABLE } from './world';

/** Removes what `setup` made. @throws Error if any process is left that was started since */
export default async function teardown(): Promise<void> {
	const unpacked = process.env[PACKAGE_VARIABLE];
	if (unpacked) await rm(path.dirname(unpacked), { recursive: true, force: true });
	const left = await leftovers();
	if (left.length > 0) throw new Error(`Still running: ${left.join(', ')}`);
}
