/** Cells in columns as wide as their widest cell: the first to the left, the others to the right. */
export interface Section {
	readonly title: string;
	/** A text in place of cells goes to the end of the line. */
	readonly lines: ReadonlyArray<{ readonly cells: readonly string[]; readonly rest?: string }>;
}

const GAP = '  ';

/** One table: the head once, and below it the sections. A head's words stand below one another. */
export function formatTable(head: readonly string[], sections: readonly Section[]): string {
	const words = head.map((title) => title.split(' '));
	const height = Math.max(...words.map(({ length }) => length));
	const headLines = Array.from({ length: height }, (_, line) =>
		words.map((column) => column[line - height + column.length] ?? ''),
	);
	const allCells = [
		...headLines,
		...sections.flatMap(({ lines }) => lines.map(({ cells }) => cells)),
	];
	const widths = head.map((_, column) =>
		Math.max(...allCells.map((cells) => cells[column]?.length ?? 0)),
	);
	const format = (cells: readonly string[]) =>
		cells
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
			)
			.join(GAP);
	return [
		...headLines.map(format),
		...sections.flatMap(({ title, lines }) => [
			'',
			title,
			...lines.map(({ cells, rest }) => [format(cells), ...(rest ? [rest] : [])].join(GAP)),
		]),
	]
		.map((line) => line.trimEnd())
		.join('\n');
}
