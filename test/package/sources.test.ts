import { listFiles, readText } from './packageUnderTest';

const sources = [...listFiles('nodes'), ...listFiles('credentials')].filter((file) =>
	file.endsWith('.ts'),
);

it('finds the sources', () => {
	expect(sources).toContain('nodes/NextMatter/NextMatter.node.ts');
});

it.each(sources)('%s silences neither the linter, the compiler nor the coverage', (file) => {
	expect(readText(file)).not.toMatch(
		/eslint-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore|(istanbul|c8|v8) ignore/,
	);
});

it.each(sources)('%s is not a test', (file) => {
	expect(file).not.toMatch(/\.(test|spec)\.ts$/);
});
