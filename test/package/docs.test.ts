/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads documents of the repository */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { NextMatterApi } from '../../credentials/NextMatterApi.credentials';
import { NextMatterWebhookApi } from '../../credentials/NextMatterWebhookApi.credentials';
import { NextMatter } from '../../nodes/NextMatter/NextMatter.node';
import { NextMatterTrigger } from '../../nodes/NextMatter/NextMatterTrigger.node';
import { NextMatterWebhookTrigger } from '../../nodes/NextMatter/NextMatterWebhookTrigger.node';
import { fillIn } from '../../scripts/docs/fillIn';
import { generatedPlaces } from '../../scripts/docs/places';
import { anchorsOf, listDocuments, localLinksOf, sourcesNamedIn, type LocalLink } from './links';
import { listFiles, readText } from './packageUnderTest';

const root = path.resolve(__dirname, '../..');

describe('documents that are generated from the code', () => {
	it('are what "npm run update:docs" makes of them', () => {
		const stale = generatedPlaces().filter(
			({ file, place, text }) => fillIn(readText(file), place, text) !== readText(file),
		);
		expect(stale.map(({ file, place }) => [file, place])).toEqual([]);
	});

	it('notices a table that has no place', () => {
		expect(() => fillIn('nothing', 'form fields', '')).toThrow('no place');
	});
});

describe('docs/parameters.md', () => {
	const node = ({ name, version }: INodeTypeDescription) =>
		`\`n8n-nodes-nextmatter.${name}\`, version ${[version].flat().join(' or ')}`;
	const credential = ({ name, properties }: ICredentialType) =>
		`\`${name}\` with ${properties
			.filter(({ type }) => type !== 'notice')
			.map((input) => `\`${input.name}\``)
			.join(', ')}`;

	it('names every type that saved workflows hold, with its versions', () => {
		const nodes = [new NextMatter(), new NextMatterTrigger(), new NextMatterWebhookTrigger()];
		expect(readText('docs/parameters.md').match(/(?<=^- (Node|Credential) type: ).*$/gm)).toEqual([
			...nodes.map(({ description }) => node(description)),
			...[new NextMatterApi(), new NextMatterWebhookApi()].map(credential),
		]);
	});
});

describe('the README', () => {
	it('names the two commands that a newcomer runs', () => {
		expect(readText('README.md')).toContain('npm install && npm run demo');
		expect(readText('README.md')).toContain('npm install && npm test');
	});

	it('is short', () => {
		expect(Buffer.byteLength(readText('README.md'))).toBeLessThanOrEqual(10_000);
	});

	it('says what was and was not tested against the real service before it tells how to install', () => {
		const [box, install] = ['tested against the real service', '## Install'].map((text) =>
			readText('README.md').indexOf(text),
		);
		expect(box).toBeGreaterThan(0);
		expect(install).toBeGreaterThan(box);
	});
});

describe('links between documents', () => {
	const documents = listDocuments();

	it('all lead somewhere', () => {
		const broken = documents.flatMap((file) =>
			localLinksOf(readText(file))
				.filter((link) => !leadsSomewhere(file, link))
				.map(({ target, anchor }) => ({ file, target, anchor })),
		);
		expect(broken).toEqual([]);
	});

	function leadsSomewhere(file: string, { target, anchor }: LocalLink): boolean {
		const found = target ? path.posix.join(path.posix.dirname(file), target) : file;
		if (!existsSync(path.join(root, found))) return false;
		return anchor === undefined || anchorsOf(readText(found)).includes(anchor);
	}

	it('and the source files that they name are there', () => {
		const sources = ['nodes', 'credentials', 'test', 'scripts', 'e2e', 'bench', 'demo'].flatMap(
			(folder) => listFiles(folder),
		);
		const isThere = (name: string) =>
			existsSync(path.join(root, name)) || sources.some((file) => file.endsWith(`/${name}`));
		const named = documents.flatMap((file) =>
			sourcesNamedIn(readText(file)).map((source) => ({ file, source })),
		);
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter(({ source }) => !isThere(source))).toEqual([]);
	});

	it('are read as they are meant', () => {
		const text =
			'[a](b.md#c) ![d](e.png) [f](https://g.example) `[h](i)` [j](#k)\n```\n[l](m)\n```\n';
		expect(localLinksOf(text)).toEqual([
			{ target: 'b.md', anchor: 'c' },
			{ target: 'e.png', anchor: undefined },
			{ target: '', anchor: 'k' },
		]);
		expect(anchorsOf('# A: b `c`\n## D\n## D\n```\n# no\n```\n')).toEqual(['a-b-c', 'd', 'd-1']);
	});

	it('lead to every page of docs/ from its index', () => {
		const index = localLinksOf(readText('docs/README.md')).map(({ target }) => target);
		const pages = documents
			.filter((file) => /^docs\/[^/]+\.md$/.test(file) && file !== 'docs/README.md')
			.map((file) => path.posix.basename(file));
		expect(pages.filter((page) => !index.includes(page))).toEqual([]);
	});
});

describe('errors from A to Z', () => {
	const [, section = ''] = /## From A to Z\n([^]*?)\n## /.exec(readText('docs/errors.md')) ?? [];
	const messages = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, message]) => message ?? '');

	it('are in that order', () => {
		expect(messages.length).toBeGreaterThan(20);
		const lower = messages.map((message) => message.toLowerCase());
		expect(lower).toEqual([...lower].sort());
	});

	it('are said by the code', () => {
		const sources = listFiles('nodes').filter((file) => file.endsWith('.ts'));
		const code = sources.map((file) => readText(file)).join('\n');
		expect(messages.filter((message) => !code.includes(message))).toEqual([]);
	});
});
