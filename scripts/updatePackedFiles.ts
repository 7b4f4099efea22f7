/* eslint-disable @n8n/community-nodes/no-restricted-imports -- writes a file of the tests; never ships */
import { writeFileSync } from 'node:fs';
import { listPackedFiles, packedFilesPath } from '../test/package/packageUnderTest';

writeFileSync(packedFilesPath, `${JSON.stringify(listPackedFiles(), null, '\t')}\n`);
