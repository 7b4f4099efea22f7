/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples from disk; never ships */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { EXAMPLES, findStrays, runExample } from '../../demo/examples';
import { EXPECTATIONS } from '../../demo/expectations';
import {
	MANUAL_TRIGGER,
	OUR_TYPE,
	pinnedItems,
	readWorkflow,
	summaryOf,
} from '../../demo/workflows';
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

describe('every example', () => {
	const examples = FILES.map((file) => {
		const workflow = readWorkflow(pathOf(file));
		const ours = workflow.nodes.filter(({ type }) => type === OUR_TYPE);
		return { file, workflow, ours, text: readFileSync(pathOf(file), 'utf8') };
	});
	type Example = (typeof examples)[number];
	const filesWhere = (isWrong: (example: Example) => boolean) =>
		examples.filter(isWrong).map(({ file }) => file);

	it('has a name, and a note that explains it', () => {
		const unexplained = filesWhere(
			({ workflow }) =>
				!/^Next Matter: /.test(String(workflow.name)) ||
				!/^This workflow .+\.$/.test(summaryOf(workflow)),
		);
		expect(unexplained).toEqual([]);
	});

	it('has items to begin with, and what other services answer, so that nobody needs an account to try it', () => {
		expect(filesWhere(({ workflow }) => pinnedItems(workflow).length === 0)).toEqual([]);
		const pinned = examples.map(({ file, workflow }) => [
			file,
			Object.keys(workflow.pinData ?? {}).sort(),
		]);
		const needed = examples.map(({ file, workflow: { nodes, pinData = {} } }) => [
			file,
			[...nodes.filter(isTrigger), ...servicesIn(nodes, pinData)].map(({ name }) => name).sort(),
		]);
		expect(pinned).toEqual(needed);
	});

	it('starts instances of its own, so that it runs on the first click, and on the second', () => {
		expect(
			filesWhere(({ workflow }) => /900\d|instanceId":\d/.test(JSON.stringify(workflow))),
		).toEqual([]);
	});

	it('names each of its nodes once', () => {
		const ambiguous = filesWhere(({ workflow: { nodes } }) =>
			[nodes.map(({ name }) => name), nodes.map(({ id }) => id)].some(
				(names) => new Set(names).size < names.length,
			),
		);
		expect(ambiguous).toEqual([]);
	});

	it('connects only nodes that it has', () => {
		const strangers = examples.flatMap(({ file, workflow: { nodes, connections } }) => {
			const targets = Object.values(connections).flatMap(({ main }) =>
				main.flatMap((output) => (output ?? []).map(({ node }) => node)),
			);
			return [...Object.keys(connections), ...targets]
				.filter((name) => !nodes.some((node) => node.name === name))
				.map((name) => [file, name]);
		});
		expect(strangers).toEqual([]);
	});

	it('uses only parameters that the node has', () => {
		const nodes = examples.flatMap(({ file, ours }) =>
			ours.map((node) => [`${file}: ${node.name}`, node] as const),
		);
		const versions = [description.version].flat();
		expect(filesWhere(({ ours }) => ours.length === 0)).toEqual([]);
		expect(nodes.filter(([, node]) => !versions.includes(node.typeVersion))).toEqual([]);
		expect(
			Object.fromEntries(nodes.map(([name, node]) => [name, keptByEditor(node)])),
		).toMatchObject(Object.fromEntries(nodes.map(([name, node]) => [name, node.parameters])));
	});

	it('holds no secret', () => {
		const telling = filesWhere(
			({ text }) =>
				DEFAULT_KEYS.some(({ value }) => text.includes(value)) ||
				/api-?key|authorization|bearer|password/i.test(text),
		);
		expect(telling).toEqual([]);
		const credentials = examples.flatMap(({ ours }) => ours.map((node) => node.credentials));
		expect(credentials).toEqual(
			credentials.map(() => ({ nextMatterApi: { id: '1', name: 'Next Matter API' } })),
		);
	});
});

it.each(EXPECTATIONS)('$file does what it is expected to do', async (expectation) => {
	const { mismatches, requests } = await runExample(standIn, expectation);
	expect(mismatches).toEqual([]);
	expect(requests.length).toBe(expectation.statuses.length);
});

function isTrigger({ type }: INode): boolean {
	return type === MANUAL_TRIGGER;
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
