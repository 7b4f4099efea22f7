/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import type { ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';

import { htmlAnswer, jsonAnswer, refuse } from './answers';
import type { Answer } from './answers';
import type { FaultKind, FaultedRequest, RawAnswer } from './faults';
import { htmlPageFor } from './htmlPages';
import { parseJson } from './json';
import type { Wait } from './server';

const SLOW_BODY_PIECES = 10;

export function sendAnswer(response: ServerResponse, { status, headers, text }: Answer): void {
	response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
	response.end(text);
}

/** Breaks the connection as a crashing server or a cut cable would. */
export function breakConnection(response: ServerResponse): void {
	const { socket } = response;
	// Only a plain socket can send a TCP reset.
	if (socket && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
	else socket?.destroy();
}

/** Sends half of the body under the length of the whole, then hangs up. */
export function sendHalf(response: ServerResponse, { status, headers, text }: Answer): void {
	response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
	response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroySoon());
}

export async function sendSlowly(
	response: ServerResponse,
	{ status, headers, text }: Answer,
	ms: number,
	wait: Wait,
): Promise<void> {
	const bytes = Buffer.from(text);
	response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
	response.flushHeaders();
	const size = Math.max(1, Math.ceil(bytes.length / SLOW_BODY_PIECES));
	for (let sent = 0; sent < bytes.length && !response.destroyed; sent += size) {
		await wait(ms / SLOW_BODY_PIECES);
		response.write(bytes.subarray(sent, sent + size));
	}
	response.end();
}

/** Blanks in front of JSON mean nothing, so only who waits for the end, or counts, notices. */
export async function sendDrops(
	response: ServerResponse,
	{ status, headers }: Answer,
	[everyMs, wait]: readonly [number, Wait],
): Promise<void> {
	response.writeHead(status, headers);
	while (!response.destroyed) {
		response.write(' ');
		await wait(everyMs);
	}
}

export function sendBomb(
	response: ServerResponse,
	{ status, headers, text }: Answer,
	size: number,
): void {
	const packed = gzipSync(' '.repeat(size - text.length) + text);
	response.writeHead(status, { ...headers, 'Content-Encoding': 'gzip' });
	response.end(packed);
}

/** The usual answer with a status, for faults that give no body of their own. */
function usualAnswer(status: number): Answer {
	if (status >= 500) return htmlAnswer(status, htmlPageFor(status));
	if (status === 401) return refuse.badKey();
	if (status === 403) return refuse.forbidden();
	if (status === 404) return refuse.notFound();
	return status === 429 ? refuse.throttled(1) : { status, headers: {}, text: '' };
}

/** Header names are the same in upper and lower case; a header that is sent twice means something else. */
function replaceHeaders(usual: Answer['headers'], own: Answer['headers']): Answer['headers'] {
	const replaced = new Set(Object.keys(own).map((name) => name.toLowerCase()));
	const kept = Object.entries(usual).filter(([name]) => !replaced.has(name.toLowerCase()));
	return { ...Object.fromEntries(kept), ...own };
}

/** Turns the answer of a fault into one to send. */
export function toAnswer({ status, headers = {}, body }: RawAnswer): Answer {
	if (body === undefined) {
		const usual = usualAnswer(status);
		return { ...usual, headers: replaceHeaders(usual.headers, headers) };
	}
	if (typeof body !== 'string') return jsonAnswer(status, body, headers);
	if (parseJson(body) === undefined) return htmlAnswer(status, body, headers);
	return { status, headers: { 'Content-Type': 'application/json', ...headers }, text: body };
}

/** The answer of a fault that keeps the request from being processed, if it is such a fault. */
export function cannedAnswer(kind: FaultKind, request: FaultedRequest): RawAnswer | undefined {
	if ('respond' in kind) return kind.respond(request);
	if ('redirect' in kind) {
		const { status, location } = kind.redirect;
		return { status, headers: { Location: location } };
	}
	return 'status' in kind && !kind.afterProcessing ? kind : undefined;
}
