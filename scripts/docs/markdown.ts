/** A value as JSON in a cell of a table. */
export function code(value: unknown): string {
	return `\`${JSON.stringify(value).replaceAll('|', '\\|')}\``;
}

export function table(headings: readonly string[], rows: readonly string[][]): string {
	return [headings, headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

/** The anchor that GitHub and npm give a heading. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[`*_[\]]/g, '')
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');
}
