import { isRecord } from '../../nodes/NextMatter/input/isRecord';
import {
	isPlaceholder,
	keysOf,
	listOf,
	manifest,
	parse,
	scriptOf,
	sources,
	textOf,
} from './readers';
import type { Repository } from './repository';

/** One of n8n's rules for verified community nodes, or of npm's for provenance. */
export interface Rule {
	readonly id: string;
	readonly rule: string;
	isMet(repository: Repository): boolean;
}

const FORBIDDEN_SCRIPTS =
	/^(prepare|preinstall|install|postinstall|prepublish|prepack|postpack|preprepare|postprepare)$/;

export const RULES: readonly Rule[] = [
	{
		id: 'name',
		rule: 'The name begins with n8n-nodes-',
		isMet: (r) => /^(@[a-z\d-]+\/)?n8n-nodes-[a-z\d-]+$/.test(textOf(manifest(r).name)),
	},
	{
		id: 'keyword',
		rule: 'The keywords name n8n-community-node-package',
		isMet: (r) => listOf(manifest(r).keywords).includes('n8n-community-node-package'),
	},
	{
		id: 'license',
		rule: 'The license is MIT, and its text is there',
		isMet: (r) => manifest(r).license === 'MIT' && r.read('LICENSE').startsWith('MIT License'),
	},
	{
		id: 'dependencies',
		rule: 'Nothing is installed with it, and nothing of others is overridden',
		isMet: (r) =>
			['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies']
				.concat('overrides', 'resolutions')
				.every((field) => !(field in manifest(r))),
	},
	{
		id: 'peer',
		rule: 'The only peer dependency is n8n-workflow in any version',
		isMet: (r) => JSON.stringify(manifest(r).peerDependencies) === '{"n8n-workflow":"*"}',
	},
	{
		id: 'scripts',
		rule: 'Nothing runs when it is installed',
		isMet: (r) => !keysOf(manifest(r).scripts).some((name) => FORBIDDEN_SCRIPTS.test(name)),
	},
	{
		id: 'n8n',
		rule: 'Nodes and credentials are registered, each by a path below dist/ that has a source',
		isMet: (r) => {
			const { n8n } = manifest(r);
			if (!isRecord(n8n) || n8n.n8nNodesApiVersion !== 1) return false;
			const built = [...listOf(n8n.nodes), ...listOf(n8n.credentials)].map(textOf);
			const sources = built.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
			const isBuilt = built.every((file) => file.startsWith('dist/'));
			return built.length > 1 && isBuilt && sources.every((file) => r.read(file) !== '');
		},
	},
	{
		id: 'author',
		rule: 'The author has a name and an email that reaches somebody',
		isMet: (r) => {
			const { author } = manifest(r);
			const email = isRecord(author) ? textOf(author.email) : '';
			return isRecord(author) && !!author.name && /@/.test(email) && !isPlaceholder(email);
		},
	},
	{
		id: 'repository',
		rule: 'The repository is a public one on GitHub, and homepage and bugs lead there',
		isMet: (r) => {
			const { repository, homepage, bugs } = manifest(r);
			const url = isRecord(repository) ? textOf(repository.url) : '';
			const others = [textOf(homepage), isRecord(bugs) ? textOf(bugs.url) : ''];
			const isGitHub = /^(git\+)?https:\/\/github\.com\/[\w.-]+\/[\w.-]+?(\.git)?$/.test(url);
			return isGitHub && others.every((other) => other !== '' && !isPlaceholder(other));
		},
	},
	{
		id: 'clone',
		rule: 'The README clones that repository',
		isMet: (r) => {
			const { repository } = manifest(r);
			const url = isRecord(repository) ? textOf(repository.url).replace(/^git\+/, '') : '';
			return url !== '' && r.read('README.md').includes(`git clone ${url}\n`);
		},
	},
	{
		id: 'provenance',
		rule: 'A GitHub Action publishes it with a provenance statement, and no token is stored',
		isMet: (r) => {
			const workflow = r.read('.github/workflows/publish.yml');
			return (
				/^\s*id-token: write$/m.test(workflow) &&
				/npm publish .*--provenance/.test(workflow) &&
				!/NODE_AUTH_TOKEN|NPM_TOKEN|secrets\./.test(workflow)
			);
		},
	},
	{
		id: 'tool',
		rule: "n8n's own linter and its unchanged configuration are used",
		isMet: (r) =>
			/n8n-node lint/.test(textOf(scriptOf(r, 'lint'))) &&
			r.read('eslint.config.mjs').replace(/\s+/g, ' ').trim() ===
				"import { config } from '@n8n/node-cli/eslint'; export default config;",
	},
	{
		id: 'surroundings',
		rule: 'The code reads no environment variable, no file and loads no module of others',
		isMet: (r) =>
			sources(r).every(
				(text) =>
					!/\bprocess\.|\brequire\(|__dirname|from 'node:(?!crypto')/.test(text) &&
					[...text.matchAll(/ from '([^.'][^']*)'/g)].every(
						([, module]) => module === 'n8n-workflow' || module === 'node:crypto',
					),
			),
	},
	{
		id: 'english',
		rule: 'Everything that is shown is in English',
		isMet: (r) => [...sources(r), r.read('README.md')].every((text) => !OTHER_SCRIPTS.test(text)),
	},
	{
		id: 'docs',
		rule: 'The README tells how to install, use and try it, and about the credential; there are examples',
		isMet: (r) =>
			['Install', 'Credential', 'Your first workflow', 'Try it'].every((heading) =>
				r.read('README.md').includes(`## ${heading}`),
			) && r.list('examples').some((file) => file.endsWith('.json')),
	},
	{
		id: 'codex',
		rule: 'Each node has a codex file with categories and resources, and an icon',
		isMet: (r) => {
			const { n8n } = manifest(r);
			return listOf(isRecord(n8n) ? n8n.nodes : []).every((built) => {
				const file = textOf(built)
					.replace(/^dist\//, '')
					.replace(/\.js$/, '');
				const codex = parse(r.read(`${file}.json`));
				const isFull = listOf(codex.categories).length > 0 && isRecord(codex.resources);
				return isFull && /file:[./]*icons\/\w+\.svg/.test(r.read(`${file}.ts`));
			});
		},
	},
	{
		id: 'tool-use',
		rule: 'The node can be used as a tool of an AI agent',
		isMet: (r) => /usableAsTool: true/.test(r.read('nodes/NextMatter/NextMatter.node.ts')),
	},
	{
		id: 'changelog',
		rule: 'The changelog has the version of package.json',
		isMet: (r) => r.read('CHANGELOG.md').includes(`\n## [${textOf(manifest(r).version)}] - `),
	},
];

/** Greek, Cyrillic, and the scripts of Asia; signs such as an arrow belong to no script. */
const OTHER_SCRIPTS = /[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}]/u;

/** The rules that are not met. */
export function unmetRules(repository: Repository): Rule[] {
	return RULES.filter((rule) => !rule.isMet(repository));
}
