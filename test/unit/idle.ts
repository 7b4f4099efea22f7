/* eslint-disable @n8n/community-nodes/no-restricted-globals -- looks at what a test still has to do; never ships */

/** Until nothing is left to do that needs no waiting. */
export async function idle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
