import { NextMatterApi } from '../../credentials/NextMatterApi.credentials';
import { NextMatterWebhookApi } from '../../credentials/NextMatterWebhookApi.credentials';
import { NextMatter } from '../../nodes/NextMatter/NextMatter.node';
import { NextMatterTrigger } from '../../nodes/NextMatter/NextMatterTrigger.node';
import { NextMatterWebhookTrigger } from '../../nodes/NextMatter/NextMatterWebhookTrigger.node';

const READ_BY_PEOPLE = ['displayName', 'description', 'hint', 'placeholder', 'action'];

function textsOf(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
		READ_BY_PEOPLE.includes(key) && typeof entry === 'string' ? [entry] : textsOf(entry),
	);
}

/** The name of a parameter is for expressions, that of a choice is what people see. */
function choicesOf(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const own = 'value' in value && 'name' in value ? [String(value.name)] : [];
	return [...own, ...Object.values(value).flatMap(choicesOf)];
}

function labelsOf(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
		key === 'displayName' && typeof entry === 'string' ? [entry] : labelsOf(entry),
	);
}

const described = [
	new NextMatter().description,
	new NextMatterTrigger().description,
	new NextMatterWebhookTrigger().description,
	new NextMatterApi(),
	new NextMatterWebhookApi(),
];
const texts = [...new Set(described.flatMap(textsOf))];
/** Without examples, and without what is to be typed or clicked elsewhere. */
const prose = texts
	.filter((text) => !/^(e\.g\.|Add )/.test(text))
	.map((text) => text.replaceAll(/<a [^>]*>|<code>.*?<\/code>|\{\{.*?\}\}/g, ''));
const labels = new Set(described.flatMap(labelsOf));
const breaking = (rule: RegExp) => prose.filter((text) => rule.test(text));

/** One noun each: URL, instance, form field, type. */
const OTHER_WORDS =
	/\b(links?|web address|addresses of|running workflow|kinds?|Time-Out|Put Out|looks? (again|after)|told|obeyed)\b/;

it('reads something', () => {
	expect(prose.length).toBeGreaterThan(150);
});

it('a single sentence has no period at its end, several have', () => {
	const sentences = (text: string) => text.split(/[.:;] +(?=[A-Z'])/).length;
	const wrong = prose
		.filter((text) => !labels.has(text))
		.filter((text) => text.endsWith('.') !== sentences(text) > 1);
	expect(wrong).toEqual([]);
});

it('other fields stand in single quotes', () => {
	const mentions = (text: string, label: string) =>
		text.replaceAll(`'${label}'`, '').includes(label) && !labels.has(text);
	const wrong = prose.flatMap((text) =>
		[...labels].filter((label) => isOnlyALabel(label) && mentions(text, label)),
	);
	expect(wrong).toEqual([]);
});

/** Nobody writes "Maximum Wait" in a sentence, unless the field is meant. */
function isOnlyALabel(label: string): boolean {
	return /[a-z] (by|for|if|on|to)? ?[A-Z]/.test(label) && !/^(Next Matter|n8n)/.test(label);
}

it('uses one noun for one thing', () => {
	expect(breaking(OTHER_WORDS)).toEqual([]);
	const choices = described.flatMap(choicesOf);
	expect(choices).toContain('Wait Until Active');
	expect(choices.filter((choice) => OTHER_WORDS.test(choice))).toEqual([]);
});

it('says whose workflow starts or has a time zone', () => {
	expect(breaking(/time zone of the workflow|\b(starts?|once) the workflow/i)).toEqual([]);
});
