/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Wait } from './server';

/** What is at an address outside the API. */
export interface Medium {
	/** In pieces, for files too large to be held. */
	content?: Buffer | string | (() => Iterable<Buffer>);
	status?: number;
	headers?: Record<string, string>;
	/** Only those with a key may have it; others get this status. */
	refuseStrangers?: number;
	/** Milliseconds before each piece. */
	drip?: number;
	/** Breaks the connection after so many pieces. */
	breakAfter?: number;
}

/** One request for a file as it arrived. */
export interface MediumRequest {
	path: string;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	status: number;
}

const PIECE = 64 * 1024;

/** Files at addresses outside the API, of the stand-in itself or of another server. */
export class Media {
	readonly log: MediumRequest[] = [];
	private readonly byPath = new Map<string, Medium>();

	/** @param isKey whether the header `Authorization` opens what strangers may not have */
	constructor(private readonly isKey: (authorization: string | undefined) => boolean) {}

	put(path: string, medium: Medium): void {
		this.byPath.set(path, medium);
	}

	has(path: string): boolean {
		return this.byPath.has(path);
	}

	reset(): void {
		this.byPath.clear();
		this.log.length = 0;
	}

	async serve(incoming: IncomingMessage, response: ServerResponse, wait: Wait): Promise<void> {
		const path = (incoming.url ?? '/').split('?')[0];
		const medium = this.byPath.get(path) ?? { status: 404, content: 'Not found' };
		const isStranger = !this.isKey(incoming.headers.authorization);
		const refusal = isStranger ? medium.refuseStrangers : undefined;
		const {
			status = 200,
			headers = {},
			content = '',
			drip = 0,
			breakAfter,
		} = refusal === undefined ? medium : { status: refusal, content: 'Who are you?' };
		this.log.push({ path, headers: incoming.headers, status });
		response.writeHead(status, headers);
		let sent = 0;
		for (const piece of piecesOf(content)) {
			if (drip > 0) await wait(drip);
			if (response.destroyed) return;
			if (sent === breakAfter) {
				response.destroy();
				return;
			}
			if (!response.write(piece)) await drained(response);
			sent += 1;
		}
		response.end();
	}
}

function* piecesOf(content: Buffer | string | (() => Iterable<Buffer>)): Iterable<Buffer> {
	if (typeof content === 'function') {
		yield* content();
		return;
	}
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Also when nobody is left to take it. */
async function drained(response: ServerResponse): Promise<void> {
	await new Promise<void>((resolve) => {
		const go = () => {
			response.off('drain', go).off('close', go);
			resolve();
		};
		response.on('drain', go).on('close', go);
	});
}
