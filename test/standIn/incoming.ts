/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is a real server; it never ships */
import type { IncomingMessage } from 'node:http';

import { findRoute } from './api';
import { readForm } from './form';
import { isObject, parseJson } from './json';
import type { KeyRing } from './keys';
import type { LoggedRequest } from './log';
import type { ApiRequest } from './world';

export type Content = Pick<ApiRequest, 'body' | 'form'>;

export async function readContent(incoming: IncomingMessage): Promise<Content> {
	if (incoming.headers['content-type']?.startsWith('multipart/form-data')) {
		return { body: '', form: await readForm(incoming) };
	}
	return { body: await readText(incoming) };
}

async function readText(incoming: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

export function toApiRequest(incoming: IncomingMessage, content: Content): ApiRequest {
	const [path, query = ''] = (incoming.url ?? '/').split('?', 2);
	return {
		method: incoming.method ?? 'GET',
		path,
		query: new URLSearchParams(query),
		authorization: incoming.headers.authorization,
		contentType: incoming.headers['content-type'],
		...content,
	};
}

/** What the log keeps of a request: everything but the key. */
export function toLogged(
	incoming: IncomingMessage,
	{ method, path, query, authorization, body: text, form }: ApiRequest,
	keys: KeyRing,
): Omit<LoggedRequest, 'at' | 'contractErrors'> {
	const headers = Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
	);
	if (authorization !== undefined) headers.authorization = keys.redact(authorization);
	const body = text === '' ? undefined : (parseJson(text) ?? text);
	const found = findRoute(path);
	const operation = found?.route.methods[method];
	const instanceId = found?.route.isOfInstance ? found.ids[0] : NaN;
	const stepId = isObject(body) ? body.step_id : undefined;
	return {
		method,
		path,
		query: Object.fromEntries(query),
		headers,
		body,
		...(form && { form }),
		status: 'pending',
		effect: 'none',
		...(operation && { operationId: operation.operationId }),
		...(Number.isInteger(instanceId) && { instanceId }),
		...(typeof stepId === 'number' && { stepId }),
	};
}
