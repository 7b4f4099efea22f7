/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples from disk; never ships */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import type { WorkflowFile } from '../engine';
import { findNode } from '../engine/host';
import { loadPackage } from '../engine/package';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const files = ['agents', 'human-review', 'triggers'].flatMap((folder) =>
	readdirSync(path.join(EXAMPLES, folder)).map((file) => path.posix.join(folder, file)),
);

/** Only a real n8n runs them, so here they are compared with what the nodes have. */
describe.each(files)('%s', (file) => {
	const text = readFileSync(path.join(EXAMPLES, file), 'utf8');
	const { name, nodes } = JSON.parse(text) as WorkflowFile;
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-nextmatter.'));

	it('uses only parameters and credentials that the nodes have', async () => {
		const loader = await loadPackage();
		expect(name).toMatch(/^Next Matter: /);
		expect(ours.length).toBeGreaterThan(0);
		for (const { parameters, credentials, ...node } of ours) {
			// n8n makes the tool out of the node.
			const [, typeName] = node.type.replace(/(Hitl)?Tool$/, '').split('.');
			const type = findNode(loader, typeName);
			const { description } = NodeHelpers.getVersionedNodeType(type, node.typeVersion);
			const kept = NodeHelpers.getNodeParameters(
				description.properties,
				parameters,
				true,
				false,
				node,
				description,
			);
			expect(kept).toMatchObject(parameters);
			const known = (description.credentials ?? []).map((credential) => credential.name);
			expect(known).toEqual(expect.arrayContaining(Object.keys(credentials ?? {})));
		}
	});

	it('is named in the README of the examples, and holds no secret', () => {
		expect(readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8')).toContain(path.basename(file));
		expect(text).not.toMatch(/api-?key|authorization|bearer|password/i);
	});
});
