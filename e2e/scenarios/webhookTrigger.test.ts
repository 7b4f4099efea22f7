import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { REQUEST_STEP_ID } from '../../test/standIn';
import { send } from '../http';
import { finishedRuns, importWorkflow, outputOf, publish, type Saved } from '../n8n/workflows';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import { chain, node, setFields, workflow } from './build';
import { useWorld } from './useWorld';

// As behind one reverse proxy, which is the caller then: here, whoever says so in a header.
const world = useWorld({ settings: async () => ({ N8N_PROXY_HOPS: '1' }) });

const TRIGGER = 'Next Matter Webhook Trigger';
const SECRET = 'correct horse battery staple';
let count = 0;

interface Published {
	readonly saved: Saved;
	readonly url: string;
	call(body: unknown, init?: RequestInit): Promise<Response>;
}

/** Publishes a workflow that begins with the trigger, and waits until its URL is known to n8n. */
async function publishTrigger(parameters: INodeParameters, ...rest: INode[]): Promise<Published> {
	const { client, server, credential } = world();
	count += 1;
	const secret = await client.rest<{ id: string }>('POST', '/credentials', {
		name: `Secret ${count}`,
		type: 'nextMatterWebhookApi',
		data: { headerName: 'X-Next-Matter-Secret', secret: SECRET },
	});
	const trigger = node({
		name: TRIGGER,
		type: 'n8n-nodes-nextmatter.nextMatterWebhookTrigger',
		typeVersion: 1,
		webhookId: `next-matter-${count}`,
		parameters,
		credentials: {
			nextMatterApi: { id: credential.id, name: credential.name },
			nextMatterWebhookApi: { id: secret.id, name: `Secret ${count}` },
		},
	});
	const names = [trigger, ...rest].map(({ name }) => name);
	const file = workflow(`Called ${count}`, [trigger, ...rest], chain(...names));
	const saved = await importWorkflow(client, file);
	await publish(client, saved);
	const url = `${server.url}/webhook/next-matter-${count}/next-matter`;
	await eventually('the webhook is registered', async () => {
		const { status } = await send(url, { method: 'PUT' });
		return status === 404 ? undefined : status;
	});
	return {
		saved,
		url,
		call: async (body, init = {}) =>
			await send(url, {
				method: 'POST',
				body: JSON.stringify(body),
				...init,
				headers: { 'content-type': 'application/json', ...init.headers },
			}),
	};
}

const json = async (response: Response) => (await response.json()) as IDataObject;
const executionCount = async ({ id }: Saved) =>
	(await world().client.api<{ data: unknown[] }>(`/executions?workflowId=${id}`)).data.length;

test('a call starts a published workflow with the instance, and is answered at once', async () => {
	const { client, standIn } = world();
	const { id } = standIn.createInstance({ name: 'Laptops' });
	const { saved, call } = await publishTrigger({}, setFields('Look', { id: '={{ $json.id }}' }));

	const answer = await call({ instance_id: String(id), event: 'approved', name: 'Forged' });

	expect(answer.status).toBe(200);
	const [execution] = await finishedRuns(client, saved, 1);
	// n8n 2.0 answers before it has an ID for the execution.
	expect(await json(answer)).toEqual({ ok: true, execution_id: IS_2_0 ? null : execution.id });
	expect(outputOf(execution, TRIGGER)).toEqual([
		expect.objectContaining({
			id,
			name: 'Laptops',
			active_step_ids: [REQUEST_STEP_ID],
			event: 'approved',
			call: { instance_id: String(id), event: 'approved', name: 'Forged' },
		}),
	]);
	expect(outputOf(execution, 'Look')).toEqual([{ id: String(id) }]);
});

test('a caller that waits gets the result, or is told that the workflow has failed', async () => {
	const { client, standIn } = world();
	const answerNode = setFields('Answer', {
		ok: '={{ true }}',
		execution_id: '={{ $execution.id }}',
	});
	const good = await publishTrigger({ responseMode: 'lastNode' }, answerNode);
	const { id } = standIn.createInstance();
	const answer = await good.call({ instance_id: id, event: 'approved' });
	const [execution] = await finishedRuns(client, good.saved, 1);
	expect(await json(answer)).toMatchObject({ execution_id: execution.id });

	const stop = node({
		name: 'Stop',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: 'Not today' },
	});
	const bad = await publishTrigger({ responseMode: 'lastNode' }, stop);
	const failed = await bad.call({ instance_id: id, event: 'approved' });
	expect(failed.status).toBe(500);
	const nothing = node({
		name: 'Nothing',
		type: 'n8n-nodes-base.limit',
		typeVersion: 1,
		parameters: { maxItems: 0 },
	});
	const empty = await publishTrigger({ responseMode: 'lastNode' }, nothing);
	expect((await empty.call({ instance_id: id, event: 'approved' })).status).toBe(500);
	// It failed, so this is no repetition.
	expect((await bad.call({ instance_id: id, event: 'approved' })).status).toBe(500);
	expect(await finishedRuns(client, bad.saved, 2)).toHaveLength(2);
});

test('a call that should not start anything is told why', async () => {
	const { standIn } = world();
	const { id } = standIn.createInstance();
	const { saved, call, url } = await publishTrigger({ authentication: 'secretHeader' });
	const body = { instance_id: id, event: 'approved' };
	const signed = { headers: { 'x-next-matter-secret': SECRET } };
	const withBody = (text: string, type = 'application/json') => ({
		body: text,
		headers: { ...signed.headers, 'content-type': type },
	});

	const answers = [
		await call(body),
		await call(body, { headers: { 'x-next-matter-secret': 'wrong' } }),
		await call({ ...body, instance_id: '{{instance_id}}' }, signed),
		await call({ ...body, instance_id: 999_999 }, signed),
		await call(body, withBody('instance_id=1', 'application/x-www-form-urlencoded')),
		await call(body, withBody('{"instance_id":')),
		await call({ ...body, note: 'x'.repeat(70_000) }, signed),
		await send(url),
		await send(url, { method: 'DELETE' }),
	];

	expect(answers.map(({ status }) => status)).toEqual([
		401, 401, 400, 404, 415, 422, 413, 405, 405,
	]);
	expect(await json(answers[0])).toEqual({
		ok: false,
		error: expect.any(String),
		hint: expect.any(String),
	});
	expect(answers[7].headers.get('allow')).toBe('POST');
	expect(await executionCount(saved)).toBe(0);
	expect((await call(body, signed)).status).toBe(200);
});

test('only callers of the list are let in, by the address that a reverse proxy tells', async () => {
	const { id } = world().standIn.createInstance();
	const options = { ipWhitelist: '203.0.113.0/24' };
	const { call } = await publishTrigger({ options });
	const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
	const body = { instance_id: id, event: 'approved' };

	expect((await call(body, from('198.51.100.7'))).status).toBe(403);
	// What a caller adds in front is not what the proxy has seen.
	expect((await call(body, from('203.0.113.7, 198.51.100.7'))).status).toBe(403);
	expect((await call(body)).status).toBe(403);
	expect((await call(body, from('203.0.113.7'))).status).toBe(200);
});

test('a repeated call starts nothing, whether it comes at once or later', async () => {
	const { client, standIn } = world();
	const { id } = standIn.createInstance();
	const { saved, call } = await publishTrigger({});
	const body = { instance_id: id, event: 'approved' };

	const answers = await Promise.all([1, 2, 3].map(async () => await json(await call(body))));
	answers.push(await json(await call(body)));

	expect(answers.filter(({ repeated }) => repeated)).toHaveLength(3);
	expect(await json(await call({ ...body, call_id: 'second round' }))).not.toHaveProperty(
		'repeated',
	);
	expect(await finishedRuns(client, saved, 2)).toHaveLength(2);
	const { staticData } = await client.rest<{ staticData: unknown }>(
		'GET',
		`/workflows/${saved.id}`,
	);
	expect(JSON.stringify(staticData)).toContain('approved');
	expect(JSON.stringify(staticData)).toContain('second round');
});
