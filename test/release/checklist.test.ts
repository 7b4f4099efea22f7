/* eslint-disable @n8n/community-nodes/no-restricted-globals -- finds the repository; never ships */
import { RULES, unmetRules } from '../../scripts/release/checklist';
import { repositoryAt, type Repository } from '../../scripts/release/repository';

const here = repositoryAt(`${__dirname}/../..`);
const idsOf = (repository: Repository) => unmetRules(repository).map(({ id }) => id);

/** The repository with some of its files changed. */
function changed(file: string, change: (text: string) => string): Repository {
	return { ...here, read: (name) => (name === file ? change(here.read(name)) : here.read(name)) };
}

const inManifest = (change: (manifest: Record<string, unknown>) => object) =>
	changed('package.json', (text) => {
		const manifest = JSON.parse(text) as Record<string, unknown>;
		return JSON.stringify({ ...manifest, ...change(manifest) });
	});

/** Nothing is published yet, so nobody can say where. */
const PLACEHOLDERS = ['author', 'repository'];

it('finds every rule met but those that a real repository and a real maintainer meet', () => {
	expect(idsOf(here)).toEqual(PLACEHOLDERS);
});

it('finds all met once they are there', () => {
	const url = 'https://github.com/someone/n8n-nodes-nextmatter';
	const filledIn = inManifest(() => ({
		author: { name: 'Someone', email: 'someone@nextmatter.dev' },
		repository: { type: 'git', url: `git+${url}.git` },
		homepage: url,
		bugs: { url: `${url}/issues` },
	}));
	const repository: Repository = {
		...filledIn,
		read: (file) =>
			filledIn
				.read(file)
				.replace(/git clone \S+/, file === 'README.md' ? `git clone ${url}.git` : '$&'),
	};
	expect(idsOf(repository)).toEqual([]);
});

const publish = '.github/workflows/publish.yml';
const node = 'nodes/NextMatter/NextMatter.node.ts';
const BREACHES: ReadonlyArray<readonly [string, Repository]> = [
	['name', inManifest(() => ({ name: 'nextmatter-n8n' }))],
	['keyword', inManifest(() => ({ keywords: ['n8n'] }))],
	['license', inManifest(() => ({ license: 'ISC' }))],
	['dependencies', inManifest(() => ({ dependencies: { axios: '1.0.0' } }))],
	['dependencies', inManifest(() => ({ overrides: { axios: '1.0.0' } }))],
	['peer', inManifest(() => ({ peerDependencies: { 'n8n-workflow': '^1.0.0' } }))],
	['scripts', inManifest(() => ({ scripts: { lint: 'n8n-node lint', postinstall: 'true' } }))],
	[
		'n8n',
		inManifest(() => ({
			n8n: { n8nNodesApiVersion: 1, nodes: ['dist/none.js'], credentials: [] },
		})),
	],
	['clone', changed('README.md', (text) => text.replace('git clone https', 'git clone http'))],
	['provenance', changed(publish, (text) => text.replace('id-token: write', ''))],
	['provenance', changed(publish, (text) => `${text}\n# secrets.NPM_TOKEN`)],
	['tool', changed('eslint.config.mjs', (text) => `${text}// off`)],
	['surroundings', changed(node, (text) => `import axios from 'axios';\n${text}`)],
	['surroundings', changed(node, (text) => `${text}\nconst home = process.env.HOME;`)],
	['english', changed('README.md', (text) => `${text}\nПривет`)],
	['docs', changed('README.md', (text) => text.replace('## Credential', '## Key'))],
	['codex', changed('nodes/NextMatter/NextMatter.node.json', () => '{"categories":["A"]}')],
	['tool-use', changed(node, (text) => text.replace('usableAsTool: true', ''))],
	['changelog', inManifest(() => ({ version: '77.0.0' }))],
];

it.each(BREACHES)('notices what breaks the rule "%s"', (id, repository) => {
	expect(idsOf(repository)).toContain(id);
});

it('has tried to break every rule', () => {
	const tried = new Set([...BREACHES.map(([id]) => id), ...PLACEHOLDERS]);
	expect(RULES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});
