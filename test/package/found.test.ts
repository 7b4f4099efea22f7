import { NextMatter } from '../../nodes/NextMatter/NextMatter.node';
import { resources } from '../../nodes/NextMatter/operations';
import { readText } from './packageUnderTest';

interface Codex {
	readonly categories: readonly string[];
	readonly subcategories: Readonly<Record<string, readonly string[]>>;
	readonly alias: readonly string[];
}

const codexOf = (name: string) =>
	JSON.parse(readText(`nodes/NextMatter/${name}.node.json`)) as Codex;
const NODES = ['NextMatter', 'NextMatterTrigger', 'NextMatterWebhookTrigger'];
/** Those of n8n's node panel. */
const CATEGORIES = ['Communication', 'Productivity', 'HITL', 'Utility', 'Development'];

/** What the panel searches for a word: name, aliases, and what each operation says of itself. */
function searchable(): string {
	const { displayName, description } = new NextMatter().description;
	const actions = resources.flatMap(({ operations }) =>
		operations.map(({ option }) => option.action),
	);
	return [displayName, description, ...codexOf('NextMatter').alias, ...actions]
		.join('\n')
		.toLowerCase();
}

/** What people who look for such a node type in. */
const WORDS = [
	'approval',
	'approve',
	'human in the loop',
	'human task',
	'BPM',
	'complete step',
	'complete task',
	'sign-off',
	'business process',
	'onboarding',
	'fill in form',
	'wait for step',
	'send and wait',
	'human review',
];

it('the node is found by every word that people look for', () => {
	const text = searchable();
	expect(WORDS.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
});

it.each(NODES)(
	'%s is in a category of the panel, and has aliases that are no repetitions',
	(name) => {
		const { categories, alias } = codexOf(name);
		expect(categories.length).toBeGreaterThan(0);
		expect(categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
		expect(alias.length).toBeGreaterThan(5);
		expect(new Set(alias.map((word) => word.toLowerCase())).size).toBe(alias.length);
		expect(alias).toEqual(expect.arrayContaining(['approval', 'human in the loop', 'BPM']));
	},
);

it('stands among the nodes with which n8n lets people decide, as Slack and Gmail do', () => {
	const { categories, subcategories } = codexOf('NextMatter');
	expect(categories).toContain('HITL');
	expect(subcategories).toEqual({ HITL: ['Human in the Loop'] });
});

it('is found on npm by the words that people use', () => {
	const { keywords } = JSON.parse(readText('package.json')) as { keywords: string[] };
	expect(keywords).toEqual(
		expect.arrayContaining(['n8n', 'approval', 'human-in-the-loop', 'bpm', 'nextmatter']),
	);
});
