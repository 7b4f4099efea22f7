import type { IDataObject } from 'n8n-workflow';
import { postJson, send } from '../http';
import { CREDENTIAL_TYPE } from '../n8n/credentials';
import { importWorkflow, publish } from '../n8n/workflows';
import { openQueueWorld, type QueueWorld } from '../queue/world';
import { SCOPED_NAME } from '../registry';
import { eventually } from '../waiting';
import { chain, node, setFields, workflow } from './build';

let world: QueueWorld;
/** Of all that receive webhooks: the main process and two beside it. */
let urls: string[];

beforeAll(async () => {
	world = await openQueueWorld(1, 2);
	const { server, webhookProcesses } = world;
	urls = [server, ...webhookProcesses].map(({ url }) => url);
});

afterAll(async () => await world?.close());

interface Published {
	/** @param place of the process in `urls` that is called */
	call(place: number, body: IDataObject): Promise<IDataObject>;
}

async function publishTrigger(path: string, parameters: IDataObject): Promise<Published> {
	const answer = setFields('Answer', { ok: '={{ true }}', execution_id: '={{ $execution.id }}' });
	const { id, name } = world.credential;
	const trigger = {
		...node({
			name: 'Trigger',
			type: `${SCOPED_NAME}.nextMatterWebhookTrigger`,
			typeVersion: 1,
			webhookId: path,
		}),
		parameters: parameters as typeof answer.parameters,
		credentials: { [CREDENTIAL_TYPE]: { id, name } },
	};
	const file = workflow(path, [trigger, answer], chain('Trigger', answer.name));
	await publish(world.client, await importWorkflow(world.client, file));
	const at = (place: number) => `${urls[place]}/webhook/${path}/next-matter`;
	for (const place of urls.keys()) {
		await eventually('the process knows the webhook', async () => {
			const { status } = await send(at(place), { method: 'PUT' });
			return status === 405 || undefined;
		});
	}
	return {
		async call(place, body) {
			return (await (await postJson(at(place), body)).json()) as IDataObject;
		},
	};
}

/** How many executions the worker has run in the end. */
async function executions(expected: number, work: () => Promise<unknown>): Promise<void> {
	const ended = () => world.workers.reduce((sum, worker) => sum + worker.ended.size, 0);
	const before = ended();
	await work();
	await eventually('the worker is done', () => ended() - before >= expected || undefined);
	expect(ended() - before).toBe(expected);
}

test('a call is known to the other processes as soon as it was answered', async () => {
	const { call } = await publishTrigger('at-once', {});
	const { id } = world.standIn.createInstance();
	await executions(urls.length, async () => {
		for (const place of urls.keys()) {
			const body = { instance_id: id, event: `first to ${place}` };
			expect(await call(place, body)).toMatchObject({ ok: true });
			for (const other of urls.keys()) {
				expect(await call(other, body)).toMatchObject({ ok: true, repeated: true });
			}
		}
	});
});

test('with a caller that waits, a process knows the calls that it took itself', async () => {
	const { call } = await publishTrigger('when-finished', { responseMode: 'lastNode' });
	const { id } = world.standIn.createInstance();
	const body = { instance_id: id, event: 'approved' };
	await executions(2, async () => {
		for (const place of [1, 2]) {
			expect(await call(place, body)).toHaveProperty('execution_id');
			expect(await call(place, body)).toMatchObject({ ok: true, repeated: true });
		}
	});
});
