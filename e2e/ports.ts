/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks for free ports on this machine; it never ships */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export const HOST = '127.0.0.1';

/**
 * Below the ports that systems give to outgoing connections: a free one of those may be taken long
 * before a server that takes its time listens on it.
 */
const [LOWEST, ABOVE] = [20_000, 32_000];

const given = new Set<number>();

/** Ports that nobody listens on, all different, and different from all that were given before. */
export async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) {
		const port = randomInt(LOWEST, ABOVE);
		if (given.has(port)) continue;
		given.add(port);
		if (await isFree(port)) ports.push(port);
	}
	return ports;
}

/** Whether nobody listens on a port yet. */
export async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, HOST, () => server.close(() => resolve(true)));
	});
}
