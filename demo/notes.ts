/** Of a sticky note on n8n's canvas, in its pixels; measured in the editor of n8n 2.41. */
const LOOK = {
	padding: 32,
	/** Of a letter on average; wide enough for text of many capitals. */
	letterPx: 7,
	linePx: 21,
	paragraphGapPx: 12,
	headingPx: { 1: 44, 2: 40, 3: 34 },
	gridPx: 20,
} as const;

/** The height that a note needs for its text, in steps of the canvas. */
export function fitNote(content: string, width: number): number {
	const inside = width - LOOK.padding;
	const blocks = content.split(/\n{2,}/).map((block) => {
		const heading = /^(#{1,3}) /.exec(block)?.[1]?.length;
		if (heading === 1 || heading === 2 || heading === 3) return LOOK.headingPx[heading];
		return linesOf(block, inside) * LOOK.linePx + LOOK.paragraphGapPx;
	});
	const height = LOOK.padding + blocks.reduce((sum, block) => sum + block, 0);
	return Math.ceil(height / LOOK.gridPx) * LOOK.gridPx;
}

/** Breaks between words, as a browser does; marks of Markdown take no place. */
function linesOf(block: string, inside: number): number {
	return block.split('\n').reduce((lines, line) => {
		let [used, rows] = [0, 1];
		for (const word of line.replace(/[*_`]/g, '').split(' ')) {
			const wide = word.length * LOOK.letterPx;
			const next = used === 0 ? wide : used + LOOK.letterPx + wide;
			if (next > inside && used > 0) {
				rows++;
				used = wide;
			} else used = next;
		}
		return lines + rows;
	}, 0);
}
