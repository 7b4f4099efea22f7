import { listFiles, readText } from './packageUnderTest';

const sources = [...listFiles('nodes'), ...listFiles('credentials')].filter((file) =>
	file.endsWith('.ts'),
);

it('no source silences the linter, the compiler or the coverage', () => {
	expect(sources).toContain('nodes/NextMatter/NextMatter.node.ts');
	const silencing = sources.filter((file) =>
		/eslint-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore|(istanbul|c8|v8) ignore/.test(
			readText(file),
		),
	);
	expect(silencing).toEqual([]);
});
