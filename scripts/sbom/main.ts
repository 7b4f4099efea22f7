/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a tool of the repository; it never ships */
import { readFileSync } from 'node:fs';
import { billOfMaterials } from './cycloneDx';
import type { Lockfile } from './lockfile';

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
process.stdout.write(`${JSON.stringify(billOfMaterials(lockfile), null, 2)}\n`);
