/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- sets up servers for tests; it never ships */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createCredential, type SavedCredential } from '../n8n/credentials';
import { TIME_ZONE } from '../n8n/environment';
import { startWebhookProcess, type N8nServer } from '../n8n/server';
import { HOST } from '../ports';
import { SCOPED_NAME, startRegistry, type Registry } from '../registry';
import { eventually } from '../waiting';
import { openWorld, unpackedPackage, type World } from '../world';
import { composeSettings } from './compose';
import { startStores, DATABASE_USER, type Stores } from './stores';
import { addWorker, type Worker } from './worker';

/** Of the package, as it is published for the test. */
const VERSION = '1.0.0';

/** Sooner than by n8n's own settings, by which a dead worker is noticed after one or two minutes. */
const NOTICE = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '4000',
};

/** An n8n in queue mode: the main process, others beside it, Redis and PostgreSQL. */
export interface QueueWorld extends World {
	/** For the stand-in, with an administrator's key. */
	readonly credential: SavedCredential;
	readonly workers: readonly Worker[];
	/** Those that only receive webhooks, as the main process does as well. */
	readonly webhookProcesses: readonly N8nServer[];
	/** Resolves when workers have nothing in hand: what they have saved and what they have logged may both come before. */
	idle(): Promise<void>;
}

/**
 * Starts everything as the compose file of the documentation has it: the package is installed in the
 * main process only, and the others fetch it when they start.
 */
export async function openQueueWorld(
	workerCount: number,
	webhookProcessCount = 0,
): Promise<QueueWorld> {
	let stores: Stores | undefined;
	let registry: Registry | undefined;
	let folder = '';
	let world: World | undefined;
	const workers: Worker[] = [];
	const webhookProcesses: N8nServer[] = [];
	const close = async () => {
		const others = [...workers.map(({ server }) => server), ...webhookProcesses];
		await Promise.all(others.map(async (one) => await one.stop()));
		await world?.server.stop();
		await Promise.all([stores?.stop(), registry?.stop()]);
		await world?.close();
	};
	try {
		world = await openWorld({
			withPackage: false,
			settings: async (userFolder) => {
				folder = userFolder;
				stores = await startStores();
				registry = await startRegistry(path.join(folder, 'registry'));
				await registry.publish(unpackedPackage(), VERSION);
				return { ...queueSettings(stores), NPM_CONFIG_USERCONFIG: registry.npmrc };
			},
		});
		// Where no version is asked for, n8n 2.0 looks it up in the public registry only.
		const name = `${SCOPED_NAME}@${VERSION}`;
		await world.client.rest('POST', '/community-packages', { name });
		const { client, installation, server, standIn } = world;
		const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
		const credential = await createCredential(client, 'Stand-in', data);
		// By itself a worker would take its own port for the one that URLs lead to.
		const settings = { ...world.settings, WEBHOOK_URL: server.url };
		const optionsFor = async (name: string) => {
			const userFolder = path.join(folder, name);
			await mkdir(userFolder);
			return { installation, userFolder, settings };
		};
		const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
		await Promise.all([
			...upTo(workerCount).map(async (number) =>
				workers.push(await addWorker(await optionsFor(`worker-${number}`))),
			),
			...upTo(webhookProcessCount).map(async (number) =>
				webhookProcesses.push(await startWebhookProcess(await optionsFor(`webhook-${number}`))),
			),
		]);
		const idle = async () => {
			await eventually('the workers are idle', async () => {
				return (await stores?.activeJobs()) === 0 || undefined;
			});
		};
		return { ...world, credential, workers, webhookProcesses, idle, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function queueSettings({ redisPort, postgresPort }: Stores): NodeJS.ProcessEnv {
	return composeSettings({
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		GENERIC_TIMEZONE: TIME_ZONE,
		WEBHOOK_URL: '',
		QUEUE_BULL_REDIS_HOST: HOST,
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_PASSWORD: '',
		...NOTICE,
	});
}
