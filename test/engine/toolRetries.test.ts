import * as core from 'n8n-core';
import { Workflow, type IDataObject, type INode, type INodeType } from 'n8n-workflow';
import { PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../standIn';
import { inert } from './additionalData';
import { TestCredentials } from './credentials';
import { createRunData, findNode } from './host';
import { TestNodeTypes } from './nodeTypes';
import { loadPackage } from './package';
import { completeStep, locator, openTestBed, type TestBed } from './testBed';

let bed: TestBed;
beforeAll(async () => (bed = await openTestBed()));
beforeEach(() => bed.standIn.reset());
afterAll(async () => await bed.standIn.close());

const TOOL = 'n8n-nodes-nextmatter.nextMatterTool';

/**
 * A tool of an AI agent. n8n makes another run of the node for each call, and for each try of Retry On
 * Fail as well.
 *
 * @returns calls it once. @throws what the agent is told of a failure
 */
async function openTool(parameters: IDataObject, settings: Partial<INode> = {}) {
	const loader = await loadPackage();
	const nodeType = findNode(loader, 'nextMatter') as INodeType;
	const node: INode = {
		id: '1',
		name: 'Next Matter',
		type: TOOL,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { nextMatterApi: { id: '1', name: 'Next Matter API' } },
		...settings,
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new TestNodeTypes(loader, { [TOOL]: nodeType }),
	});
	const credential = { apiKey: bed.standIn.keys.admin, baseUrl: bed.standIn.baseUrl };
	const additionalData = inert(new TestCredentials(loader, credential));
	const data = createRunData();
	let runs = 0;
	return async (args: IDataObject): Promise<IDataObject[]> => {
		const context = new core.SupplyDataContext(
			workflow,
			node,
			additionalData,
			'manual',
			data,
			runs++,
			[],
			{},
			'ai_tool',
			{ node, data: {}, source: null },
			[],
		);
		context.addInputData('ai_tool', [[{ json: args }]]);
		const output = await nodeType.execute?.call(context as never);
		return Array.isArray(output) ? output[0].map(({ json }) => json) : [];
	};
}

const posts = () => bed.standIn.log.filter(({ method }) => method === 'POST').length;
const lost = { kind: { status: 500, afterProcessing: true } } as const;
const creating = {
	resource: 'instance',
	operation: 'create',
	workflowId: locator(PURCHASE_WORKFLOW_ID),
	additionalFields: { name: "={{ $fromAI('name') }}" },
};

describe('a tool whose answer was lost', () => {
	it.each([{}, { onError: 'continueErrorOutput' as const }])(
		'starts no second instance when it is tried again: %j',
		async (settings) => {
			const call = await openTool(creating, settings);
			bed.standIn.faults.add(lost);
			for (let tries = 1; tries <= 3; tries += 1) {
				const told = await call({ name: 'A' }).catch((error: unknown) => String(error));
				expect(JSON.stringify(told)).toContain('unclear whether it was done');
			}
			expect(posts()).toBe(1);
		},
	);

	it('is settled by a read where a read can tell', async () => {
		const { id } = bed.standIn.createInstance();
		const options = { maximumWait: 0 };
		const call = await openTool({
			resource: 'instance',
			operation: 'completeStep',
			...completeStep("={{ $fromAI('id', '', 'number') }}", REQUEST_STEP_ID, [], { options }),
		});
		bed.standIn.faults.add(lost);
		bed.standIn.faults.add({ kind: { status: 500 }, match: { operationId: 'readInstance' } });
		await expect(call({ id })).rejects.toThrow('HTTP 500');
		expect(await call({ id })).toMatchObject([{ id, step_outcome: 'confirmed_by_read' }]);
		expect(posts()).toBe(1);
	});

	it('is not forgotten when another call is made meanwhile', async () => {
		const call = await openTool(creating);
		bed.standIn.faults.add(lost);
		await expect(call({ name: 'A' })).rejects.toThrow('HTTP 500');
		expect(await call({ name: 'B' })).toMatchObject([{ name: 'B' }]);
		await expect(call({ name: 'A' })).rejects.toThrow('HTTP 500');
		expect(posts()).toBe(2);
	});
});

describe('a tool that is done', () => {
	it('does the same once more when it is called once more', async () => {
		const call = await openTool(creating);
		const made = [await call({ name: 'A' }), await call({ name: 'A' })];
		expect(new Set(made.map(([{ id }]) => id)).size).toBe(2);
	});
});
