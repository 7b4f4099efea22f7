import type { IDataObject } from 'n8n-workflow';
import { QUESTION_FIELD_ID, REQUEST_STEP_ID } from '../../test/standIn';
import { postJson } from '../http';
import { lastToolAnswer, say, startModel, type ScriptedModel } from '../model';
import { createModelCredential } from '../n8n/credentials';
import {
	finished,
	finishedRuns,
	importWorkflow,
	outputOf,
	publish,
	type Execution,
	type Saved,
} from '../n8n/workflows';
import type { Worker } from '../queue/worker';
import { openQueueWorld, type QueueWorld } from '../queue/world';
import { SCOPED_NAME } from '../registry';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import { agentUnderReview, callGuarded, isFilledIn } from './agentUnderReview';
import { chain, node, webhookTrigger, workflow } from './build';
import { asked, askPeople, asleep, decide, textIn } from './review';

const COUNT = 20;

// All of them sleep when a worker is killed: each test looks at others that were woken then.
let world: QueueWorld;
let model: ScriptedModel;
let asking: Saved;
/** The instances in which people were asked, without the one of the agent. */
let ids: number[];
let agent: { readonly executionId: string; readonly purchase: number } | undefined;
let survivor: Worker;

beforeAll(async () => {
	[world, model] = await Promise.all([openQueueWorld(2), startModel()]);
	const { client, credential, standIn, workers } = world;
	agent = IS_2_0 ? undefined : await startAgent();

	const review = askPeople(credential, { type: `${SCOPED_NAME}.nextMatter` });
	const after = node({ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1 });
	const nodes = [webhookTrigger('ask'), review, after];
	asking = await importWorkflow(
		client,
		workflow('Ask', nodes, chain('Webhook', 'Next Matter', 'After')),
	);
	await publish(client, asking);
	for (let count = 0; count < COUNT; count += 1) await start('ask', { question: `${count}` });
	const all = await asked(standIn, agent ? COUNT + 1 : COUNT);
	ids = all.filter((id) => /^\d+$/.test(textIn(standIn, id, QUESTION_FIELD_ID)));
	await asleep(client, asking, COUNT);
	// Asleep in the database is not yet the end of a worker's job, and n8n 2.0 fails an execution whose job was cut short.
	await world.idle();

	const victim = workers.find(({ started }) =>
		agent ? started.has(agent.executionId) : started.size > 0,
	);
	if (!victim) throw new Error('No worker has taken on what it should');
	survivor = workers.find((one) => one !== victim) ?? victim;
	await victim.server.kill();
	for (const id of all) await decide(standIn, id, 'Approve', `Answer ${id}`);
	await standIn.integrations.settled();
}, 600_000);

afterAll(async () => await Promise.all([world?.close(), model?.stop()]));

async function start(path: string, body: IDataObject): Promise<void> {
	await eventually('the webhook answers', async () => {
		const { status } = await postJson(`${world.server.url}/webhook/${path}`, body);
		return status === 404 ? undefined : status;
	});
}

/** @returns when it sleeps */
async function startAgent() {
	const { client, credential, standIn } = world;
	const purchase = standIn.createInstance().id;
	model.play([callGuarded(purchase, 'A desk'), (request) => say(lastToolAnswer(request))]);
	const file = agentUnderReview({
		name: 'Agent',
		credential,
		model: await createModelCredential(client, 'Script', model.baseUrl),
		trigger: webhookTrigger('agent'),
		nodeType: `${SCOPED_NAME}.nextMatter`,
	});
	const saved = await importWorkflow(client, file);
	await publish(client, saved);
	await start('agent', { chatInput: 'Please' });
	const [executionId] = await asleep(client, saved, 1);
	expect(isFilledIn(standIn, purchase)).toBe(false);
	return { executionId, purchase };
}

const statusOf = ({ status }: Execution) => status;

test('executions sleep on when a worker is killed, and another one goes on with them', async () => {
	const runs = await finishedRuns(world.client, asking, COUNT);
	expect(runs.map(statusOf)).toEqual(ids.map(() => 'success'));
	const answers = runs
		.flatMap((run) => outputOf(run, 'After'))
		.map(({ data: one }) => one as IDataObject);
	expect(answers.map((one) => one.comment).sort()).toEqual(ids.map((id) => `Answer ${id}`).sort());
	expect(runs.every(({ id }) => survivor.started.has(id))).toBe(true);
});

if (!IS_2_0)
	test('an agent sleeps on when its worker is killed; its tool runs once, on another one', async () => {
		const { client, standIn } = world;
		const { executionId = '', purchase = 0 } = agent ?? {};
		expect(statusOf(await finished(client, executionId))).toBe('success');
		expect(survivor.started.has(executionId)).toBe(true);
		expect(model.slips()).toEqual([]);
		expect(isFilledIn(standIn, purchase)).toBe(true);
		expect(standIn.log.filter((one) => one.stepId === REQUEST_STEP_ID)).toHaveLength(1);
	});
