/** Of a sticky note on n8n's canvas, in its pixels; e2e/scenarios/notes.test.ts holds it to the editor. */
const LOOK = {
	/** At the end of the text, and on both sides of it together. */
	bottomPx: 20,
	sidesPx: 44,
	/** Of a letter on average. */
	letterPx: 7,
	linePx: 19,
	paragraphGapPx: 7,
	headings: {
		1: { letterPx: 12, firstPx: 48, linePx: 32 },
		2: { letterPx: 11.2, firstPx: 42, linePx: 27 },
		3: { letterPx: 8.5, firstPx: 31, linePx: 22 },
	},
	gridPx: 20,
} as const;

/** The height that a note needs for its text, in steps of the canvas. */
export function fitNote(content: string, width: number): number {
	const insidePx = width - LOOK.sidesPx;
	const blocks = content.split(/\n{2,}/).map((block) => {
		const level = /^(#{1,3}) /.exec(block)?.[1]?.length;
		if (level === 1 || level === 2 || level === 3) {
			const { letterPx, firstPx, linePx } = LOOK.headings[level];
			const lines = linesOf(block.replace(/^#+ /, ''), { insidePx, letterPx });
			return firstPx + (lines - 1) * linePx;
		}
		const lines = linesOf(block, { insidePx, letterPx: LOOK.letterPx });
		return lines * LOOK.linePx + LOOK.paragraphGapPx;
	});
	const height = LOOK.bottomPx + blocks.reduce((sum, block) => sum + block, 0);
	return Math.ceil(height / LOOK.gridPx) * LOOK.gridPx;
}

interface Measure {
	readonly insidePx: number;
	readonly letterPx: number;
}

/** Breaks between words, as a browser does; marks of Markdown take no place. */
function linesOf(block: string, { insidePx, letterPx }: Measure): number {
	return block.split('\n').reduce((lines, line) => {
		let [used, rows] = [0, 1];
		for (const word of line.replace(/[*_`]/g, '').split(' ')) {
			const wide = word.length * letterPx;
			const next = used === 0 ? wide : used + letterPx + wide;
			if (next > insidePx && used > 0) {
				rows++;
				used = wide;
			} else used = next;
		}
		return lines + rows;
	}, 0);
}
