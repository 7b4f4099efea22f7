import type { IDataObject, INode } from 'n8n-workflow';
import { DECISION_STEP_ID, REQUEST_STEP_ID } from '../../test/standIn';
import { postJson } from '../http';
import { completedSteps } from '../journal';
import {
	finishedRuns,
	importWorkflow,
	outputOf,
	publish,
	runManually,
	type Execution,
} from '../n8n/workflows';
import { eventually } from '../waiting';
import {
	chain,
	manualTrigger,
	nextMatter,
	node,
	pinned,
	setFields,
	workflow,
	type Link,
} from './build';
import { useWorld } from './useWorld';

const world = useWorld();

/** Runs a workflow that begins with the manual trigger, which puts out an item per instance. */
async function runOver(ids: number[], nodes: INode[], links: Link[]): Promise<Execution> {
	const { client } = world();
	const items = ids.map((instanceId) => ({ instanceId, note: `note ${instanceId}` }));
	const name = expect.getState().currentTestName ?? 'test';
	const file = workflow(name, [manualTrigger, ...nodes], links, pinned('Start', items));
	const saved = await importWorkflow(client, file);
	return await runManually(client, saved, 'Start');
}

function createInstances(count: number): number[] {
	return Array.from({ length: count }, () => world().standIn.createInstance().id);
}

const requestSteps = (ids: number[]) => ids.map((id) => `${id}/${REQUEST_STEP_ID}`);

test('a published workflow completes a step for each call of its webhook, and answers with the instance', async () => {
	const { client, server, standIn, credential } = world();
	const ids = createInstances(5);
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: 'complete',
		parameters: { httpMethod: 'POST', path: 'complete', responseMode: 'lastNode', options: {} },
	});
	const instanceId = { __rl: true, mode: 'id', value: '={{ $json.body.instanceId }}' };
	const step = nextMatter(credential, { parameters: { instanceId } });
	const file = workflow('Webhook', [webhook, step], chain('Webhook', 'Next Matter'));
	const saved = await importWorkflow(client, file);
	await publish(client, saved);

	const call = async (body: IDataObject) => await postJson(`${server.url}/webhook/complete`, body);
	// Publishing goes on in the background for a moment.
	const first = await eventually('the webhook answers', async () => {
		const answer = await call({ instanceId: ids[0] });
		return answer.status === 404 ? undefined : answer;
	});
	const answers = [
		first,
		...(await Promise.all(ids.slice(1).map(async (id) => await call({ instanceId: id })))),
	];

	const bodies = await Promise.all(answers.map(async (answer) => (await answer.json()) as object));
	expect(bodies).toEqual(
		ids.map((id) => expect.objectContaining({ id, active_step_ids: [DECISION_STEP_ID] })),
	);
	expect(completedSteps(standIn)).toEqual(requestSteps(ids));
	const executions = await finishedRuns(client, saved, ids.length);
	expect(executions.map(({ status }) => status)).toEqual(ids.map(() => 'success'));
});

test('a later node finds the items that belong to its own', async () => {
	const { standIn, credential } = world();
	const ids = createInstances(3);
	const reversed = node({
		name: 'Reverse',
		type: 'n8n-nodes-base.sort',
		typeVersion: 1,
		parameters: {
			sortFieldsUi: { sortField: [{ fieldName: 'id', order: 'descending' }] },
			options: {},
		},
	});
	const look = setFields('Look Back', {
		id: "={{ $('Next Matter').item.json.id }}",
		note: "={{ $('Start').item.json.note }}",
	});

	const names = ['Start', 'Next Matter', 'Reverse', 'Look Back'];
	const execution = await runOver(ids, [nextMatter(credential), reversed, look], chain(...names));

	expect(outputOf(execution, 'Look Back')).toEqual(
		[...ids].reverse().map((id) => ({ id: String(id), note: `note ${id}` })),
	);
	expect(completedSteps(standIn)).toEqual(requestSteps(ids));
});

test('Loop Over Items completes one step in each turn', async () => {
	const { standIn, credential } = world();
	const ids = createInstances(4);
	const loop = node({
		name: 'Loop Over Items',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 1, options: {} },
	});
	const done = setFields('Done', { note: "={{ $('Start').item.json.note }}" });

	const execution = await runOver(
		ids,
		[loop, nextMatter(credential), done],
		[
			['Start', 'Loop Over Items'],
			['Loop Over Items', 'Done', 0],
			['Loop Over Items', 'Next Matter', 1],
			['Next Matter', 'Loop Over Items'],
		],
	);

	expect(execution.data.resultData.runData['Next Matter']).toHaveLength(ids.length);
	expect(outputOf(execution, 'Done')).toEqual(ids.map((id) => ({ note: `note ${id}` })));
	expect(completedSteps(standIn)).toEqual(requestSteps(ids));
});

test('a sub-workflow hands the instances back to the workflow that called it', async () => {
	const { client, standIn, credential } = world();
	const ids = createInstances(2);
	const called = node({
		name: 'When Called',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	});
	const child = await importWorkflow(
		client,
		workflow('Child', [called, nextMatter(credential)], chain('When Called', 'Next Matter')),
	);
	// Since version 2 only what is published can be called.
	await publish(client, child);
	const call = node({
		name: 'Call',
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		parameters: { workflowId: { __rl: true, mode: 'id', value: child.id }, options: {} },
	});
	const look = setFields('Look', { id: '={{ $json.id }}', status: '={{ $json.status }}' });

	const execution = await runOver(ids, [call, look], chain('Start', 'Call', 'Look'));

	expect(execution.data.resultData.error).toBeUndefined();
	expect(outputOf(execution, 'Look')).toEqual(
		ids.map((id) => ({ id: String(id), status: 'running' })),
	);
	expect(completedSteps(standIn)).toEqual(requestSteps(ids));
});

test('with pinned data the node sends nothing', async () => {
	const { client, standIn, credential } = world();
	const [instanceId] = createInstances(1);
	const look = setFields('Look', { note: '={{ $json.note }}' });
	const pins = {
		...pinned('Start', [{ instanceId }]),
		...pinned('Next Matter', [{ note: 'pinned' }]),
	};
	const saved = await importWorkflow(
		client,
		workflow(
			'Pinned',
			[manualTrigger, nextMatter(credential), look],
			chain('Start', 'Next Matter', 'Look'),
			pins,
		),
	);

	const execution = await runManually(client, saved, 'Start');

	expect(outputOf(execution, 'Look')).toEqual([{ note: 'pinned' }]);
	expect(standIn.log).toEqual([]);
});

test('HTTP Request signs its own calls with the credential ("Custom API Call")', async () => {
	const { standIn, credential } = world();
	const ids = createInstances(2);
	const request = node({
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { nextMatterApi: { id: credential.id, name: credential.name } },
		parameters: {
			url: `=${standIn.baseUrl}/instances/{{ $json.instanceId }}/`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'nextMatterApi',
			options: {},
		},
	});

	const execution = await runOver(ids, [request], chain('Start', 'HTTP Request'));

	expect(outputOf(execution, 'HTTP Request').map(({ id }) => id)).toEqual(ids);
	expect(standIn.log.map(({ method, headers }) => [method, headers.authorization])).toEqual(
		ids.map(() => ['GET', 'Api-Key [admin]']),
	);
	expect(completedSteps(standIn)).toEqual([]);
});
