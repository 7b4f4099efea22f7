/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads documents of the repository */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeProperties } from '../../nodes/NextMatter/operations';
import { triggerProperties } from '../../nodes/NextMatter/trigger/description';
import { fieldKindTable, fillIn, parameterTable } from '../../scripts/docs';

const read = (file: string) => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');

describe('documents that are generated from the code', () => {
	it.each([
		['README.md', 'form fields', fieldKindTable()],
		['docs/parameters.md', 'parameters', parameterTable(nodeProperties)],
		['docs/parameters.md', 'parameters of the trigger', parameterTable(triggerProperties)],
	])('%s is what "npm run update:docs" makes of it', (file, place, text) => {
		expect(fillIn(read(file), place, text)).toBe(read(file));
	});

	it('notices a table that has no place', () => {
		expect(() => fillIn('nothing', 'form fields', '')).toThrow('no place');
	});

	it('names the two commands of the README that a newcomer runs', () => {
		expect(read('README.md')).toContain('npm install && npm run demo');
		expect(read('README.md')).toContain('npm install && npm test');
	});
});
