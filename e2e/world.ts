/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- sets up servers for tests; it never ships */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStandIn, type StandIn } from '../test/standIn';
import { N8nClient, OWNER } from './n8n/client';
import { NOTHING_OUTSIDE } from './n8n/environment';
import { DEFAULT_VERSION, provideN8n, type N8nInstallation } from './n8n/install';
import { startServer, type N8nServer, type ServerOptions } from './n8n/server';
import { communityFolder, PACKAGE_NAME } from './package';
import { expectNoLeftovers } from './processes/leftovers';

/** Names of environment variables by which the setup tells the test files. */
export const PACKAGE_VARIABLE = 'NEXT_MATTER_E2E_PACKAGE';
export const VERSION_VARIABLE = 'N8N_VERSION';

/** Whether the n8n under test is one that does some things in its own way. */
export const IS_2_0 = process.env[VERSION_VARIABLE]?.startsWith('2.0.') ?? false;

/** An n8n of its own with nothing in it but the owner, and a stand-in for Next Matter. */
export interface World {
	readonly standIn: StandIn;
	readonly server: N8nServer;
	/** What the server was started with, for others that are to work with it. */
	readonly installation: N8nInstallation;
	readonly settings: NodeJS.ProcessEnv;
	/** Signed in as the owner. */
	readonly client: N8nClient;
	/** Starts n8n again, at the same address and with all that it has saved. @param meanwhile while it is down */
	restart(meanwhile?: () => Promise<unknown>): Promise<void>;
	/** @throws Error if anything of it goes on running */
	close(): Promise<void>;
}

export interface WorldOptions {
	/** Whether n8n finds the package where it keeps community packages; true by default. */
	readonly withPackage?: boolean;
	/** Environment variables for n8n, given the folder that is deleted in the end. */
	readonly settings?: (folder: string) => Promise<ServerOptions['settings']>;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'next-matter-n8n-'));
	const standIn = await startStandIn();
	let server: N8nServer | undefined;
	const close = async () => {
		await server?.stop();
		await standIn.close();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		await expectNoLeftovers();
	};
	try {
		if (options.withPackage ?? true) await copyPackage(userFolder);
		const installation = await provideN8n(versionUnderTest(), () => {});
		const settings = { ...NOTHING_OUTSIDE, ...(await options.settings?.(userFolder)) };
		const first = await startServer({ installation, userFolder, settings });
		server = first;
		const client = new N8nClient(first.url);
		await client.signIn(OWNER);
		// Without them the editor stays without nodes.
		await client.nodeTypes();
		const restart: World['restart'] = async (meanwhile) => {
			await server?.stop();
			await meanwhile?.();
			const port = Number(new URL(first.url).port);
			server = await startServer({ installation, userFolder, settings, port });
		};
		return { standIn, server: first, installation, settings, client, restart, close };
	} catch (error) {
		// Why it did not open matters more than what that has left.
		await close().catch(() => undefined);
		throw error;
	}
}

/** Of n8n. */
export function versionUnderTest(): string {
	return process.env[VERSION_VARIABLE] ?? DEFAULT_VERSION;
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
