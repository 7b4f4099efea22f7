/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples from disk; never ships */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { EXAMPLES, findStrays, runExample } from '../../demo/examples';
import { EXPECTATIONS } from '../../demo/expectations';
import { OUR_TYPE, pinnedItems, readWorkflow, summaryOf } from '../../demo/workflows';
import { loadPackage } from '../engine/package';
import { servicesIn } from '../engine/services';
import { DEFAULT_KEYS, FIELD_KINDS, startStandIn, type StandIn } from '../standIn';

const FILES = EXPECTATIONS.map(({ file }) => file);
const pathOf = (file: string) => path.join(EXAMPLES, file);

let description: INodeTypeDescription;
let standIn: StandIn;

beforeAll(async () => {
	// Read when the first node runs: one of the tests stops a workflow, which the engine would log.
	process.env.N8N_LOG_LEVEL = 'silent';
	const loader = await loadPackage();
	description = NodeHelpers.getVersionedNodeType(loader.getNode('nextMatter').type, 1).description;
	standIn = await startStandIn();
});
afterAll(async () => await standIn.close());

/** The parameters as n8n keeps them: what the node does not have or does not show is dropped. */
function keptByEditor({ parameters, ...node }: INode) {
	return NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
}

it('says of each example what to expect of it', () => {
	expect(findStrays()).toEqual([]);
});

describe.each(FILES)('%s', (file) => {
	const workflow = readWorkflow(pathOf(file));
	const ours = workflow.nodes.filter(({ type }) => type === OUR_TYPE);

	it('has a name, a note that explains it, and items to begin with', () => {
		expect(workflow.name).toMatch(/^Next Matter: /);
		expect(summaryOf(workflow)).toMatch(/^This workflow .+\.$/);
		expect(pinnedItems(workflow).length).toBeGreaterThan(0);
		// Other services answer with what is pinned, so that nobody needs an account to try it.
		const trigger = workflow.nodes.find(isTrigger);
		const services = servicesIn(workflow.nodes, workflow.pinData ?? {});
		expect(Object.keys(workflow.pinData ?? {}).sort()).toEqual(
			[trigger?.name, ...services.map(({ name }) => name)].sort(),
		);
		// They start instances of their own, so that they run on the first click, and on the second.
		expect(JSON.stringify(workflow)).not.toMatch(/900\d|instanceId":\d/);
	});

	it('names its nodes once and connects only them', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections).flatMap(({ main }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		expect(names).toEqual(
			expect.arrayContaining([...targets, ...Object.keys(workflow.connections)]),
		);
	});

	it('uses only parameters that the node has', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const node of ours) {
			expect([description.version].flat()).toContain(node.typeVersion);
			expect(keptByEditor(node)).toMatchObject(node.parameters);
		}
	});

	it('holds no secret', () => {
		const text = readFileSync(pathOf(file), 'utf8');
		for (const { value } of DEFAULT_KEYS) expect(text).not.toContain(value);
		expect(text).not.toMatch(/api-?key|authorization|bearer|password/i);
		for (const { credentials } of ours) {
			expect(credentials).toEqual({ nextMatterApi: { id: '1', name: 'Next Matter API' } });
		}
	});

	it('does what it is expected to do', async () => {
		const expectation = EXPECTATIONS.find((candidate) => candidate.file === file);
		if (!expectation) throw new Error(`Nothing is expected of ${file}`);
		const { mismatches, requests } = await runExample(standIn, expectation);
		expect(mismatches).toEqual([]);
		expect(requests.length).toBe(expectation.statuses.length);
	});
});

function isTrigger({ type }: INode): boolean {
	return type === 'n8n-nodes-base.manualTrigger';
}

it('has a row of every kind in the example of all kinds', () => {
	const { nodes } = readWorkflow(pathOf('all-field-kinds.json'));
	const node = nodes.find(({ parameters }) => 'formFields' in parameters);
	const text = JSON.stringify(node?.parameters.formFields);
	expect([...text.matchAll(/"fieldType":"(\w+)"/g)].map(([, kind]) => kind)).toEqual([
		...FIELD_KINDS,
	]);
});

it('would notice a parameter that the node does not have', () => {
	const { nodes } = readWorkflow(pathOf('all-field-kinds.json'));
	const [node] = nodes.filter(({ parameters }) => 'formFields' in parameters);
	const misspelt = JSON.parse(JSON.stringify(node).replace('"zipCode"', '"postCode"')) as INode;
	expect(keptByEditor(misspelt)).not.toMatchObject(misspelt.parameters);
});

it('would notice an example that does something else', async () => {
	const [expectation] = EXPECTATIONS;
	const { mismatches } = await runExample(standIn, {
		...expectation,
		after: [{ ...expectation.after[0], completed: [] }],
		statuses: [204],
		out: {},
		failed: 1,
	});
	expect(mismatches).toHaveLength(4);
	standIn.faults.add({ kind: { status: 400 } });
	const { mismatches: stopped } = await runExample(standIn, expectation);
	expect(stopped[0]).toMatch(/^the workflow stopped: /);
});
