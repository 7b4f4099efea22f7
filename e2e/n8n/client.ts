/* eslint-disable @n8n/community-nodes/require-node-api-error -- talks to n8n's own server; it never ships */
import type { INodeTypeDescription } from 'n8n-workflow';
import { eventually } from '../waiting';

export interface Owner {
	readonly email: string;
	readonly password: string;
	readonly firstName: string;
	readonly lastName: string;
}

export const OWNER: Owner = {
	email: 'owner@example.org',
	password: 'Next-Matter-1',
	firstName: 'Olga',
	lastName: 'Owner',
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const SCOPES = ['execution:list', 'execution:read', 'workflow:list', 'workflow:read'];

/** n8n refused what was asked of it. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		readonly body: string,
		request: string,
	) {
		super(`${request} was answered with ${status}: ${body}`);
	}
}

/** Sends requests to n8n as the signed-in owner. */
export class N8nClient {
	private cookie = '';

	private apiKey = '';

	constructor(readonly url: string) {}

	/** Signs in as the owner, whose account is made first if there is none. */
	async signIn(owner: Owner): Promise<void> {
		const { email, password } = owner;
		try {
			await this.rest('POST', '/owner/setup', owner);
		} catch (error) {
			if (!(error instanceof N8nRefusal) || error.status !== 400) throw error;
			await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** A call of the editor's own API. @returns what it answers inside of `data` */
	async rest<T>(method: Method, path: string, body?: object): Promise<T> {
		return (await this.send<{ data: T }>(method, `/rest${path}`, body, this.session())).data;
	}

	/** The descriptions of all nodes, as the editor loads them. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await eventually('the file of the node types is whole', async () => {
			try {
				const path = '/types/nodes.json';
				return await this.send<INodeTypeDescription[]>('GET', path, undefined, this.session());
			} catch (error) {
				// n8n writes it after it has started, and whenever a package comes or goes, and hands out what is there of it.
				if (error instanceof SyntaxError) return undefined;
				if (error instanceof N8nRefusal && error.status === 404) return undefined;
				throw error;
			}
		});
	}

	/** A call of n8n's public API, which gives executions as plain JSON. */
	async api<T>(path: string): Promise<T> {
		this.apiKey ||= await this.createApiKey();
		return await this.send('GET', `/api/v1${path}`, undefined, { 'X-N8N-API-KEY': this.apiKey });
	}

	private session(): Record<string, string> {
		// n8n ties a session to a browser.
		return { cookie: this.cookie, 'browser-id': 'e2e' };
	}

	private async createApiKey(): Promise<string> {
		const label = `e2e ${Date.now()}`;
		const body = { label, scopes: SCOPES, expiresAt: null };
		const { rawApiKey } = await this.rest<{ rawApiKey: string }>('POST', '/api-keys', body);
		return rawApiKey;
	}

	private async send<T>(
		method: Method,
		path: string,
		body: object | undefined,
		headers: Record<string, string>,
	): Promise<T> {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				...headers,
				// n8n closes a connection that was idle for some seconds, and a request may just meet that.
				connection: 'close',
				...(body && { 'content-type': 'application/json' }),
			},
			body: body && JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new N8nRefusal(answer.status, text, `${method} ${path}`);
		for (const cookie of answer.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0];
		}
		return (text === '' ? {} : JSON.parse(text)) as T;
	}
}
