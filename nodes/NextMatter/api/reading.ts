import type { Attempt, Subject } from './types';

/** To read one thing and nothing else, in words and as a fact. */
export function reading(
	kind: Subject['kind'],
	id: number,
): Required<Pick<Attempt, 'action' | 'subject'>> {
	return { action: `read ${kind} ${id}`, subject: { kind, id, isRead: true } };
}
