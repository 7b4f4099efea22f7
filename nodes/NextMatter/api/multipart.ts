import type { IExecuteFunctions } from 'n8n-workflow';
import type { FilePart } from './types';

/** A form with a file in it, as an HTTP body and the headers that go with it. */
export interface Form {
	/** A stream where n8n keeps the file on disk, so that it is never in memory as a whole. */
	readonly body: Buffer | NodeJS.ReadableStream;
	readonly headers: Readonly<Record<string, string>>;
}

type BinaryHelpers = Pick<
	IExecuteFunctions['helpers'],
	'getBinaryDataBuffer' | 'getBinaryMetadata' | 'getBinaryStream'
>;

/**
 * Opens a file of an item for sending.
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
		return { body: Buffer.concat([head, content, tail]), headers: headersFor(content.length) };
	}
	const { fileSize } = await helpers.getBinaryMetadata(file.storedAs);
	const content = await helpers.getBinaryStream(file.storedAs);
	const body = content.compose(async function* (source: AsyncIterable<Buffer>) {
		yield head;
		yield* source;
		yield tail;
	});
	return { body, headers: headersFor(fileSize) };
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
