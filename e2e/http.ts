import type { IDataObject } from 'n8n-workflow';

/**
 * Sends one request on a connection of its own: servers close those that were idle for some seconds, and a request
 * that just meets that is lost.
 */
export async function send(url: string, init: RequestInit = {}): Promise<Response> {
	const headers = new Headers(init.headers);
	headers.set('connection', 'close');
	return await fetch(url, { ...init, headers });
}

export async function postJson(url: string, body: IDataObject = {}, signal?: AbortSignal) {
	return await send(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal,
	});
}
