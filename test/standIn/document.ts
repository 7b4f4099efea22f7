/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the contract from disk; it never ships */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Document } from 'openapi-backend';

export const CONTRACT_PATH = join(__dirname, 'contract', 'openapi.json');

/** A fresh copy of the contract: those who dereference it change it in place. */
export function readContract(): Document {
	return JSON.parse(readFileSync(CONTRACT_PATH, 'utf8')) as Document;
}
