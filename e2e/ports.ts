/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks for free ports on this machine; it never ships */
import { createServer, type AddressInfo } from 'node:net';

export const HOST = '127.0.0.1';

/** Ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	const ports = await Promise.all(
		servers.map(async (server) => {
			await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
			return (server.address() as AddressInfo).port;
		}),
	);
	await Promise.all(
		servers.map(async (server) => await new Promise((resolve) => server.close(resolve))),
	);
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
