import type { Reply } from '../api/types';

export function isSuccess(reply: Reply): boolean {
	return reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;
}

/** @returns undefined when there is no JSON in it */
export function bodyOf(reply: Reply): unknown {
	return reply.kind === 'answer' && reply.body.form === 'json' ? reply.body.value : undefined;
}
