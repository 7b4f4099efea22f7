/* eslint-disable @n8n/community-nodes/no-restricted-imports -- installs n8n on this machine; it never ships */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { provide } from '../cache';
import { install } from '../npm';
import type { Progress } from '../progress';
import { provideNode, type NodeInstallation } from './node';
import { isAtLeast } from './versions';

/** The newest one that this was written for. */
export const DEFAULT_VERSION = '2.41.1';

/** Counted on an empty cache of npm; a fuller one takes fewer. */
const DOWNLOADS = 3700;

export interface N8nInstallation {
	readonly version: string;
	/** The script that starts n8n. */
	readonly script: string;
	readonly node: NodeInstallation;
}

/** Installs n8n into the cache, once for each version. */
export async function provideN8n(version: string, onProgress: Progress): Promise<N8nInstallation> {
	if (!/^\d+\.\d+\.\d+$/.test(version)) {
		throw new Error(`"${version}" is no version of n8n; write it as ${DEFAULT_VERSION}.`);
	}
	const folder = await provide(`n8n-${version}`, async (target) => {
		const nodeMajor = await readNodeMajor(version);
		const node = await provideNode(nodeMajor, onProgress);
		await install({
			title: `n8n ${version}`,
			folder: target,
			dependencies: { n8n: version },
			...(!isAtLeast(version, '2.41') && OLD_ONES_NEED),
			...(version === DEFAULT_VERSION && { downloads: DOWNLOADS }),
			build: ['sqlite3'],
			node,
			onProgress,
		});
		writeFileSync(path.join(target, NODE_MAJOR), String(nodeMajor));
	});
	const nodeMajor = Number(readFileSync(path.join(folder, NODE_MAJOR), 'utf8'));
	return {
		version,
		script: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		node: await provideNode(nodeMajor, onProgress),
	};
}

const NODE_MAJOR = 'node-major';

/** Asks npm which Node a version of n8n needs at least. */
async function readNodeMajor(version: string): Promise<number> {
	const question = ['view', `n8n@${version}`, 'engines.node'];
	const { stdout } = await promisify(execFile)('npm', question);
	const major = /\d+/.exec(stdout)?.[0];
	if (major === undefined) throw new Error(`npm does not know n8n ${version}.`);
	return Number(major);
}

const OLD_ONES_NEED = {
	// Their own one is not on npm but on a server of its makers, which not every network reaches.
	overrides: { xlsx: '0.18.5' },
	// Without them some get packages that have been published since, and those do not fit the others.
	withPeers: true,
};
