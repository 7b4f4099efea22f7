import type { IDataObject } from 'n8n-workflow';
import {
	DECISION_STEP_ID,
	FIELD_IDS,
	ORDER_NUMBER_FIELD_ID,
	ORDER_STEP_ID,
	PURCHASE_WORKFLOW_ID,
	REQUEST_STEP_ID,
} from '../../test/standIn';
import { TestClient } from '../../test/standIn/testClient';
import { createCredential, CREDENTIAL_TYPE, type SavedCredential } from '../n8n/credentials';
import { N8nRefusal } from '../n8n/client';
import {
	allExecutions,
	endedRuns,
	importWorkflow,
	outputOf,
	publicationOf,
	publish,
	unpublish,
	type Execution,
	type Saved,
} from '../n8n/workflows';
import { eventually, sleep } from '../waiting';
import { IS_2_0 } from '../world';
import { chain, EVERY_FIVE_SECONDS, node, setFields, workflow } from './build';
import { useWorld } from './useWorld';

const world = useWorld();

const TRIGGER = 'Next Matter Trigger';
const EVENTS = ['instanceStarted', 'instanceCompleted', 'instanceStopped', 'stepActive'];

async function importTrigger({ id, name }: SavedCredential): Promise<Saved> {
	const trigger = node({
		name: TRIGGER,
		type: 'n8n-nodes-nextmatter.nextMatterTrigger',
		typeVersion: 1,
		credentials: { [CREDENTIAL_TYPE]: { id, name } },
		parameters: {
			pollTimes: { item: EVERY_FIVE_SECONDS },
			workflowId: { __rl: true, mode: 'id', value: String(PURCHASE_WORKFLOW_ID) },
			events: EVENTS,
			steps: [String(DECISION_STEP_ID)],
		},
	});
	const look = setFields('Look', { id: '={{ $json.id }}' });
	const file = workflow(`Polled with ${name}`, [trigger, look], chain(TRIGGER, 'Look'));
	return await importWorkflow(world().client, file);
}

/** Waits for that many polls that begin and end from now on. The first one of all takes the baseline. */
async function polls(count: number): Promise<void> {
	const { standIn } = world();
	const from = standIn.log.length;
	const last = ({ query, status }: (typeof standIn.log)[number]) =>
		'last_updated_time_after' in query && status === 200;
	await eventually(`${count} polls end`, () => {
		// One that is under way now does not count.
		return standIn.log.slice(from).filter(last).length > count || undefined;
	});
}

/** Waits until n8n has asked for nothing for a while, so that no poll is under way that was begun before. */
async function quiet(): Promise<void> {
	const { standIn } = world();
	let length: number | undefined;
	await eventually('no poll is under way', async () => {
		const before = length;
		length = standIn.log.length;
		if (before === length) return true;
		await sleep(3000);
		return undefined;
	});
}

const itemsOf = (executions: readonly Execution[]) =>
	executions.flatMap((execution) => outputOf(execution, TRIGGER));

/** What the trigger has put out in all executions, when it is as much as it must be; they must all have gone well. */
async function told(saved: Saved, count: number): Promise<unknown[][]> {
	const executions = await eventually(`${count} events are told`, async () => {
		const ended = await endedRuns(world().client, saved);
		return itemsOf(ended).length >= count ? ended : undefined;
	});
	expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
	return itemsOf(executions)
		.map(({ event, id }: IDataObject) => [event, id])
		.sort(inOrder);
}

const inOrder = (one: unknown[], other: unknown[]) => (String(one) < String(other) ? -1 : 1);

test('each event starts the workflow once, also over a restart of n8n', async () => {
	const { credential, standIn, restart } = world();
	const api = new TestClient(standIn);
	const stop = async (id: number) =>
		await api.sendJson('POST', '/instances/bulk/abort', { ids: [id] });
	const [stopped, moved] = [standIn.createInstance().id, standIn.createInstance().id];
	const completed = standIn.createInstance({ startAtStepId: ORDER_STEP_ID }).id;
	await stop(standIn.createInstance().id);
	const saved = await importTrigger(credential);
	await publish(world().client, saved);
	await polls(1);
	expect(await told(saved, 0)).toEqual([]);

	const started = standIn.createInstance().id;
	await api.answerField(moved, REQUEST_STEP_ID, FIELD_IDS.text, { inputValue: 'A laptop' });
	await api.answerField(completed, ORDER_STEP_ID, ORDER_NUMBER_FIELD_ID, { inputValue: 'PO-1' });
	await stop(stopped);
	await polls(2);

	const first = [
		['instanceCompleted', completed],
		['instanceStarted', started],
		['instanceStopped', stopped],
		['stepActive', moved],
	];
	expect(await told(saved, first.length)).toEqual(first);

	await restart(async () => await stop(started));
	await polls(2);
	const next = [...first, ['instanceStopped', started]].sort(inOrder);
	expect(await told(saved, next.length)).toEqual(next);

	const later = standIn.createInstance().id;
	await polls(2);
	const last = [...next, ['instanceStarted', later]].sort(inOrder);
	expect(await told(saved, last.length)).toEqual(last);

	await unpublish(world().client, saved);
	await quiet();
	standIn.createInstance();
	await publish(world().client, saved);
	await polls(2);
	expect(await told(saved, last.length)).toEqual(last);
});

test('Next Matter may be down while n8n starts: the polls go on, and what happened is told', async () => {
	const { client, credential, standIn, restart } = world();
	const saved = await importTrigger(credential);
	await publish(client, saved);
	await polls(1);
	const down = { status: 503, body: { detail: 'Down' } };

	await restart(async () => standIn.faults.add({ kind: down, match: {}, times: 10_000 }));
	const { id } = standIn.createInstance();
	await eventually('a poll fails later on', async () => {
		const executions = await allExecutions(client, saved);
		return executions.some(({ status }) => status === 'error') || undefined;
	});
	standIn.faults.clear();
	await polls(2);

	const items = await eventually('it is told', async () => {
		const ended = await endedRuns(client, saved);
		const found = itemsOf(ended.filter(({ status }) => status === 'success'));
		return found.length > 0 ? found : undefined;
	});
	expect(items.map(({ event, id: instance }) => [event, instance])).toEqual([
		['instanceStarted', id],
	]);
});

test('a key that Next Matter refuses keeps the workflow from being published, and n8n says why', async () => {
	const { client, standIn } = world();
	const data = { apiKey: standIn.keys.revoked, baseUrl: standIn.baseUrl };
	const saved = await importTrigger(await createCredential(client, 'Revoked', data));

	const why = await refusalToPublish(saved);

	expect(why).toMatch(/API key/);
	expect(why).not.toContain(standIn.keys.revoked);
	expect(await told(saved, 0)).toEqual([]);
});

async function refusalToPublish(saved: Saved): Promise<unknown> {
	const { id, versionId } = saved;
	const publishing = world().client.rest('POST', `/workflows/${id}/activate`, { versionId });
	if (IS_2_0) {
		const error: unknown = await publishing.catch((reason: unknown) => reason);
		return error instanceof N8nRefusal ? error.body : error;
	}
	await publishing;
	// n8n tries again some times before it gives up.
	return await eventually(
		'n8n gives up',
		async () => {
			const { status, triggers } = await publicationOf(world().client, saved);
			return status === 'failed' ? triggers[0].errorMessage : undefined;
		},
		300_000,
	);
}
