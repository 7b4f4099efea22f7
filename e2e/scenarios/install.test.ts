/* eslint-disable @n8n/community-nodes/no-restricted-imports -- edits a package on disk; it never ships */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INode, INodeTypeDescription } from 'n8n-workflow';
import { loadPackage } from '../../test/engine/package';
import { REQUEST_STEP_ID } from '../../test/standIn';
import { breaches, completedSteps } from '../journal';
import { createCredential } from '../n8n/credentials';
import { importWorkflow, runManually, type Saved } from '../n8n/workflows';
import { SCOPED_NAME, startRegistry, type Registry } from '../registry';
import { eventually } from '../waiting';
import { IS_2_0, openWorld, unpackedPackage, type World } from '../world';
import { chain, manualTrigger, nextMatter, pinned, workflow } from './build';

const NODE_TYPE = `${SCOPED_NAME}.nextMatter`;
const OLD_DESCRIPTION = 'An older version of this node';

interface InstalledPackage {
	readonly packageName: string;
	readonly installedVersion: string;
	readonly installedNodes: ReadonlyArray<{ readonly type: string; readonly name: string }>;
}

let registry: Registry | undefined;
let world: World;
/** What the package declares: the nodes of the build that the setup has packed. */
let declared: INodeTypeDescription[];

beforeAll(async () => {
	declared = (await loadPackage()).types.nodes;
	world = await openWorld({
		withPackage: false,
		settings: async (folder) => {
			registry = await startRegistry(path.join(folder, 'registry'));
			await registry.publish(unpackedPackage(), '0.9.0', describeAsOld);
			return { NPM_CONFIG_USERCONFIG: registry.npmrc };
		},
	});
});

afterAll(async () => {
	await registry?.stop();
	await world?.close();
});

/** So that it can be seen which of the two versions n8n has loaded. */
async function describeAsOld(folder: string): Promise<void> {
	const file = path.join(folder, 'dist/nodes/NextMatter/NextMatter.node.js');
	const code = await readFile(file, 'utf8');
	await writeFile(file, code.replace(/description: '[^']+'/, `description: '${OLD_DESCRIPTION}'`));
}

const typeOf = (name: string) => `${SCOPED_NAME}.${name}`;
const byType = (one: { readonly type: string }, other: { readonly type: string }) =>
	one.type < other.type ? -1 : 1;

type Described = Pick<INodeTypeDescription, 'name' | 'description'>;

/**
 * The descriptions that the editor loads, of the node and of its twin for AI agents.
 *
 * @param areAsExpected waited for, as n8n writes them down only after it has answered
 */
async function nodeTypes(
	what: string,
	areAsExpected: (types: readonly Described[]) => boolean,
): Promise<Described[]> {
	return await eventually(what, async () => {
		const all = await world.client.nodeTypes();
		const own = all
			.filter(({ name }) => name.startsWith(SCOPED_NAME))
			.map(({ name, description }) => ({ name, description }));
		return areAsExpected(own) ? own : undefined;
	});
}

async function saveWorkflow(): Promise<Saved> {
	const { client, standIn } = world;
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const credential = await createCredential(client, 'Stand-in', data);
	const step: INode = { ...nextMatter(credential), type: NODE_TYPE };
	const items = pinned('Start', [{ instanceId: 9001, note: 'by name' }]);
	const file = workflow('By name', [manualTrigger, step], chain('Start', 'Next Matter'), items);
	return await importWorkflow(client, file);
}

/** Runs the saved workflow as it is in the database, on a new instance. */
async function runOnce({ id }: Saved): Promise<string> {
	const { client, standIn } = world;
	standIn.reset();
	standIn.createInstance();
	const current = await client.rest<Saved>('GET', `/workflows/${id}`);
	const execution = await runManually(client, current, 'Start');
	expect(breaches(standIn)).toEqual([]);
	return execution.status;
}

const done = [`9001/${REQUEST_STEP_ID}`];

test('n8n installs the package by name, updates it with saved workflows intact, and removes it', async () => {
	const { client, standIn } = world;

	// Installed in an older version
	const installed = await client.rest<InstalledPackage>('POST', '/community-packages', {
		name: `${SCOPED_NAME}@0.9.0`,
	});
	expect(installed).toMatchObject({
		packageName: SCOPED_NAME,
		installedVersion: '0.9.0',
	});
	expect([...installed.installedNodes].sort(byType)).toMatchObject(
		declared
			.map(({ name, displayName }) => ({ name: displayName, type: typeOf(name) }))
			.sort(byType),
	);
	const before = await nodeTypes('the node is there', ({ length }) => length > 0);
	expect(before).toContainEqual({ name: NODE_TYPE, description: OLD_DESCRIPTION });
	const saved = await saveWorkflow();
	expect(await runOnce(saved)).toBe('success');
	expect(completedSteps(standIn)).toEqual(done);

	// Updated to the newest one
	await registry?.publish(unpackedPackage(), '1.0.1');
	const updated = await client.rest<InstalledPackage>('PATCH', '/community-packages', {
		name: SCOPED_NAME,
		// Which one is the newest, some versions of n8n can only find out from the public registry.
		version: '1.0.1',
	});
	expect(updated.installedVersion).toBe('1.0.1');
	const types = await nodeTypes(
		'the new node is there',
		(found) =>
			found.length > 0 && found.every(({ description }) => description !== OLD_DESCRIPTION),
	);
	expect(types.map(({ name }) => name).sort()).toEqual(
		declared
			.flatMap(({ name, usableAsTool }) => [
				name,
				// For human review n8n makes another twin of a node that sends and waits.
				...(usableAsTool ? [`${name}Tool`, ...(IS_2_0 ? [] : [`${name}HitlTool`])] : []),
			])
			.map(typeOf)
			.sort(),
	);
	const after = await client.rest<Saved>('GET', `/workflows/${saved.id}`);
	expect([after.nodes, after.connections]).toEqual([saved.nodes, saved.connections]);
	expect(await runOnce(saved)).toBe('success');
	expect(completedSteps(standIn)).toEqual(done);

	// Removed: the workflow stays, and says what it lacks
	await client.rest('DELETE', `/community-packages?name=${encodeURIComponent(SCOPED_NAME)}`);
	await nodeTypes('the node is gone', ({ length }) => length === 0);
	expect(await client.rest('GET', '/community-packages')).toEqual([]);
	const without = await client.rest<Saved>('GET', `/workflows/${saved.id}`);
	expect(without.nodes).toEqual(saved.nodes);
	expect(await runOnce(saved).catch(String)).not.toBe('success');
	expect(standIn.log).toEqual([]);

	// Installed again: everything is as before
	await client.rest('POST', '/community-packages', { name: `${SCOPED_NAME}@1.0.1` });
	expect(await runOnce(saved)).toBe('success');
	expect(completedSteps(standIn)).toEqual(done);
});
