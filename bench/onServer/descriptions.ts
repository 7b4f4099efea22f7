/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs other programs of this machine; it never ships */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { provideN8n } from '../../e2e/n8n/install';
import { openWorld, unpackedPackage } from '../../e2e/world';

const PASSES = 7;

/** Nodes of n8n for one service each, with fields that people fill in. */
const OTHERS = ['Airtable', 'Notion', 'Currents', 'Databricks'];

export interface NodeCost {
	readonly name: string;
	/** Milliseconds that a fresh process of the server's Node takes to load the node, the median. */
	readonly load: number;
	/** Bytes of its descriptions, all versions, as the editor downloads them. */
	readonly bytes: number;
}

export async function measureDescriptions(version: string): Promise<NodeCost[]> {
	const { script, node } = await provideN8n(version, () => {});
	const modules = path.resolve(script, '../../..');
	const world = await openWorld();
	try {
		const types = await world.client.nodeTypes();
		const bytesOf = (type: string) =>
			types
				.filter(({ name }) => name === type)
				.reduce((sum, description) => sum + JSON.stringify(description).length, 0);
		const others = OTHERS.map((name) => ({
			name,
			type: `n8n-nodes-base.${name[0].toLowerCase()}${name.slice(1)}`,
			file: path.join(modules, 'n8n-nodes-base', 'dist', 'nodes', name, `${name}.node.js`),
		}));
		const ours = {
			name: 'NextMatter',
			type: 'n8n-nodes-nextmatter.nextMatter',
			file: path.join(unpackedPackage(), 'dist/nodes/NextMatter/NextMatter.node.js'),
		};
		return [ours, ...others].map(({ name, type, file }) => ({
			name,
			bytes: bytesOf(type),
			load: median(
				Array.from({ length: PASSES }, () => loadTime(node.executable, modules, file, name)),
			),
		}));
	} finally {
		await world.close();
	}
}

/** What a server needs anyway is there already: the time is that of the node and of what it alone needs. */
const PROGRAM = `
const [modules, file, name] = process.argv.slice(1);
require(modules + '/n8n-workflow');
const started = performance.now();
new (require(file)[name])();
process.stdout.write(String(performance.now() - started));
`;

function loadTime(node: string, modules: string, file: string, name: string): number {
	const args = ['-e', PROGRAM, '--', modules, file, name];
	return Number(execFileSync(node, args, { env: { NODE_PATH: modules }, encoding: 'utf8' }));
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
