/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a package registry on this machine; it never ships */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { provide } from './cache';
import { provideNode } from './n8n/node';
import { install } from './npm';
import type { Progress } from './progress';
import { freePorts, HOST } from './ports';
import { run, start } from './processes';
import { relabel } from './package';
import { eventually } from './waiting';

const VERSION = '6.10.4';

/**
 * n8n asks the public registry for all names but scoped ones, for which npm's own settings decide.
 * So the package is published under a scope, and the scope leads here.
 */
const SCOPE = '@next-matter-e2e';

export const SCOPED_NAME = `${SCOPE}/n8n-nodes-nextmatter`;

export interface Registry {
	/** The file of npm settings by which the scope leads here; n8n needs it in its environment. */
	readonly npmrc: string;
	/** Publishes an unpacked package under the scoped name. `change` may edit it before. */
	publish(
		unpacked: string,
		version: string,
		change?: (folder: string) => Promise<void>,
	): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a registry on loopback that knows nothing but what is published to it. */
export async function startRegistry(folder: string): Promise<Registry> {
	const { script, node } = await provideVerdaccio(() => {});
	const [port] = await freePorts(1);
	const url = `http://${HOST}:${port}/`;
	await mkdir(folder, { recursive: true });
	const npmrc = path.join(folder, 'npmrc');
	const config = path.join(folder, 'config.yaml');
	// npm does not publish without a token; this one is nobody's.
	await writeFile(npmrc, `${SCOPE}:registry=${url}\n//${HOST}:${port}/:_authToken=nobody\n`);
	await writeFile(config, configuration(folder));
	const server = start({
		title: 'the registry',
		command: node.executable,
		args: [script, '--config', config, '--listen', `${HOST}:${port}`],
		cwd: folder,
		env: { PATH: process.env.PATH, HOME: folder },
	});
	let hasEnded = false;
	void server.ended.then(() => (hasEnded = true));
	await eventually('the registry answers', async () => {
		if (hasEnded) throw new Error(`The registry ended:\n${server.tail()}`);
		const answer = await fetch(`${url}-/ping`).catch(() => undefined);
		await answer?.body?.cancel();
		return answer?.ok || undefined;
	});
	return {
		npmrc,
		async publish(unpacked, version, change) {
			const copy = path.join(folder, `package-${version}`);
			await cp(unpacked, copy, { recursive: true });
			await relabel(copy, SCOPED_NAME, version);
			await change?.(copy);
			await run({
				title: `Publishing ${version}`,
				command: 'npm',
				args: ['publish', '--ignore-scripts', '--tag', 'latest'],
				cwd: copy,
				env: { PATH: process.env.PATH, HOME: folder, NPM_CONFIG_USERCONFIG: npmrc },
			});
		},
		stop: server.stop,
	};
}

/** Installs Verdaccio into the cache, once. */
export async function provideVerdaccio(onProgress: Progress) {
	const node = await provideNode(22, onProgress);
	const folder = await provide(`verdaccio-${VERSION}`, async (target) => {
		await install({
			title: `Verdaccio ${VERSION}`,
			folder: target,
			dependencies: { verdaccio: VERSION },
			overrides: { 'node-fetch': '2.7.0' },
			node,
			onProgress,
		});
	});
	return { node, script: path.join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio') };
}

/** Anybody on this machine may publish; there is no registry behind it. */
function configuration(folder: string): string {
	return `
storage: ${JSON.stringify(path.join(folder, 'storage'))}
web:
  enable: false
uplinks: {}
packages:
  '${SCOPE}/*':
    access: $all
    publish: $all
log:
  type: stdout
  format: pretty
  level: warn
`;
}
