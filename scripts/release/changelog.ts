/** What stands under "Unreleased", without its heading. */
export function unreleasedIn(changelog: string): string {
	return sectionOf(changelog, 'Unreleased');
}

/** What stands under a version or "Unreleased"; empty if there is no such heading. */
export function sectionOf(changelog: string, title: string): string {
	const sections = changelog.split(/^## /m);
	const section = sections.find((text) => text.startsWith(`[${title}]`)) ?? '';
	return section.slice(section.indexOf('\n') + 1).trim();
}

/** The changelog with everything that is unreleased under the heading of a version. */
export function withRelease(changelog: string, version: string, date: string): string {
	if (sectionOf(changelog, version)) throw new Error(`The changelog has ${version} already`);
	if (!unreleasedIn(changelog))
		throw new Error('Nothing is unreleased: there is nothing to release');
	const heading = '## [Unreleased]\n';
	return changelog.replace(heading, `${heading}\n## [${version}] - ${date}\n`);
}

export type Bump = 'major' | 'minor' | 'patch';

/** The least that the entries ask for: **Breaking:** major, something added minor, else patch. */
export function leastBump(unreleased: string): Bump {
	if (/^- \*\*Breaking:\*\*/m.test(unreleased)) return 'major';
	return /^### (Added|Changed|Removed|Deprecated)$/m.test(unreleased) ? 'minor' : 'patch';
}
