import type { IDataObject } from 'n8n-workflow';
import { PURCHASE_WORKFLOW_ID } from '../../test/standIn';
import { TestClient } from '../../test/standIn/testClient';
import { createCredential, CREDENTIAL_TYPE, type SavedCredential } from '../n8n/credentials';
import { postJson } from '../http';
import {
	endedRuns,
	finishedRuns,
	importWorkflow,
	outputOf,
	publish,
	unpublish,
	type Execution,
	type Saved,
} from '../n8n/workflows';
import { openQueueWorld, type QueueWorld } from '../queue/world';
import { SCOPED_NAME } from '../registry';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import { chain, EVERY_FIVE_SECONDS, node, setFields, workflow } from './build';

const TRIGGER = 'Trigger';
const ANSWER = setFields('Answer', { ok: '={{ true }}', execution_id: '={{ $execution.id }}' });

let world: QueueWorld;
let credential: SavedCredential;

beforeAll(async () => {
	world = await openQueueWorld(2);
	const { client, standIn } = world;
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	credential = await createCredential(client, 'Stand-in', data);
});

afterAll(async () => await world?.close());

async function publishTrigger(type: string, parameters: IDataObject): Promise<Saved> {
	const trigger = {
		...node({ name: TRIGGER, type: `${SCOPED_NAME}.${type}`, typeVersion: 1, webhookId: type }),
		parameters: parameters as typeof ANSWER.parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
	};
	const file = workflow(type, [trigger, ANSWER], chain(TRIGGER, ANSWER.name));
	const saved = await importWorkflow(world.client, file);
	await publish(world.client, saved);
	return saved;
}

/** Waits for polls that begin and end from now on. */
async function polls(count: number): Promise<void> {
	const { standIn } = world;
	const from = standIn.log.length;
	await eventually(
		`${count} polls end`,
		() => {
			const ended = standIn.log.slice(from).filter(({ status }) => status === 200);
			// Two lists each; one that is under way now does not count.
			return ended.length > 2 * count + 1 || undefined;
		},
		MAX_POLLS_MS,
	);
}

const MAX_POLLS_MS = 200_000;

/** All executions, when as many have ended as there must be. */
async function runs(saved: Saved, count: number): Promise<Execution[]> {
	const ended = await finishedRuns(world.client, saved, count);
	expectToBeOfWorkers(ended);
	return ended;
}

function expectToBeOfWorkers(ended: readonly Execution[]): void {
	expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
	// All of the work was done by workers.
	const taken = world.workers.flatMap(({ started }) => [...started]);
	expect(taken).toEqual(expect.arrayContaining(ended.map(({ id }) => id)));
}

/** What the trigger has put out in all executions, when it is as much as it must be. */
async function told(saved: Saved, count: number): Promise<string[]> {
	await world.idle();
	const ended = await eventually(`${count} events are told`, async () => {
		const all = await endedRuns(world.client, saved);
		return all.flatMap((one) => outputOf(one, TRIGGER)).length >= count ? all : undefined;
	});
	expectToBeOfWorkers(ended);
	return ended
		.flatMap((execution) => outputOf(execution, TRIGGER))
		.map(({ event, id }) => `${String(event)} ${String(id)}`)
		.sort();
}

test('each event starts the workflow once, on whichever worker, also over a restart of main', async () => {
	const { standIn, restart } = world;
	const saved = await publishTrigger('nextMatterTrigger', {
		pollTimes: { item: EVERY_FIVE_SECONDS },
		workflowId: { __rl: true, mode: 'id', value: String(PURCHASE_WORKFLOW_ID) },
		events: ['instanceStarted', 'instanceStopped'],
	});
	await polls(1);
	const expected: string[] = [];
	const start = () => {
		const { id } = standIn.createInstance();
		expected.push(`instanceStarted ${id}`);
		return id;
	};
	for (let round = 0; round < 4; round += 1) {
		start();
		const id = start();
		await new TestClient(standIn).sendJson('POST', '/instances/bulk/abort', { ids: [id] });
		expected.push(`instanceStopped ${id}`);
		await polls(1);
	}
	await polls(1);
	expect(await told(saved, expected.length)).toEqual([...expected].sort());

	await restart(async () => start());
	await polls(2);
	start();
	await polls(2);
	expect(await told(saved, expected.length)).toEqual([...expected].sort());
	await unpublish(world.client, saved);
});

async function call(body: IDataObject): Promise<Response> {
	const url = `${world.server.url}/webhook/nextMatterWebhookTrigger/next-matter`;
	return await eventually('the webhook is there', async () => {
		const answer = await postJson(url, body);
		return answer.headers.get('content-type')?.includes('json') && answer.status !== 404
			? answer
			: undefined;
	});
}

const json = async (answer: Response) => (await answer.json()) as IDataObject;

test('main takes calls and knows repetitions, also after a restart; workers run the workflow', async () => {
	const { standIn, restart } = world;
	const saved = await publishTrigger('nextMatterWebhookTrigger', {});
	const ids = Array.from({ length: 6 }, () => standIn.createInstance().id);

	const answers = await Promise.all(
		[...ids, ...ids].map(async (id) => await json(await call({ instance_id: id, event: 'a' }))),
	);
	const executions = await runs(saved, ids.length);
	expect(executions.map((one) => outputOf(one, TRIGGER)[0].id).sort()).toEqual(ids);
	expect(answers.filter(({ repeated }) => repeated)).toHaveLength(ids.length);
	if (!IS_2_0) {
		const given = answers.flatMap(({ execution_id: id }) => (id ? [id] : []));
		expect(given.sort()).toEqual(executions.map(({ id }) => id).sort());
	}

	await restart();
	const again = await json(await call({ instance_id: ids[0], event: 'a' }));
	expect(again).toMatchObject({ ok: true, repeated: true });
	// The list of executions of n8n 2.0 lacks those that main has started after it was restarted itself.
	const ended = () => world.workers.reduce((sum, worker) => sum + worker.ended.size, 0);
	await world.idle();
	const before = ended();
	const other = await json(await call({ instance_id: ids[0], event: 'b' }));
	expect(other).not.toHaveProperty('repeated');
	await eventually('a worker runs the other call', () => ended() > before || undefined);
	expect(ended()).toBe(before + 1);
});

test('a caller that waits gets the result of the worker', async () => {
	await unpublish(world.client, await publishedWebhook());
	const saved = await publishTrigger('nextMatterWebhookTrigger', { responseMode: 'lastNode' });
	const { id } = world.standIn.createInstance();
	const answer = await eventually('the new version answers', async () => {
		const body = await json(await call({ instance_id: id, event: `try ${Date.now()}` }));
		return typeof body.ok === 'string' ? body : undefined;
	});
	const executions = await runs(saved, 1);
	expect(executions.map((one) => one.id)).toContain(answer.execution_id);
});

async function publishedWebhook(): Promise<Saved> {
	const { data } = await world.client.api<{ data: Saved[] }>('/workflows?active=true');
	const found = data.find(({ name }) => name === 'nextMatterWebhookTrigger');
	if (!found) throw new Error('The workflow of the test before is not published');
	return found;
}
