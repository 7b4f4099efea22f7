/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- starts databases on this machine; it never ships */
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, HOST } from '../ports';
import { run, start, type Command, type Running } from '../processes';
import { eventually } from '../waiting';
import { findPostgres, findRedis } from './programs';

/** What the processes of queue mode share. */
export interface Stores {
	readonly redisPort: number;
	readonly postgresPort: number;
	/** How many jobs of n8n's queue workers have in hand, by Redis. */
	activeJobs(): Promise<number>;
	stop(): Promise<void>;
}

/** The owner of everything in the database; who comes from this machine needs no password. */
export const DATABASE_USER = 'n8n';

/** The user without any rights, by its number on Linux. */
const NOBODY = 65534;
const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

/** Starts an empty Redis and an empty PostgreSQL that nobody else uses. */
export async function startStores(): Promise<Stores> {
	// Looked for first, so that nothing has to be stopped if one is missing.
	const [redis, postgres] = [findRedis(), findPostgres()];
	const [redisPort, postgresPort] = await freePorts(2);
	const folder = await mkdtemp(path.join(tmpdir(), 'next-matter-stores-'));
	const running: Running[] = [];
	const stop = async () => {
		await Promise.all(running.map(async (one) => await one.stop()));
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	try {
		running.push(startRedis(redis, folder, redisPort));
		running.push(await startPostgres(postgres, folder, postgresPort));
		await Promise.all(running.map(async (one) => await isReady(one)));
		const activeJobs = async () => await askRedis(redisPort, 'LLEN bull:jobs:active');
		return { redisPort, postgresPort, activeJobs, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Keeps everything in memory. */
function startRedis(command: string, folder: string, port: number): Running {
	return start({
		title: 'Redis',
		command,
		args: ['--bind', HOST, '--port', String(port), '--save', '', '--set-proc-title', 'no'],
		cwd: folder,
		env: {},
	});
}

/** Only the server's own user comes near the data, and root is refused to be that. */
async function startPostgres(programs: string, folder: string, port: number): Promise<Running> {
	const data = path.join(folder, 'postgres');
	await mkdir(data);
	const isRoot = process.getuid?.() === 0;
	if (isRoot)
		await Promise.all([folder, data].map(async (one) => await chown(one, NOBODY, NOBODY)));
	const command = (program: string, ...args: string[]): Command => {
		const file = path.join(programs, program);
		return {
			title: 'PostgreSQL',
			command: isRoot ? 'setpriv' : file,
			args: isRoot ? [...AS_NOBODY, file, ...args] : args,
			cwd: data,
			env: { PATH: process.env.PATH },
		};
	};
	await run(
		command('initdb', '-D', data, '-U', DATABASE_USER, '-A', 'trust', '--no-locale', '-E', 'UTF8'),
	);
	const settings = [
		`listen_addresses=${HOST}`,
		`port=${port}`,
		'unix_socket_directories=',
		// Nothing in it has to outlive the machine.
		'fsync=off',
	];
	const args = settings.flatMap((setting) => ['-c', setting]);
	return start(command('postgres', '-D', data, ...args));
}

/** @param question whose answer is a number */
async function askRedis(port: number, question: string): Promise<number> {
	const socket = connect(port, HOST).setEncoding('utf8').setNoDelay();
	socket.write(`${question}\r\n`);
	for await (const answer of socket) {
		const [, count] = /^:(\d+)\r\n$/.exec(String(answer)) ?? [];
		if (count === undefined) throw new Error(`Redis answered ${String(answer)} to ${question}`);
		return Number(count);
	}
	throw new Error(`Redis did not answer ${question}`);
}

async function isReady(store: Running): Promise<void> {
	let hasEnded = false;
	void store.ended.then(() => (hasEnded = true));
	await eventually('the database is ready', () => {
		if (hasEnded) throw new Error(`A database ended:\n${store.tail()}`);
		return /ready to accept connections/i.test(store.tail()) || undefined;
	});
}
