import { openDeadline, type GivenUp } from '../deadline';
import type { FileStream } from './fileTransport';

/** How much of a file is taken, and for how long. */
export interface Limits {
	readonly maxBytes: number;
	/** How long nothing may come. */
	readonly idleMs: number;
	/** A page for people is no file, though it may not say that it is one. */
	readonly mayBePage: boolean;
	/** Stops the execution. */
	readonly stop?: AbortSignal;
}

export type Trouble = 'tooLarge' | 'page' | GivenUp | { readonly error: unknown };

/** The content of a file on its way to n8n's store. */
export interface GuardedContent {
	readonly stream: FileStream;
	/** How many bytes have come. */
	size(): number;
	/** Why it broke off, if it did; undefined as well when it was the store that did not take it. */
	trouble(): Trouble | undefined;
	/** Rejects when too little comes for too long. */
	readonly givenUp: Promise<never>;
	close(): void;
}

/** In bytes a millisecond: what comes more slowly than that in the long run has no end. */
const MIN_SPEED = 10;
/** A new deadline for each piece would be thousands of them. */
const RENEWAL_MS = 1000;

export function isFileStream(body: unknown): body is FileStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		Symbol.asyncIterator in body &&
		'destroy' in body &&
		'map' in body
	);
}

/** Lets a file through while it keeps within the limits, and never holds more than a piece of it. */
export function guardContent(body: FileStream, limits: Limits): GuardedContent {
	const begunAt = Date.now();
	let size = 0;
	let trouble: Trouble | undefined;
	let rejectGivenUp: (error: Error) => void;
	const givenUp = new Promise<never>((_, reject) => (rejectGivenUp = reject));
	givenUp.catch(() => {});
	let deadline = open();
	let renewedAt = begunAt;

	function open() {
		const opened = openDeadline(limits.idleMs, limits.stop);
		void opened.givenUp.then((why) => {
			rejectGivenUp(note(why));
			body.destroy();
		});
		return opened;
	}
	function note(why: Trouble): Error {
		trouble ??= why;
		return new Error('The file was not read to its end');
	}
	function checkPace(): void {
		const now = Date.now();
		if (now - begunAt > limits.idleMs + size / MIN_SPEED) throw note('ETIMEDOUT');
		if (now - renewedAt < RENEWAL_MS) return;
		deadline.close();
		deadline = open();
		renewedAt = now;
	}

	body.on('error', (error) => (trouble ??= { error }));
	// Unlike what `compose` makes, it has one place only where errors come out.
	const stream = body.map((piece: Buffer): Buffer => {
		if (size === 0 && !limits.mayBePage && beginsPage(piece)) throw note('page');
		size += piece.length;
		if (size > limits.maxBytes) throw note('tooLarge');
		checkPace();
		return piece;
	});
	// Whoever reads it gets the error as well; but one that nobody reads any more must not end the host.
	stream.on('error', () => {});
	return {
		stream,
		size: () => size,
		trouble: () => trouble,
		givenUp,
		close() {
			deadline.close();
			stream.destroy();
			body.destroy();
		},
	};
}

function beginsPage(piece: Buffer): boolean {
	const start = piece.subarray(0, 200).toString('latin1');
	return /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)\b/i.test(start);
}
