import type { IDataObject } from 'n8n-workflow';
import { createCredential } from '../n8n/credentials';
import { finishedRuns, importWorkflow, outputOf, publish } from '../n8n/workflows';
import { openQueueWorld, type QueueWorld } from '../queue/world';
import { SCOPED_NAME } from '../registry';
import { eventually } from '../waiting';
import { chain, node, workflow } from './build';
import { asked, askPeople, asleep, decide, postTo } from './review';

const COUNT = 20;

let world: QueueWorld;
beforeAll(async () => (world = await openQueueWorld(2)), 600_000);
afterAll(async () => await world?.close());

test('in queue mode executions sleep on when a worker is killed, and another one goes on with them', async () => {
	const { client, server, standIn, workers } = world;
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	const credential = await createCredential(client, 'Stand-in', data);
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: 'ask',
		parameters: { httpMethod: 'POST', path: 'ask', responseMode: 'onReceived', options: {} },
	});
	const review = askPeople(credential, { type: `${SCOPED_NAME}.nextMatter` });
	const after = node({ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1 });
	const saved = await importWorkflow(
		client,
		workflow('Ask', [webhook, review, after], chain('Webhook', 'Next Matter', 'After')),
	);
	await publish(client, saved);
	for (let count = 0; count < COUNT; count += 1) {
		await eventually('the webhook answers', async () => {
			const { status } = await postTo(`${server.url}/webhook/ask`, { question: `${count}` });
			return status === 404 ? undefined : status;
		});
	}
	const ids = await asked(standIn, COUNT);
	await asleep(client, saved, COUNT);
	const [victim, survivor] = workers;
	expect(victim.started.size).toBeGreaterThan(0);

	await victim.server.kill();
	for (const id of ids) await decide(standIn, id, 'Approve', `Answer ${id}`);
	await standIn.integrations.settled();

	const runs = await finishedRuns(client, saved, COUNT);
	expect(runs.map(({ status }) => status)).toEqual(ids.map(() => 'success'));
	const answers = runs
		.flatMap((run) => outputOf(run, 'After'))
		.map(({ data: one }) => one as IDataObject);
	expect(answers.map((one) => one.comment).sort()).toEqual(ids.map((id) => `Answer ${id}`).sort());
	expect(runs.every(({ id }) => survivor.started.has(id))).toBe(true);
}, 300_000);
