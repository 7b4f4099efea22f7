/* eslint-disable @n8n/community-nodes/require-node-api-error -- starts n8n on this machine; it never ships */
import { start } from '../processes';
import { freePorts, HOST } from '../ports';
import { eventually } from '../waiting';
import { serverEnvironment } from './environment';
import type { N8nInstallation } from './install';

/** In milliseconds; the first start creates the database. */
const START_LIMIT = 180_000;

const HEALTH = '/healthz/readiness';

export interface ServerOptions {
	readonly installation: N8nInstallation;
	/** Holds the folder `.n8n` with everything that n8n remembers. */
	readonly userFolder: string;
	/** Any free one by default. */
	readonly port?: number;
	/** Added to the usual settings. */
	readonly settings?: NodeJS.ProcessEnv;
	/** Told each line of its log. */
	readonly onLine?: (line: string) => void;
}

export interface N8nServer {
	readonly url: string;
	readonly pid: number;
	/** Resolves with the exit code once it has ended. */
	readonly ended: Promise<number>;
	/** The last lines of its log. */
	log(): string;
	stop(): Promise<void>;
	/** Ends it at once, in the middle of whatever it does. */
	kill(): Promise<void>;
}

/** What n8n writes into its log when all is done that it does at the start. */
const STARTED = /Editor is now accessible via/;

/**
 * Starts n8n and waits until it has started. It answers before: while it still takes executions that run for what
 * a crash has left behind.
 */
export async function startServer(options: ServerOptions): Promise<N8nServer> {
	let hasStarted = false;
	const onLine = (line: string) => {
		hasStarted ||= STARTED.test(line);
		options.onLine?.(line);
	};
	return await launch({ ...options, onLine }, ['start'], async (url) => {
		// The health check alone is green too early in some versions.
		return hasStarted && (await answersAt(url, [HEALTH, '/rest/settings']));
	});
}

/** How many executions a worker takes on at the same time; n8n's own default. */
export const WORKER_CONCURRENCY = 10;

/** Starts a worker of queue mode and waits until it takes work; its port is for health checks only. */
export async function startWorker(options: ServerOptions): Promise<N8nServer> {
	const settings = { ...options.settings, QUEUE_HEALTH_CHECK_ACTIVE: 'true' };
	const args = ['worker', `--concurrency=${WORKER_CONCURRENCY}`];
	return await launch({ ...options, settings }, args, isHealthy);
}

/** Starts a process of queue mode that does nothing but receive webhooks, and waits until it does. */
export async function startWebhookProcess(options: ServerOptions): Promise<N8nServer> {
	return await launch(options, ['webhook'], isHealthy);
}

async function isHealthy(url: string): Promise<boolean> {
	return await answersAt(url, [HEALTH]);
}

async function launch(
	options: ServerOptions,
	args: readonly string[],
	isReady: (url: string) => Promise<boolean>,
): Promise<N8nServer> {
	const { installation, userFolder, settings, onLine } = options;
	const [freePort, brokerPort] = await freePorts(2);
	const port = options.port ?? freePort;
	const n8n = start({
		title: `n8n ${installation.version}`,
		command: installation.node.executable,
		args: [installation.script, ...args],
		cwd: userFolder,
		env: { ...serverEnvironment({ installation, userFolder, port, brokerPort }), ...settings },
		onLine,
	});
	const url = `http://${HOST}:${port}`;
	let exitCode: number | undefined;
	void n8n.ended.then((code) => (exitCode = code));
	try {
		await eventually(
			'n8n has started',
			async () => {
				if (exitCode !== undefined) throw new Error(`n8n ended with exit code ${exitCode}`);
				return (await isReady(url)) || undefined;
			},
			START_LIMIT,
		);
	} catch (error) {
		await n8n.stop();
		throw new Error(`${String(error)}\n${n8n.tail()}`);
	}
	return {
		url,
		pid: n8n.pid,
		ended: n8n.ended,
		log: n8n.tail,
		stop: n8n.stop,
		kill: n8n.kill,
	};
}

/** Whether all these are answered as they should be. */
async function answersAt(url: string, paths: readonly string[]): Promise<boolean> {
	for (const path of paths) {
		const answer = await fetch(`${url}${path}`).catch(() => undefined);
		const isJson = answer?.headers.get('content-type')?.includes('json');
		await answer?.body?.cancel();
		if (!answer?.ok || !isJson) return false;
	}
	return true;
}
