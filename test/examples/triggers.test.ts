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
const examples = files.map((file) => {
	const text = readFileSync(path.join(EXAMPLES, file), 'utf8');
	const { name, nodes } = JSON.parse(text) as WorkflowFile;
	const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-nextmatter.'));
	return { file, text, name, ours };
});

it('each has a name, and nodes of ours', () => {
	const strange = examples.filter(
		({ name, ours }) => ours.length === 0 || !/^Next Matter: /.test(String(name)),
	);
	expect(strange.map(({ file }) => file)).toEqual([]);
});

it('each uses only parameters and credentials that the nodes have', async () => {
	const loader = await loadPackage();
	const nodes = examples.flatMap(({ file, ours }) =>
		ours.map(({ parameters, credentials = {}, ...node }) => {
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
			const known = (description.credentials ?? []).map((credential) => credential.name);
			const unknown = Object.keys(credentials).filter((credential) => !known.includes(credential));
			return { place: `${file}: ${node.name}`, parameters, kept, unknown };
		}),
	);
	expect(Object.fromEntries(nodes.map(({ place, kept }) => [place, kept]))).toMatchObject(
		Object.fromEntries(nodes.map(({ place, parameters }) => [place, parameters])),
	);
	expect(nodes.filter(({ unknown }) => unknown.length > 0)).toEqual([]);
});

it('each is named in the README of the examples', () => {
	const readme = readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8');
	expect(files.filter((file) => !readme.includes(path.basename(file)))).toEqual([]);
});

it('none holds a secret', () => {
	const telling = examples.filter(({ text }) =>
		/api-?key|authorization|bearer|password/i.test(text),
	);
	expect(telling.map(({ file }) => file)).toEqual([]);
});
