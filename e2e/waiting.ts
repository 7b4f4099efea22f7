/* eslint-disable @n8n/community-nodes/no-restricted-imports -- waits for servers; it never ships */
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/**
 * Asks again and again until there is an answer.
 *
 * @param what for the message, if it does not come in time
 * @param ask gives `undefined` as long as it is not there
 * @param limit in milliseconds
 */
export async function eventually<T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	limit = 30_000,
): Promise<T> {
	const deadline = Date.now() + limit;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${limit / 1000} s`);
		await sleep(100);
	}
}
