import type { Answer, Reply } from '../../nodes/NextMatter/api/types';

/** An answer of the API with a JSON body, if nothing else is said. */
export const answer = (
	status: number,
	value: unknown = { detail: 'No.' },
	more: Partial<Answer> = {},
): Answer => ({ kind: 'answer', status, body: { form: 'json', value }, ...more });

/** An answer that somebody else gave, such as a gateway. */
export const text = (status: number, words = 'OK'): Answer => ({
	kind: 'answer',
	status,
	body: { form: 'text', text: words },
});

export const throttled = (retryAfter?: string, status = 429): Answer =>
	answer(status, { detail: 'Slow down.' }, { retryAfter });

/** The request may have arrived, but nothing came back. */
export const silence: Reply = { kind: 'noAnswer', sent: true, code: 'ECONNRESET' };

/** The request never left. */
export const unreachable = (code = 'ECONNREFUSED'): Reply => ({
	kind: 'noAnswer',
	sent: false,
	code,
});

export const instance = { id: 9001, process: 'https://h/processes/3/', active_step_ids: [5002] };
