/** The repository's address as people open it in a browser, without a slash at the end. */
export function repositoryPage(url: string): string {
	return url
		.replace(/^git\+/, '')
		.replace(/\.git$/, '')
		.replace(/\/+$/, '');
}

/**
 * The README as npm shows it: npm has none of the files that its links and pictures name, so they
 * get absolute URLs of the released version.
 */
export function withAbsoluteUrls(readme: string, repository: string, version: string): string {
	const page = repositoryPage(repository);
	return readme.replace(
		/(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^()\s]+)\)/gi,
		(_, mark: string, text: string, target: string) => {
			const way = mark ? 'raw' : 'blob';
			return `${mark}[${text}](${page}/${way}/${version}/${target})`;
		},
	);
}
