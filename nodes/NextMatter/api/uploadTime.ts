import type { Form } from './multipart';

/** A large file takes longer than the answer to any other request. */
export const MIN_UPLOAD_MS = 300_000;
/** In bytes a millisecond; whoever sends files by a slower line than this has to split them. */
const MIN_UPLOAD_SPEED = 50;

/** How long the whole request may take. */
export function totalTime(idleMs: number, form: Form | undefined): number {
	return Math.ceil(idleMs + Number(form?.headers['Content-Length'] ?? 0) / MIN_UPLOAD_SPEED);
}
