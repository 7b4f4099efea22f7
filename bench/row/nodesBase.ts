/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the benchmark runs on a developer's machine; it never ships */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

/** By their full type names; the engine gives some of them credentials under no other. */
export type N8nNodes = Readonly<Record<string, INodeType | IVersionedNodeType>>;

type NodeClass = new () => IVersionedNodeType;

const load = createRequire(path.join(__dirname, '../package.json'));

/** n8n's own nodes, as far as the workflows here use them. */
export function loadN8nNodes(): N8nNodes {
	return {
		'n8n-nodes-base.httpRequest': create('HttpRequest'),
		'n8n-nodes-base.splitInBatches': create('SplitInBatches'),
	};
}

function create(name: string): IVersionedNodeType {
	const file = `n8n-nodes-base/dist/nodes/${name}/${name}.node.js`;
	const module = load(file) as Record<string, NodeClass>;
	return new module[name]();
}
