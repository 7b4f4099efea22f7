/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks at files; never ships */
import path from 'node:path';
import { NextMatter } from '../../nodes/NextMatter/NextMatter.node';
import { inheritedSchemas } from '../../scripts/schemas';
import { listFiles, listPackedFiles, readText } from './packageUnderTest';
import { readShippedCode } from './shippedCode';

const packed = listPackedFiles();
/** Modules of Node.js, by the one file that may load each. */
const SYSTEM_MODULES: Readonly<Record<string, string>> = {
	// Compares the secret of a webhook in constant time.
	'dist/nodes/NextMatter/webhook/secret.js': 'node:crypto',
};

const codeFiles = packed.filter((file) => file.endsWith('.js'));

const SCHEMAS = 'nodes/NextMatter/__schema__/';

it('publishes exactly what the build makes of the sources, and what npm asks for', () => {
	const sources = ['credentials', 'icons', 'nodes'].flatMap((folder) => listFiles(folder));
	const { version } = new NextMatter().description;
	const schemas = sources.filter((file) => file.startsWith(SCHEMAS));
	const inherited = inheritedSchemas(
		schemas.map((file) => file.slice(SCHEMAS.length)),
		[version].flat(),
	);
	const built = [...sources, ...[...inherited.keys()].map((file) => `${SCHEMAS}${file}`)];
	expect(packed).toEqual(
		[
			...['LICENSE', 'README.md', 'package.json'],
			...built.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`),
		].sort(),
	);
});

it('publishes code, icons, descriptions and nothing that only developers need', () => {
	const others = packed.filter(
		(file) =>
			!['LICENSE', 'README.md', 'package.json'].includes(file) &&
			!/^dist\/(credentials|nodes)\/.+(?<!\.test)\.js$/.test(file) &&
			!/^dist\/icons\/\w+(\.dark)?\.svg$/.test(file) &&
			!/^dist\/nodes\/NextMatter\/(NextMatter\w*\.node|__schema__\/.+)\.json$/.test(file),
	);
	expect(others).toEqual([]);
});

describe('the published code', () => {
	const code = codeFiles.map((file) => {
		const text = readText(file);
		return { file, text, ...readShippedCode(file, text) };
	});

	it('loads only n8n-workflow and files of the package', () => {
		const strange = code.flatMap(({ file, modules }) =>
			modules.filter((module) => !mayLoad(file, module)).map((module) => [file, module]),
		);
		expect(code.length).toBeGreaterThan(50);
		expect(strange).toEqual([]);
	});

	it('stays away from the environment', () => {
		const strange = code.filter(
			({ text, ambientNames }) =>
				ambientNames.length > 0 || /axios|process\.env|sourceMappingURL/i.test(text),
		);
		expect(strange.map(({ file }) => file)).toEqual([]);
	});
});

function mayLoad(file: string, module: string | undefined): boolean {
	if (module === 'n8n-workflow' || module === SYSTEM_MODULES[file]) return true;
	if (!module || !/^\.\.?\//.test(module)) return false;
	const target = path.posix.join(path.posix.dirname(file), module);
	const candidates = [target, `${target}.js`, `${target}/index.js`];
	return candidates.filter((candidate) => packed.includes(candidate)).length === 1;
}

describe('every published drawing', () => {
	const drawings = packed
		.filter((file) => file.endsWith('.svg'))
		.map((file) => ({ file, svg: readText(file) }));

	it('is square', () => {
		const others = drawings.filter(({ svg }) => !/^<svg [^>]*viewBox="0 0 (\d+) \1"/.test(svg));
		expect(drawings.length).toBeGreaterThan(1);
		expect(others.map(({ file }) => file)).toEqual([]);
	});

	it('runs nothing and loads nothing', () => {
		const strange = drawings.filter(({ svg }) =>
			/script|href|url\(|https?:|<image|<foreignObject|\bon\w+=/i.test(
				svg.replace('http://www.w3.org/2000/svg', ''),
			),
		);
		expect(strange.map(({ file }) => file)).toEqual([]);
	});
});

describe('the reader of shipped code', () => {
	it.each([
		['require("fs")', ['fs']],
		['import("node:" + name)', [undefined]],
		['export * from "./a"', ['./a']],
		['a.require("fs")', []],
	])('sees what %s loads', (code, modules) => {
		expect(readShippedCode('a.js', code).modules).toEqual(modules);
	});

	it.each([
		['process.exit()', ['process']],
		['a.process', []],
		['({ process: 1 })', []],
	])('sees the ambient names of %s', (code, names) => {
		expect(readShippedCode('a.js', code).ambientNames).toEqual(names);
	});
});
