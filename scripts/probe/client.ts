/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a command line tool with a client of its own; it never ships */
import axios from 'axios';
import { DEFAULT_BASE_URL } from '../../nodes/NextMatter/api/credential';

const READS = ['GET', 'HEAD', 'OPTIONS'] as const;
const TIMEOUT_MS = 70_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** Well below 3000 an hour. */
const PAUSE_MS = 300;

export interface Question {
	readonly method: (typeof READS)[number] | 'PATCH' | 'POST';
	/** Below the base URL, with its slashes. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** In place of the real one. */
	readonly apiKey?: string;
}

export interface Reply {
	/** Undefined when no answer came. */
	readonly status?: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed if it is JSON, else its text. */
	readonly body: unknown;
	readonly isJson: boolean;
	readonly errorCode?: string;
}

export interface Exchange {
	readonly question: Question;
	readonly reply: Reply;
}

export interface ClientOptions {
	readonly baseUrl: string;
	readonly apiKey: string;
	readonly allowsWrites: boolean;
	readonly pauseMs?: number;
}

/** The only place of the probe that sends anything: to the base URL, never along a redirect. */
export class ProbeClient {
	readonly exchanges: Exchange[] = [];

	constructor(private readonly options: ClientOptions) {}

	async ask(question: Question): Promise<Reply> {
		const isRead = READS.some((method) => method === question.method);
		if (!isRead && !this.options.allowsWrites) {
			throw new Error(`${question.method} is no read, and only reads are allowed`);
		}
		if (!/^\/(?!\/)[\w/-]*$/.test(question.path)) throw new Error('Not a path of the API');
		if (this.exchanges.length > 0) await pause(this.options.pauseMs ?? PAUSE_MS);
		const reply = await this.send(question);
		this.exchanges.push({ question, reply });
		return reply;
	}

	async get(path: string, query?: Readonly<Record<string, string>>): Promise<Reply> {
		return await this.ask({ method: 'GET', path, query });
	}

	/** Whether a URL lies where this client may ask. */
	isBelowBaseUrl(url: string): boolean {
		return url.startsWith(`${this.options.baseUrl}/`);
	}

	sharesHost(url: URL): boolean {
		return url.host === new URL(this.options.baseUrl).host;
	}

	get isAtDefault(): boolean {
		return this.options.baseUrl === DEFAULT_BASE_URL;
	}

	private async send({ method, path, query, body, apiKey }: Question): Promise<Reply> {
		try {
			const answer = await axios.request<string>({
				method,
				url: `${this.options.baseUrl}${path}`,
				params: query,
				data: body,
				headers: {
					Authorization: `Api-Key ${apiKey ?? this.options.apiKey}`,
					Accept: 'application/json',
				},
				// A redirect or a proxy would be another place.
				maxRedirects: 0,
				proxy: false,
				timeout: TIMEOUT_MS,
				maxContentLength: MAX_BYTES,
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
			});
			const headers = Object.fromEntries(
				Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
			);
			return { status: answer.status, headers, ...parse(answer.data) };
		} catch (error) {
			const errorCode = axios.isAxiosError(error) ? error.code : undefined;
			return { headers: {}, body: undefined, isJson: false, errorCode: errorCode ?? 'UNKNOWN' };
		}
	}
}

function parse(text: string): { body: unknown; isJson: boolean } {
	try {
		const body: unknown = JSON.parse(text);
		return { body, isJson: true };
	} catch {
		return { body: text, isJson: false };
	}
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
