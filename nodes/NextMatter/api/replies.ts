import type { Reply } from './types';

export function isSuccess(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** @returns the JSON in it, an empty text for an empty body, and undefined for anything else */
export function bodyOf(reply: Reply): unknown {
	if (reply.kind !== 'answer') return undefined;
	if (reply.body.form === 'empty') return '';
	return reply.body.form === 'json' ? reply.body.value : undefined;
}
