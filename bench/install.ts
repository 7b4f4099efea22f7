/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the benchmark is a command line tool; it never ships */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const NPM_FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
const MODULES = path.join(__dirname, 'node_modules');
const PROJECT_MODULES = path.join(__dirname, '../node_modules');

interface Manifest {
	readonly version: string;
	readonly dependencies?: Readonly<Record<string, string>>;
}

/** @returns undefined if there is no such package */
export function readManifest(directory: string): Manifest | undefined {
	const file = path.join(directory, 'package.json');
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

/**
 * Installs n8n-nodes-base beside the benchmark, unless it is there. It is huge, so not everybody who
 * works on this package shall have to install it.
 */
export async function installN8nNodes(write: (text: string) => void): Promise<void> {
	const name = 'n8n-nodes-base';
	const wanted = readManifest(__dirname)?.dependencies?.[name];
	// npm writes this list last: without it an installation was broken off.
	const isComplete = existsSync(path.join(MODULES, '.package-lock.json'));
	if (!isComplete || readManifest(path.join(MODULES, name))?.version !== wanted) {
		write(
			`Installing ${name} ${wanted} into bench/node_modules, once: a minute or two, 0.9 GB ...`,
		);
		await runNpm(['install', '--prefix', __dirname, ...NPM_FLAGS]);
	}
	shareWithProject('n8n-workflow', path.join(MODULES, name));
}

/**
 * As on a server, the nodes have to use the very copy that the engine uses. Node finds the project's
 * as soon as there is no other one on the way up.
 */
function shareWithProject(name: string, dependent: string): void {
	const needed = readManifest(dependent)?.dependencies?.[name];
	const shared = readManifest(path.join(PROJECT_MODULES, name))?.version;
	if (needed !== shared) {
		throw new Error(
			`n8n-nodes-base needs ${name} ${needed}, the project has ${shared}. ` +
				'Name a version that fits in bench/package.json.',
		);
	}
	rmSync(path.join(MODULES, name), { recursive: true, force: true });
}

async function runNpm(args: readonly string[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const npm = spawn('npm', args, {
			stdio: ['ignore', 'ignore', 'inherit'],
			// npm is a batch file there.
			shell: process.platform === 'win32',
		});
		npm.once('error', reject);
		npm.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`npm install failed (${code ?? 'by a signal'})`)),
		);
	});
}
