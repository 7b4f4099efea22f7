/* eslint-disable @n8n/community-nodes/no-restricted-imports -- plays a language model on this machine; it never ships */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOST } from '../ports';
import { completion, type ChatRequest, type Reply } from './protocol';

export type { ChatRequest, Reply, Tool } from './protocol';
export { call, callTool, lastToolAnswer, onlyTool, say } from './lines';

/** What the model says next; it knows nothing but what it was sent. */
export type Turn = (request: ChatRequest) => Reply;

/** A language model that says what a script has it say, to whoever speaks OpenAI's chat completions. */
export interface ScriptedModel {
	/** For the credential: up to and with the version. */
	readonly baseUrl: string;
	/** Begins a new conversation. */
	play(script: readonly Turn[]): void;
	/** What it was asked in this conversation. */
	readonly requests: readonly ChatRequest[];
	/** What did not go by the script; empty if all is well and the script has come to its end. */
	readonly slips: () => string[];
	stop(): Promise<void>;
}

export async function startModel(): Promise<ScriptedModel> {
	let script: readonly Turn[] = [];
	const requests: ChatRequest[] = [];
	const slips: string[] = [];

	const answer = async (incoming: IncomingMessage): Promise<object> => {
		if (incoming.url !== '/v1/chat/completions') throw new Error(`Asked for ${incoming.url}`);
		const request = JSON.parse(await readText(incoming)) as ChatRequest;
		const turn = script[requests.length];
		requests.push(request);
		if (!turn) throw new Error('Asked again after the last line of the script');
		if (request.stream) throw new Error('Asked for a stream, which this model does not know');
		return completion(turn(request), requests.length);
	};
	const server = createServer((incoming, response) => {
		const reply = (status: number, body: object) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		answer(incoming).then(
			(body) => reply(200, body),
			(error: unknown) => {
				slips.push(String(error));
				// With this status nobody asks a second time.
				reply(400, { error: { message: String(error), type: 'invalid_request_error' } });
			},
		);
	});
	// A connection that closes just as the agent reuses it would be a failure that is in no script.
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://${HOST}:${port}/v1`,
		requests,
		play(lines) {
			script = lines;
			requests.length = 0;
			slips.length = 0;
		},
		slips: () =>
			requests.length < script.length
				? [...slips, `Only ${requests.length} of ${script.length} lines were said`]
				: [...slips],
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function readText(incoming: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of incoming.setEncoding('utf8')) text += chunk as string;
	return text;
}
