import type { IDataObject, INode } from 'n8n-workflow';
import { CALL_STEP_ID, QUESTION_FIELD_ID, RESUME_URL_FIELD_ID } from '../../test/standIn';
import { postJson, send } from '../http';
import { finished, importWorkflow, outputOf, publish, type Saved } from '../n8n/workflows';
import { eventually } from '../waiting';
import { chain, node, workflow } from './build';
import { asked, askPeople, asleep, decide, SOON, textIn } from './review';
import { useWorld } from './useWorld';

const world = useWorld();

const AFTER = 'After';

/** A published workflow that asks people for each call of its webhook. */
async function publishAsking(name: string, rest: Partial<INode> = {}): Promise<Saved> {
	const { client, credential } = world();
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: name,
		parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} },
	});
	const after = node({ name: AFTER, type: 'n8n-nodes-base.noOp', typeVersion: 1 });
	const nodes = [webhook, askPeople(credential, rest), after];
	const saved = await importWorkflow(
		client,
		workflow(name, nodes, chain('Webhook', 'Next Matter', AFTER)),
	);
	await publish(client, saved);
	return saved;
}

async function start(name: string, question: string): Promise<void> {
	const { server } = world();
	// Publishing goes on in the background for a moment.
	await eventually('the webhook answers', async () => {
		const { status } = await postJson(`${server.url}/webhook/${name}`, { question });
		return status === 404 ? undefined : status;
	});
}

async function startAndSleep(name: string, rest?: Partial<INode>) {
	const { client, standIn } = world();
	const saved = await publishAsking(name, rest);
	await start(name, 'Shall we?');
	const [id] = await asked(standIn, 1);
	const [executionId] = await asleep(client, saved, 1);
	return { id, executionId, url: textIn(standIn, id, RESUME_URL_FIELD_ID) };
}

async function answerOf(executionId: string): Promise<IDataObject[]> {
	const execution = await finished(world().client, executionId);
	expect(execution.status).toBe('success');
	return outputOf(execution, AFTER).map(({ data }) => data as IDataObject);
}

const statuses = () => world().standIn.integrations.calls.map(({ status }) => status);

test('an execution sleeps over a restart, goes on with the answer, and only once', async () => {
	const { restart, server, standIn } = world();
	const { id, executionId, url } = await startAndSleep('restart');
	expect(textIn(standIn, id, QUESTION_FIELD_ID)).toBe('Shall we?');
	expect(new URL(url).searchParams.get('instance')).toBe(String(id));

	await restart();
	standIn.integrations.manner = { times: 3 };
	await decide(standIn, id, 'Approve', 'Go ahead');
	await standIn.integrations.settled();

	expect(await answerOf(executionId)).toEqual([
		expect.objectContaining({
			approved: true,
			outcome: 'approved',
			comment: 'Go ahead',
			instance_id: id,
		}),
	]);
	expect(standIn.getInstance(id)?.completedSteps).toHaveProperty(String(CALL_STEP_ID));
	// After the end a call is answered and does nothing.
	expect((await postJson(url)).status).toBe(200);
	expect(server.log()).not.toContain(new URL(url).searchParams.get('signature'));
});

test('calls that are forged, unsigned or too early leave it asleep', async () => {
	const { client, standIn } = world();
	const { id, executionId, url } = await startAndSleep('forged');
	const forged = new URL(url);
	forged.searchParams.set('signature', 'f'.repeat(64));
	const unsigned = new URL(url);
	unsigned.searchParams.delete('signature');
	const other = new URL(url);
	other.searchParams.set('instance', String(id + 1));
	for (const bad of [forged, unsigned, other]) expect((await postJson(bad.href)).status).toBe(401);

	const early = await postJson(url, { data: { approved: true }, decision: 'Approve' });
	expect(early.status).toBe(200);
	expect(await early.json()).toMatchObject({ ok: true, resumed: false });
	// Whoever merely opens the URL wakes nothing.
	await send(url);
	const { status } = await client.api<{ status: string }>(`/executions/${executionId}`);
	expect(status).toBe('waiting');

	await decide(standIn, id, 'Decline', 'Too dear');
	await standIn.integrations.settled();
	expect(await answerOf(executionId)).toEqual([
		expect.objectContaining({ approved: false, outcome: 'declined', comment: 'Too dear' }),
	]);
});

test('a call before it sleeps is refused with 409, and the next one wakes it', async () => {
	const { client, standIn } = world();
	let release = (): void => undefined;
	const decided = new Promise<void>((resolve) => (release = resolve));
	standIn.faults.add({ match: { operationId: 'completeStep' }, kind: { until: decided } });
	const saved = await publishAsking('early');
	await start('early', 'Quick?');
	const [id] = await asked(standIn, 1);
	await decide(standIn, id, 'Approve');
	await standIn.integrations.settled();
	expect(statuses()).toEqual([409]);
	release();

	const [executionId] = await asleep(client, saved, 1);
	await standIn.integrations.callAgain(id);
	expect(statuses()).toEqual([409, 200]);
	expect(await answerOf(executionId)).toEqual([expect.objectContaining({ approved: true })]);
});

test('when the time is up, the output says so', async () => {
	const parameters = { options: SOON };
	const { id, executionId, url } = await startAndSleep('limit', { parameters });
	expect(await answerOf(executionId)).toEqual([
		{ approved: false, outcome: 'timed_out', instance_id: id },
	]);
	expect((await postJson(url)).status).toBe(200);
});
