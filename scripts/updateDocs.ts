/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a tool of the repository; it never ships */
import { readFileSync, writeFileSync } from 'node:fs';
import { nodeProperties } from '../nodes/NextMatter/operations';
import { triggerProperties } from '../nodes/NextMatter/trigger/description';
import { fieldKindTable, fillIn, parameterTable } from './docs';

function update(file: string, place: string, text: string): void {
	writeFileSync(file, fillIn(readFileSync(file, 'utf8'), place, text));
}

update('README.md', 'form fields', fieldKindTable());
update('docs/parameters.md', 'parameters', parameterTable(nodeProperties));
update('docs/parameters.md', 'parameters of the trigger', parameterTable(triggerProperties));
