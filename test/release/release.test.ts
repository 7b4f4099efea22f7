import { leastBump, sectionOf, withRelease } from '../../scripts/release/changelog';
import { withAbsoluteUrls } from '../../scripts/release/readme';
import { nextVersion } from '../../scripts/release/version';
import { readText } from '../package/packageUnderTest';

const CHANGELOG = `# Changelog

## [Unreleased]

### Fixed

- A slip.

## [1.2.3] - 2026-01-02

First.
`;

describe('the changelog', () => {
	it('moves what is unreleased under the version', () => {
		const released = withRelease(CHANGELOG, '1.2.4', '2026-02-03');
		expect(sectionOf(released, 'Unreleased')).toBe('');
		expect(sectionOf(released, '1.2.4')).toBe('### Fixed\n\n- A slip.');
		expect(sectionOf(released, '1.2.3')).toBe('First.');
		expect(released).toContain('\n## [1.2.4] - 2026-02-03\n');
	});

	it.each([
		['1.2.3', CHANGELOG, 'has 1.2.3 already'],
		['1.2.4', CHANGELOG.replace(/### Fixed\n\n- A slip.\n/, ''), 'nothing to release'],
	])('refuses to release %s', (version, changelog, sentence) => {
		expect(() => withRelease(changelog, version, '2026-02-03')).toThrow(sentence);
	});

	it.each([
		['### Fixed\n\n- A.', 'patch'],
		['### Added\n\n- A.', 'minor'],
		['### Changed\n\n- A.\n- **Breaking:** saved workflows lose B.', 'major'],
	])('asks for a bump: %p', (text, bump) => {
		expect(leastBump(text)).toBe(bump);
	});

	it('is the one of this repository, which can be released', () => {
		expect(withRelease(readText('CHANGELOG.md'), '9.0.0', '2026-02-03')).toContain('## [9.0.0]');
	});
});

describe('the next version', () => {
	it.each([
		[undefined, 'patch', '1.2.4'],
		[undefined, 'major', '2.0.0'],
		['minor', 'patch', '1.3.0'],
		['1.10.0', 'minor', '1.10.0'],
	] as const)('%s, where the changelog asks for %s, is %s', (wanted, least, next) => {
		expect(nextVersion('1.2.3', wanted, least)).toBe(next);
	});

	it.each([
		['patch', 'minor', 'asks for a minor release'],
		['1.2.3', 'patch', 'is less'],
		['1.2', 'patch', 'not a version'],
		['v1.3.0', 'patch', 'not a version'],
	] as const)('is not %s', (wanted, least, sentence) => {
		expect(() => nextVersion('1.2.3', wanted, least)).toThrow(sentence);
	});
});

describe('the README that npm shows', () => {
	const REPOSITORY = 'git+https://github.com/someone/some-node.git';

	it('leads with each link and picture to the released version of the repository', () => {
		const text = '[a](docs/b.md#c) ![d](docs/e.png) [f](https://g.example/) [h](#i)';
		expect(withAbsoluteUrls(text, REPOSITORY, '1.2.3')).toBe(
			'[a](https://github.com/someone/some-node/blob/1.2.3/docs/b.md#c) ' +
				'![d](https://github.com/someone/some-node/raw/1.2.3/docs/e.png) ' +
				'[f](https://g.example/) [h](#i)',
		);
	});

	it('has no relative link left', () => {
		const shown = withAbsoluteUrls(readText('README.md'), REPOSITORY, '1.2.3');
		const targets = [...shown.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
		expect(targets.length).toBeGreaterThan(15);
		expect(targets.filter((target) => !/^(https:\/\/|#)/.test(target))).toEqual([]);
	});

	it('holds no HTML that npm would leave out, or with links of its own', () => {
		expect(readText('README.md').replace(/<!--[^]*?-->/g, '')).not.toMatch(
			/<[a-z][^>]*(src|href)=/i,
		);
	});
});
