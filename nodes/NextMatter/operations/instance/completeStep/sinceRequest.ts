import { isBefore, type Moment } from '../../../api/moments';
import type { Knowledge } from './evidence';

/** Whether the instance is as it was before the request, by its revision or else by the clock. */
export function isUnchanged({ before, revision, sent }: Knowledge): boolean {
	if (!revision) return false;
	if (before) return before.isPrecise && revision.time === before.revision.time;
	return sent !== undefined && isBefore(revision, sent.earliest);
}

/** Whether the instance has changed since it was seen before the request. */
export function isNewer({ before, revision }: Knowledge): boolean {
	return before !== undefined && revision !== undefined && revision.time > before.revision.time;
}

/** Clearly after the request, so that the lap before it in a workflow that leads back does not count. */
export function isAfter({ time }: Moment, { before, sent }: Knowledge): boolean {
	if (before) return isBefore(before.revision, time);
	return sent !== undefined && time >= sent.latest;
}
