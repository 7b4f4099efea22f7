/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { N8nInstallation } from '../../e2e/n8n/install';
import { openWorld, unpackedPackage } from '../../e2e/world';

/** A node as n8n has it. */
export interface NodeFile {
	readonly title: string;
	readonly type: string;
	readonly className: string;
	/** Below the folder of its package. */
	readonly file: string;
}

export interface NodeFigures {
	readonly title: string;
	/** Until its class is there, in milliseconds of the processor. */
	readonly loadMs: number;
	/** What the editor gets of it, in bytes of JSON, all its versions together. */
	readonly descriptionBytes: number;
}

export const OURS: NodeFile = {
	title: 'Next Matter',
	type: 'n8n-nodes-nextmatter.nextMatter',
	className: 'NextMatter',
	file: 'dist/nodes/NextMatter/NextMatter.node.js',
};

/** Nodes for a service with a handful of resources, and the one that people use instead of ours. */
export const PEERS: readonly NodeFile[] = [
	peer('HTTP Request', 'HttpRequest'),
	peer('Airtable', 'Airtable'),
	peer('Asana', 'Asana'),
	peer('Baserow', 'Baserow'),
	peer('monday.com', 'MondayCom'),
	peer('Trello', 'Trello'),
];

function peer(title: string, className: string): NodeFile {
	const name = className[0].toLowerCase() + className.slice(1);
	const file = `dist/nodes/${className}/${className}.node.js`;
	return { title, type: `n8n-nodes-base.${name}`, className, file };
}

/** @param rounds how often each node is loaded, in a fresh process; the fastest counts */
export async function measureNodeTypes(
	installation: N8nInstallation,
	rounds: number,
): Promise<NodeFigures[]> {
	const descriptions = await readDescriptions();
	const figures: NodeFigures[] = [];
	for (const node of [OURS, ...PEERS]) {
		const own = descriptions.filter(({ name }) => name === node.type);
		if (own.length === 0) throw new Error(`n8n has no node type ${node.type}`);
		const times: number[] = [];
		while (times.length < rounds) times.push(await loadOnce(installation, node));
		const bytes = own.map((description) => Buffer.byteLength(JSON.stringify(description)));
		figures.push({
			title: node.title,
			loadMs: Math.min(...times),
			descriptionBytes: bytes.reduce((sum, one) => sum + one, 0),
		});
	}
	return figures;
}

async function readDescriptions(): Promise<INodeTypeDescription[]> {
	const world = await openWorld();
	try {
		return await world.client.nodeTypes();
	} finally {
		await world.close();
	}
}

async function loadOnce(
	{ node: { executable }, script }: N8nInstallation,
	node: NodeFile,
): Promise<number> {
	const modules = path.resolve(script, '../../..');
	const folder = node === OURS ? unpackedPackage() : path.join(modules, 'n8n-nodes-base');
	const { stdout } = await promisify(execFile)(
		executable,
		[path.join(__dirname, 'loadNode.js'), modules, path.join(folder, node.file), node.className],
		// Our package finds n8n's modules there, as it does in the server.
		{ env: { PATH: process.env.PATH, NODE_PATH: modules, N8N_LOG_LEVEL: 'silent' } },
	);
	return Number(stdout);
}
