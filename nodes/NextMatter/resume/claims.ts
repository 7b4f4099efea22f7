/** More than n8n takes to note that an execution is awake, in milliseconds. */
const CLAIM_MS = 10_000;

/** When the executions that are just being woken were claimed. In memory: each process has its own. */
const claims = new Map<string, number>();

/**
 * Claims an execution, so that it is woken by one call only. Two at the same moment both find it asleep,
 * and it is undefined what n8n does with the second one.
 *
 * @param now in milliseconds
 * @returns false if another call has claimed it just before
 */
export function claim(execution: string, now: number): boolean {
	for (const [other, at] of claims) if (now - at >= CLAIM_MS) claims.delete(other);
	if (claims.has(execution)) return false;
	claims.set(execution, now);
	return true;
}
