import type { IExecuteFunctions } from 'n8n-workflow';
import type { FilePart } from './types';

/** A form with a file in it, as an HTTP body and the headers that go with it. */
export interface Form {
	/** A stream where n8n keeps the file on disk, so that it is never in memory as a whole. */
	readonly body: Buffer | NodeJS.ReadableStream;
	readonly headers: Readonly<Record<string, string>>;
	/** Whether the content could not be read to the end that was announced. */
	isBroken(): boolean;
	/** Releases the content, however much of it was sent. */
	close(): void;
}

/**
 * Bytes that are read from disk at a time. Node frees what was sent by the number of pieces rather than by
 * their size: of 100 MB, up to 67 MB were still in memory with pieces of 64 kB, 47 MB with these.
 */
const PIECE = 8192;

type BinaryHelpers = Pick<
	IExecuteFunctions['helpers'],
	'getBinaryDataBuffer' | 'getBinaryMetadata' | 'getBinaryStream'
>;

/**
 * Opens a file of an item for sending. What it returns has to be closed.
 *
 * @throws what n8n throws when it does not find the content
 */
export async function openForm(helpers: BinaryHelpers, file: FilePart): Promise<Form> {
	const boundary = `----next-matter-${Math.random().toString(36).slice(2)}${Date.now().toString(36)}`;
	const head = Buffer.from(headOf(boundary, file));
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	const headersFor = (size: number) => ({
		'Content-Type': `multipart/form-data; boundary=${boundary}`,
		'Content-Length': String(head.length + size + tail.length),
	});
	if (file.storedAs === undefined) {
		const content = await helpers.getBinaryDataBuffer(file.itemIndex, file.property);
		const body = Buffer.concat([head, content, tail]);
		return { body, headers: headersFor(content.length), isBroken: () => false, close: () => {} };
	}
	const { fileSize } = await helpers.getBinaryMetadata(file.storedAs);
	const content = await helpers.getBinaryStream(file.storedAs, PIECE);
	let isBroken = false;
	let isClosed = false;
	// Told here, because the generator below may be ended without learning why.
	content.once('error', () => (isBroken = !isClosed));
	const body = content.compose<typeof content>(async function* (pieces: AsyncIterable<Buffer>) {
		let left = fileSize;
		yield head;
		for await (const piece of pieces) {
			left -= piece.length;
			if (left < 0) break;
			yield piece;
		}
		isBroken = left !== 0;
		// If less comes than was announced, the server waits; if more, it reads the rest as another request.
		if (isBroken) throw new Error('The file does not have the size that n8n reported');
		yield tail;
	});
	// Whoever reads the body gets the error as well; but closing it early, unread, must not end the host.
	body.on('error', () => {});
	return {
		body,
		headers: headersFor(fileSize),
		isBroken: () => isBroken,
		close() {
			isClosed = true;
			body.destroy();
			// Destroying the derived stream alone would leave the file open.
			content.destroy();
		},
	};
}

function headOf(boundary: string, { part, fileName, mimeType, fields }: FilePart): string {
	const texts = Object.entries(fields).map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"\r\n\r\n${value}\r\n`,
	);
	const file = `--${boundary}\r\nContent-Disposition: form-data; name="${escape(part)}"; filename="${escape(fileName)}"\r\nContent-Type: ${oneLine(mimeType)}\r\n\r\n`;
	return [...texts, file].join('');
}

/** As browsers write names into a form: a quote or a line break would end the header. */
function escape(name: string): string {
	return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function oneLine(mimeType: string): string {
	return mimeType.replace(/[\r\n]+/g, ' ');
}
