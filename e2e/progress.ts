/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */

/** In milliseconds; where nothing can be overwritten, a line every now and then is enough. */
const INTERVAL = process.stdout.isTTY ? 200 : 15_000;

const CLEAR = '\r\u001B[2K';

export interface ProgressLine {
	/** Says what is going on, on a line that the next one takes over. */
	show(doing: string): void;
	/** Leaves the line empty for something else. */
	end(): void;
}

/** Shows what takes long, and for how long already. */
export function progressLine(write: (text: string) => void): ProgressLine {
	const started = Date.now();
	let shown = -Infinity;
	return {
		show(doing) {
			if (Date.now() - shown < INTERVAL) return;
			shown = Date.now();
			const text = `${duration(Date.now() - started)}  ${doing}`;
			write(process.stdout.isTTY ? `${CLEAR}${text}` : `${text}\n`);
		},
		end() {
			if (process.stdout.isTTY) write(CLEAR);
		},
	};
}

/** @param ms milliseconds @returns minutes and seconds, such as 3:07 */
function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
