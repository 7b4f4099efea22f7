/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */

/** What is done until n8n can be used, in this order; what is there already is left out. */
export const PHASES = ['node', 'packages', 'compile', 'pack', 'start', 'furnish'] as const;
export type Phase = (typeof PHASES)[number];

/** Told again and again while something takes long. */
export type Progress = (phase: Phase, doing: string) => void;

export interface ProgressLine {
	/** Says what is going on, on a line that the next one takes over. */
	readonly show: Progress;
	/** Leaves the line empty for something else, and stops the clock. */
	end(): void;
}

export interface Screen {
	readonly write: (text: string) => void;
	/** Whether a line can be overwritten; where not, one every now and then is enough. */
	readonly isTerminal?: boolean;
	readonly now?: () => number;
	/** Calls again and again. @returns how to stop that */
	readonly every?: (ms: number, call: () => void) => () => void;
}

const CLEAR = '\r\u001B[2K';
const TICK_MS = 1000;
const LINE_MS = 15_000;

/** Shows what takes long, which part of all that is, and for how long already; the clock ticks by itself. */
export function progressLine({
	write,
	isTerminal = Boolean(process.stdout.isTTY),
	now = Date.now,
	every = everyNowAndThen,
}: Screen): ProgressLine {
	const started = now();
	let current: { phase: Phase; doing: string; since: number } | undefined;
	const draw = (): void => {
		if (!current) return;
		const { phase, doing, since } = current;
		const place = `[${PHASES.indexOf(phase) + 1}/${PHASES.length}]`;
		const text = `${place} ${duration(now() - started)}  ${doing} (${duration(now() - since)})`;
		write(isTerminal ? `${CLEAR}${text}` : `${text}\n`);
	};
	const stop = every(isTerminal ? TICK_MS : LINE_MS, draw);
	return {
		show(phase, doing) {
			const isNew = current?.phase !== phase;
			current = { phase, doing, since: isNew ? now() : (current?.since ?? now()) };
			if (isNew) draw();
		},
		end() {
			stop();
			if (isTerminal && current) write(CLEAR);
			current = undefined;
		},
	};
}

function everyNowAndThen(ms: number, call: () => void): () => void {
	const timer = setInterval(call, ms);
	timer.unref();
	return () => clearInterval(timer);
}

/** @param ms milliseconds @returns minutes and seconds, such as 3:07 */
function duration(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
