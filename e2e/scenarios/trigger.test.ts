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
	finishedRuns,
	allExecutions,
	importWorkflow,
	outputOf,
	publish,
	type Saved,
} from '../n8n/workflows';
import { eventually } from '../waiting';
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
	await eventually(
		`${count} polls end`,
		() => {
			// One that is under way now does not count.
			return standIn.log.slice(from).filter(last).length > count || undefined;
		},
		60_000,
	);
}

/** What the trigger has put out in all executions, which must all have gone well. */
async function told(saved: Saved): Promise<unknown[][]> {
	const { client } = world();
	const begun = await allExecutions(client, saved);
	const executions = await finishedRuns(client, saved, begun.length);
	expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
	const items = executions.flatMap((execution) => outputOf(execution, TRIGGER));
	return items.map(({ event, id }: IDataObject) => [event, id]).sort(inOrder);
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
	expect(await told(saved)).toEqual([]);

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
	expect(await told(saved)).toEqual(first);

	await restart(async () => await stop(started));
	await polls(2);
	const next = [...first, ['instanceStopped', started]].sort(inOrder);
	expect(await told(saved)).toEqual(next);

	const later = standIn.createInstance().id;
	await polls(2);
	expect(await told(saved)).toEqual([...next, ['instanceStarted', later]].sort(inOrder));

	await unpublish(saved);
	standIn.createInstance();
	await publish(world().client, saved);
	await polls(2);
	expect(await told(saved)).toEqual([...next, ['instanceStarted', later]].sort(inOrder));
}, 240_000);

test('Next Matter may be down while n8n starts: the polls go on, and what happened is told', async () => {
	const { client, credential, standIn, restart } = world();
	const saved = await importTrigger(credential);
	await publish(client, saved);
	await polls(1);
	const down = { status: 503, body: { detail: 'Down' } };

	await restart(async () => standIn.faults.add({ kind: down, match: {}, times: 10_000 }));
	const { id } = standIn.createInstance();
	await eventually(
		'a poll fails later on',
		async () => {
			const executions = await allExecutions(client, saved);
			return executions.some(({ status }) => status === 'error') || undefined;
		},
		60_000,
	);
	standIn.faults.clear();
	await polls(2);

	const runs = await finishedRuns(client, saved, 2);
	const items = runs.flatMap((run) => (run.status === 'success' ? outputOf(run, TRIGGER) : []));
	expect(items.map(({ event, id: instance }) => [event, instance])).toEqual([
		['instanceStarted', id],
	]);
}, 240_000);

test('a key that Next Matter refuses keeps the workflow from being published, and n8n says why', async () => {
	const { client, standIn } = world();
	const data = { apiKey: standIn.keys.revoked, baseUrl: standIn.baseUrl };
	const saved = await importTrigger(await createCredential(client, 'Revoked', data));

	const why = await refusalToPublish(saved);

	expect(why).toMatch(/API key/);
	expect(why).not.toContain(standIn.keys.revoked);
	expect(await told(saved)).toEqual([]);
}, 240_000);

interface PublicationStatus {
	readonly status: string;
	readonly triggers: ReadonlyArray<{ readonly errorMessage: string | null }>;
}

/** What n8n does with a workflow in the background; 2.0 does it at once instead. */
async function publication({ id }: Saved): Promise<PublicationStatus> {
	return await world().client.rest('GET', `/workflows/${id}/publication-status`);
}

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
			const { status, triggers } = await publication(saved);
			return status === 'failed' ? triggers[0].errorMessage : undefined;
		},
		90_000,
	);
}

async function unpublish(saved: Saved): Promise<void> {
	await world().client.rest('POST', `/workflows/${saved.id}/deactivate`, {});
	if (IS_2_0) return;
	await eventually('the trigger is gone', async () => {
		return (await publication(saved)).status === 'not_published' || undefined;
	});
}
