/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a tool of the repository; it never ships */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { sectionOf, leastBump, unreleasedIn, withRelease } from './changelog';
import { unmetRules } from './checklist';
import { withAbsoluteUrls } from './readme';
import { repositoryAt } from './repository';
import { nextVersion } from './version';

const HELP = `npm run release [-- major|minor|patch|1.2.3]   sets version and changelog, commits nothing
npm run release:check [-- 1.2.3]               n8n's rules, and that this is the version; changes nothing
npm run release:notes [-- 1.2.3]               what the changelog says of a version
npm run release:readme                         makes the README's links absolute, for npm
`;

interface Manifest {
	readonly version: string;
	readonly repository: { readonly url: string };
}

const read = (file: string) => readFileSync(file, 'utf8');
const readManifest = () => JSON.parse(read('package.json')) as Manifest;
const say = (text: string) => process.stdout.write(`${text}\n`);

function prepare(wanted: string | undefined): void {
	const changelog = read('CHANGELOG.md');
	const status = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
	if (status) throw new Error(`Commit or put away first what is not committed:\n${status}`);
	const least = leastBump(unreleasedIn(changelog));
	const current = readManifest().version;
	const version = nextVersion(current, wanted, least);
	const date = new Date().toISOString().slice(0, 10);
	const released = withRelease(changelog, version, date);
	for (const [file, times] of [
		['package.json', 1],
		['package-lock.json', 2],
	] as const) {
		writeFileSync(file, withVersion(read(file), { current, version, times }));
	}
	writeFileSync('CHANGELOG.md', released);
	say(
		`Version ${version} is in package.json, package-lock.json and CHANGELOG.md. Look at the diff, then:`,
	);
	say(
		`\n  git commit -am "Release ${version}"\n  git tag ${version}\n  git push --follow-tags origin main ${version}\n`,
	);
	tellUnmet();
}

/** In a lockfile, the first two are the package's own. */
function withVersion(
	text: string,
	{ current, version, times }: { current: string; version: string; times: number },
): string {
	let left = times;
	return text.replaceAll(`"version": "${current}"`, (found) =>
		left-- > 0 ? `"version": "${version}"` : found,
	);
}

function check(expected: string | undefined): void {
	const { version } = readManifest();
	if (expected !== undefined && expected !== version) {
		throw new Error(`The tag says ${expected}, package.json ${version}`);
	}
	if (tellUnmet() > 0) throw new Error('So n8n would not verify this, or npm not publish it');
	say(`${version} meets all rules that can be checked here`);
}

function tellUnmet(): number {
	const unmet = unmetRules(repositoryAt('.'));
	for (const { rule } of unmet) say(`Not met yet: ${rule}`);
	return unmet.length;
}

function main([command, argument]: string[]): void {
	if (command === 'prepare') prepare(argument);
	else if (command === 'check') check(argument);
	else if (command === 'notes') {
		const notes = sectionOf(read('CHANGELOG.md'), argument ?? readManifest().version);
		if (!notes) throw new Error(`The changelog says nothing of ${argument}`);
		say(notes);
	} else if (command === 'readme') {
		const { repository, version } = readManifest();
		writeFileSync('README.md', withAbsoluteUrls(read('README.md'), repository.url, version));
	} else say(HELP);
}

try {
	main(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
