/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import { setMaxListeners } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
/** With fewer places a thousand clients at once would have to try again, a second later. */
const WAITING_CONNECTIONS = 4096;

/** Resolves after a while; rejects if the request is given up before. */
export type Wait = (ms: number) => Promise<void>;

export type Responder = (
	incoming: IncomingMessage,
	response: ServerResponse,
	wait: Wait,
) => Promise<void>;

export interface ListenOptions {
	port?: number;
	tls?: { key: string; cert: string };
	onMistake: (error: unknown) => void;
}

export interface Listener {
	url: string;
	port: number;
	stats: { connections: number; maxInFlight: number };
	/** Gives up what is unanswered, so that nothing of it has an effect later, and counts anew. */
	reset(): void;
	close(): Promise<void>;
}

async function open(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, WAITING_CONNECTIONS, resolve);
	});
	return (server.address() as AddressInfo).port;
}

/** Node warns of more than ten who listen to one signal, but there is one for each request. */
function unlimited(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

/** Listens, counts connections and requests under way, and can give up what is unanswered. */
export async function listen(options: ListenOptions, respond: Responder): Promise<Listener> {
	const stats = { connections: 0, maxInFlight: 0 };
	const underWay = new Set<ServerResponse>();
	let giveUp = unlimited();
	const onRequest: RequestListener = (incoming, response) => {
		const { signal } = giveUp;
		underWay.add(response);
		stats.maxInFlight = Math.max(stats.maxInFlight, underWay.size);
		response.on('close', () => underWay.delete(response));
		const wait: Wait = async (ms) => await sleep(ms, undefined, { signal });
		respond(incoming, response, wait).catch((error: unknown) => {
			// It may fail because the client left midway or we gave up; else it is our mistake.
			if (incoming.complete && !signal.aborted) options.onMistake(error);
			response.destroy();
		});
	};
	const server = options.tls
		? createHttpsServer(options.tls, onRequest)
		: createHttpServer(onRequest);
	// A connection that closes just as a client reuses it would be a fault nobody asked for.
	server.keepAliveTimeout = 0;
	server.on('connection', () => (stats.connections += 1));
	const port = await open(server, options.port ?? 0);
	return {
		url: `${options.tls ? 'https' : 'http'}://${HOST}:${port}`,
		port,
		stats,
		reset() {
			giveUp.abort();
			giveUp = unlimited();
			for (const response of underWay) if (!response.writableEnded) response.destroy();
			Object.assign(stats, { connections: 0, maxInFlight: 0 });
		},
		async close() {
			giveUp.abort();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}
