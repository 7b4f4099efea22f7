/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- sets up servers for tests; it never ships */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStandIn, type StandIn, type StandInOptions } from '../test/standIn';
import { N8nClient, OWNER } from './n8n/client';
import { DEFAULT_VERSION, provideN8n } from './n8n/install';
import { startServer, type N8nServer, type ServerOptions } from './n8n/server';
import { communityFolder, PACKAGE_NAME } from './package';
import { HOST } from './ports';
import { expectNoLeftovers } from './processes/leftovers';

/** Names of environment variables by which the setup tells the test files. */
export const PACKAGE_VARIABLE = 'NEXT_MATTER_E2E_PACKAGE';
export const VERSION_VARIABLE = 'N8N_VERSION';

/** Whatever n8n wants from other machines fails at once, instead of being answered or not. */
const NOTHING_OUTSIDE = {
	HTTP_PROXY: `http://${HOST}:9`,
	HTTPS_PROXY: `http://${HOST}:9`,
	NO_PROXY: `${HOST},localhost`,
};

/** An n8n of its own with nothing in it but the owner, and a stand-in for Next Matter. */
export interface World {
	readonly standIn: StandIn;
	readonly server: N8nServer;
	/** Signed in as the owner. */
	readonly client: N8nClient;
	/** @throws Error if anything of it goes on running */
	close(): Promise<void>;
}

export interface WorldOptions {
	/** Whether n8n finds the package where it keeps community packages; true by default. */
	readonly withPackage?: boolean;
	/** Environment variables for n8n, given the folder that is deleted in the end. */
	readonly settings?: (folder: string) => Promise<ServerOptions['settings']>;
	readonly standIn?: StandInOptions;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'next-matter-n8n-'));
	const standIn = await startStandIn(options.standIn);
	let server: N8nServer | undefined;
	const close = async () => {
		await server?.stop();
		await standIn.close();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		await expectNoLeftovers();
	};
	try {
		if (options.withPackage ?? true) await copyPackage(userFolder);
		const version = process.env[VERSION_VARIABLE] ?? DEFAULT_VERSION;
		const installation = await provideN8n(version, () => {});
		const settings = { ...NOTHING_OUTSIDE, ...(await options.settings?.(userFolder)) };
		server = await startServer({ installation, userFolder, settings });
		const client = new N8nClient(server.url);
		await client.signIn(OWNER);
		return { standIn, server, client, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The package under test, unpacked by the setup. */
export function unpackedPackage(): string {
	const folder = process.env[PACKAGE_VARIABLE];
	if (!folder) throw new Error('The setup of the tests did not say where the package is');
	return folder;
}

async function copyPackage(userFolder: string): Promise<void> {
	const target = path.join(communityFolder(userFolder), PACKAGE_NAME);
	await mkdir(path.dirname(target), { recursive: true });
	await cp(unpackedPackage(), target, { recursive: true });
}
