/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- the stand-in is a real server; it never ships */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';

import busboy from 'busboy';

/** What a multipart form holds. Of a file no more than what it is: a large one never fits in memory. */
export interface Form {
	fields: Record<string, string>;
	files: FormFile[];
}

export interface FormFile {
	/** The name of its part of the form. */
	part: string;
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	sha256: string;
}

/** A file up to this size can be fetched again. */
const MAX_KEPT = 1_000_000;
/** Beside what is logged of a form, so that the log holds no contents. */
const contents = new WeakMap<FormFile, Buffer>();

/** @returns undefined for a file that is too large to be kept */
export function contentOf(file: FormFile): Buffer | undefined {
	return contents.get(file);
}

/** @returns undefined for a form that has no boundary or no end */
export async function readForm(incoming: IncomingMessage): Promise<Form | undefined> {
	const form: Form = { fields: {}, files: [] };
	try {
		const parser = busboy({ headers: incoming.headers, defParamCharset: 'utf8' });
		parser.on('field', (name, value) => (form.fields[name] = value));
		parser.on('file', (part, content, { filename, mimeType }) => {
			const file: FormFile = { part, name: filename ?? '', mimeType, size: 0, sha256: '' };
			const hash = createHash('sha256');
			const kept: Buffer[] = [];
			form.files.push(file);
			content.on('data', (piece: Buffer) => {
				file.size += piece.length;
				if (file.size <= MAX_KEPT) kept.push(piece);
				hash.update(piece);
			});
			// A form that breaks off is told by the parser, with all that was under way.
			content.on('error', () => {});
			content.on('close', () => {
				file.sha256 = hash.digest('hex');
				if (file.size <= MAX_KEPT) contents.set(file, Buffer.concat(kept));
			});
		});
		await pipeline(incoming, parser);
		return form;
	} catch (error) {
		// The client left, or the form is none.
		if (!incoming.complete && incoming.destroyed) throw error;
		incoming.resume();
		return undefined;
	}
}
