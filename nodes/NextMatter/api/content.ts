/** Far more than the API has to say at once, and little enough for many answers at a time. */
export const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** The text of an answer, as far as it was read. */
export interface Content {
	/** Anything but a text comes from a host that reads the answer itself. */
	readonly text: unknown;
	/** Whether there is more than may be read. */
	readonly isCut: boolean;
}

/**
 * Reads the body of an answer as it comes in, decompressed. Guards against decompression bombs and endless
 * responses: reads at most `maxBytes`.
 *
 * @param signal ends the reading, and the connection with it
 * @throws what the connection broke with
 */
export async function readContent(
	body: unknown,
	signal: AbortSignal,
	maxBytes = MAX_ANSWER_BYTES,
): Promise<Content> {
	if (!isStream(body)) return { text: body, isCut: false };
	const end = () => body.destroy();
	signal.addEventListener('abort', end);
	if (signal.aborted) end();
	const pieces: Buffer[] = [];
	let left = maxBytes;
	try {
		for await (const piece of body) {
			const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
			pieces.push(bytes.subarray(0, left));
			left -= bytes.length;
			if (left < 0) break;
		}
	} finally {
		signal.removeEventListener('abort', end);
		end();
	}
	const text = Buffer.concat(pieces)
		.toString('utf8')
		.replace(/^\uFEFF/, '');
	return { text, isCut: left < 0 };
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

function isStream(body: unknown): body is ByteStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		Symbol.asyncIterator in body &&
		'destroy' in body &&
		typeof body.destroy === 'function'
	);
}
