/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- waits for servers; it never ships */
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Only against what would never come: on a busy machine a step can take many times as long. */
const MOST_MS = 120_000;

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
	limit = MOST_MS,
): Promise<T> {
	const deadline = Date.now() + limit;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${limit / 1000} s`);
		await sleep(100);
	}
}

/** Expects what becomes true in a moment, such as what a page shows. @throws what was wrong in the end */
export async function soon(expectation: () => Promise<void>): Promise<void> {
	const deadline = Date.now() + MOST_MS;
	for (;;) {
		try {
			return await expectation();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await sleep(100);
		}
	}
}
