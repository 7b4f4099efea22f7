/* eslint-disable @n8n/community-nodes/no-restricted-imports -- writes the files that the demo is told to read; never ships */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArguments, UsageError } from '../../demo/arguments';
import { readItems, readWorkflow } from '../../demo/workflows';

const PRIVATE = 'word-that-nobody-may-see';
const directory = mkdtempSync(path.join(tmpdir(), 'demo-'));
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string): string {
	const file = path.join(directory, name);
	writeFileSync(file, content);
	return file;
}

describe('a command that makes no sense', () => {
	const url = '--base-url=http://127.0.0.1:9';
	const file = '--workflow=examples/error-branch.json';

	it.each([
		['an unknown option', ['--loud'], 'There is no option --loud.'],
		['a bare word', [PRIVATE], 'The demo takes nothing but its options.'],
		['no value', ['--base-url', '--api-key', PRIVATE], '--base-url is not used as it should be'],
		['no workflow', [url], 'Name the workflow'],
		['no base URL', [file], 'Say against which server'],
		['a base URL without a scheme', [file, '--base-url=localhost:80'], 'http:// or https://'],
	])('is refused: %s', (_, args, sentence) => {
		const read = () => readArguments(args, PRIVATE);
		expect(read).toThrow(UsageError);
		expect(read).toThrow(sentence);
		expect(read).not.toThrow(PRIVATE);
	});

	it.each([undefined, ' '])('is refused: the API key is %p', (environment) => {
		expect(() => readArguments([url, file], environment)).toThrow('Give the API key');
	});

	it.each([
		['nowhere.json', 'cannot be read'],
		['README.md', 'is not JSON'],
		['input.json', 'is not a workflow'],
		['foreign.json', 'uses the node type n8n-nodes-base.code'],
	])('is refused: the workflow %s', (name, sentence) => {
		write('README.md', '# Text');
		write('input.json', '[]');
		const nodes = [{ name: 'Set', type: 'n8n-nodes-base.code', parameters: {} }];
		write('foreign.json', JSON.stringify({ nodes, connections: {} }));
		expect(() => readWorkflow(path.join(directory, name))).toThrow(sentence);
	});

	it.each(['{}', '[]', '[null]'])('is refused: the items %s', (content) => {
		expect(() => readItems(write('items.json', content))).toThrow('is not a list of objects');
	});
});
