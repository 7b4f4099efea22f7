/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the repository; it never ships */
import { readFileSync, writeFileSync } from 'node:fs';
import { fillIn } from './docs/fillIn';
import { generatedPlaces } from './docs/places';

for (const { file, place, text } of generatedPlaces()) {
	writeFileSync(file, fillIn(readFileSync(file, 'utf8'), place, text));
}
