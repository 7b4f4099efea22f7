/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command line tool; it never ships */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { startStandIn, type StandIn } from '../../test/standIn';
import { cacheFolder } from '../cache';
import { N8nClient, OWNER } from '../n8n/client';
import { putCredential, withCredential } from '../n8n/credentials';
import { provideN8n } from '../n8n/install';
import { startServer, type N8nServer } from '../n8n/server';
import { importWorkflow } from '../n8n/workflows';
import { build, communityFolder, PACKAGE_NAME, unpackInto } from '../package';
import { isFree } from '../ports';
import { shutDown } from '../processes';
import { HELP, readArguments, UsageError, type Arguments } from './arguments';
import { RELOADING, watchSources } from './dev';
import { takeFolder } from './lock';
import { progressLine, type Progress } from '../progress';
import { createInstances, exampleWorkflows } from './samples';

const CREDENTIAL = 'Next Matter (stand-in)';
const USUAL_PORT = 5678;
/** Of the examples: those that n8n has saved are not replaced, so others need another folder. */
const EDITION = 2;

let isStopping = false;

async function main(): Promise<void> {
	const args = readArguments(process.argv.slice(2));
	if (args.help) {
		write(HELP);
		return;
	}
	const progress = progressLine({ write });
	const standIn = await startStandIn();
	onSignal(async () => {
		progress.end();
		write('Stopping.\n');
		await shutDown();
		await standIn.close();
	});
	const server = await serve(args, progress.show);
	progress.show('furnish', 'signing in and importing the examples');
	await furnish(server, standIn);
	createInstances(standIn);
	progress.end();
	write(describe(server, standIn, args));
	startOverOnEnter(standIn);
	if (args.watch) {
		write(
			'Watching nodes/, credentials/ and icons/: a change shows in the editor within seconds.\n',
		);
		watchSources({ target: packageFolder(args), say: write });
	}

	const code = await server.ended;
	if (!isStopping) throw new Error(`n8n ended with exit code ${code}:\n${server.log()}`);
}

async function serve(args: Arguments, say: Progress): Promise<N8nServer> {
	const installation = await provideN8n(args.version, say);
	const userFolder = userFolderOf(args);
	await mkdir(userFolder, { recursive: true });
	await takeFolder(userFolder);
	if (args.fresh) await rm(path.join(userFolder, '.n8n'), { recursive: true, force: true });
	say('pack', 'building and packing the node');
	await build();
	await unpackInto(packageFolder(args));
	const port = args.port ?? ((await isFree(USUAL_PORT)) ? USUAL_PORT : undefined);
	if (port !== undefined && !(await isFree(port))) {
		throw new UsageError(`Somebody listens on port ${port} already; choose another one by --port.`);
	}
	say('start', `starting n8n ${args.version}, which takes 10 to 30 seconds`);
	const settings = args.watch ? RELOADING : {};
	return await startServer({ installation, userFolder, port, settings });
}

function userFolderOf({ version }: Arguments): string {
	return path.join(cacheFolder(), `playground-${EDITION}-${version}`);
}

/** Where n8n has the package. */
function packageFolder(args: Arguments): string {
	return path.join(communityFolder(userFolderOf(args)), PACKAGE_NAME);
}

/** Makes what is missing: the owner's account, the credential, the examples. */
async function furnish({ url }: N8nServer, standIn: StandIn): Promise<void> {
	const client = new N8nClient(url);
	await client.signIn(OWNER);
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const credential = await putCredential(client, CREDENTIAL, data);
	const there = await client.rest<Array<{ name: string }>>('GET', '/workflows');
	const names = there.map(({ name }) => name);
	for (const workflow of exampleWorkflows()) {
		if (names.includes(workflow.name ?? '')) continue;
		await importWorkflow(client, withCredential(workflow, credential));
	}
}

function describe({ url }: N8nServer, standIn: StandIn, { version }: Arguments): string {
	return `
n8n ${version} is ready:  ${url}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}

It holds the example workflows and the credential "${CREDENTIAL}".
The stand-in for Next Matter listens at ${standIn.baseUrl}, API key ${standIn.keys.admin}.

Each example starts instances of its own, so you can run it as often as you like. Instances 9001 to
9003 are there to try things on; press Enter to put them back to their beginning.
Ctrl-C stops everything.
`;
}

function startOverOnEnter(standIn: StandIn): void {
	if (!process.stdin.isTTY) return;
	process.stdin.on('data', () => {
		createInstances(standIn);
		write('All instances are as they were at the beginning.\n');
	});
}

/** npm passes on what the terminal sends as well, so a signal may come twice. */
function onSignal(stop: () => Promise<void>): void {
	const handle = () => {
		if (isStopping) return;
		isStopping = true;
		void stop();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
	// Whoever kills npm does not mean to leave us behind.
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && handle(), 1000).unref();
}

function write(text: string): void {
	process.stdout.write(text);
}

main().then(
	() => process.exit(0),
	async (error: unknown) => {
		// Everything that was under way fails when it is stopped; that is no news.
		if (isStopping) process.exit(0);
		await shutDown();
		const message = error instanceof Error ? error.message : String(error);
		const isUsage = error instanceof UsageError;
		process.stderr.write(`\n${message}\n${isUsage ? 'See npm run n8n -- --help\n' : ''}`);
		process.exit(isUsage ? 2 : 1);
	},
);
