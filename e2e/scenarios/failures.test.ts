import type { IDataObject, INode } from 'n8n-workflow';
import { ORDER_STEP_ID, REQUEST_STEP_ID } from '../../test/standIn';
import { TestClient } from '../../test/standIn/testClient';
import { completedSteps } from '../journal';
import {
	finished,
	importWorkflow,
	outputOf,
	runManually,
	startManually,
	type Saved,
} from '../n8n/workflows';
import { eventually, sleep } from '../waiting';
import { chain, manualTrigger, nextMatter, pinned, setFields, workflow } from './build';
import { useWorld } from './useWorld';

const world = useWorld();

async function importChain(items: IDataObject[], settings: Partial<INode> = {}): Promise<Saved> {
	const { client, credential } = world();
	const nodes = [
		manualTrigger,
		nextMatter(credential, settings),
		setFields('After', { ok: 'yes' }),
	];
	const links = chain('Start', 'Next Matter', 'After');
	return await importWorkflow(
		client,
		workflow(expect.getState().currentTestName ?? '', nodes, links, pinned('Start', items)),
	);
}

test('a refused item stops the workflow with a sentence that names the item', async () => {
	const { client, standIn } = world();
	const { id } = standIn.createInstance();
	const saved = await importChain([{ instanceId: id }, { instanceId: 'PO-1' }]);

	const execution = await runManually(client, saved, 'Start');

	expect(execution.status).toBe('error');
	const { error, lastNodeExecuted } = execution.data.resultData;
	expect(lastNodeExecuted).toBe('Next Matter');
	expect(error?.message).toMatch(/PO-1|item 1/i);
	// All items are read before the first one is sent.
	expect(standIn.log).toEqual([]);
});

test('refused items leave by the error output with their own values', async () => {
	const { client, credential, standIn } = world();
	const good = standIn.createInstance().id;
	const done = standIn.createInstance({ startAtStepId: ORDER_STEP_ID }).id;
	const nodes = [
		manualTrigger,
		nextMatter(credential, { onError: 'continueErrorOutput' }),
		setFields('Good', { id: '={{ $json.id }}' }),
		setFields('Bad', {
			note: '={{ $json.note }}',
			certainty: '={{ $json.details.certainty }}',
			linked: "={{ $('Start').item.json.note }}",
		}),
	];
	const items = [
		{ instanceId: 'x', note: 'not an ID' },
		{ instanceId: good, note: 'good' },
		{ instanceId: done, note: 'not active' },
	];
	const saved = await importWorkflow(
		client,
		workflow(
			'Error output',
			nodes,
			[...chain('Start', 'Next Matter', 'Good'), ['Next Matter', 'Bad', 1]],
			pinned('Start', items),
		),
	);

	const execution = await runManually(client, saved, 'Start');

	expect(execution.status).toBe('success');
	expect(outputOf(execution, 'Good')).toEqual([{ id: String(good) }]);
	expect(outputOf(execution, 'Bad')).toEqual([
		{ note: 'not an ID', certainty: 'not-sent', linked: 'not an ID' },
		{ note: 'not active', certainty: 'rejected', linked: 'not active' },
	]);
	expect(completedSteps(standIn)).toEqual([`${good}/${REQUEST_STEP_ID}`]);
});

test('Retry On Fail runs the node again without completing anything twice', async () => {
	const { client, standIn } = world();
	const ids = [standIn.createInstance().id, standIn.createInstance().id];
	// Refused twice, then taken; the first instance is done by then.
	const refusal = { status: 400, body: { detail: 'Not now' } };
	standIn.faults.add({
		kind: refusal,
		match: { method: 'POST', instanceId: ids[1] },
		times: 2,
	});
	const saved = await importChain(
		ids.map((instanceId) => ({ instanceId })),
		{ retryOnFail: true, maxTries: 4, waitBetweenTries: 100 },
	);

	const execution = await runManually(client, saved, 'Start');

	expect(execution.status).toBe('success');
	expect(outputOf(execution, 'Next Matter').map(({ id }) => id)).toEqual(ids);
	expect(standIn.faults.remaining).toBe(0);
	expect(completedSteps(standIn)).toEqual(ids.map((id) => `${id}/${REQUEST_STEP_ID}`));
	const posts = standIn.log.filter(({ method }) => method === 'POST');
	expect(posts.map(({ instanceId }) => instanceId).sort()).toEqual([
		ids[0],
		ids[1],
		ids[1],
		ids[1],
	]);
});

test('a workflow that is stopped in the middle sends nothing more', async () => {
	const { client, standIn } = world();
	const count = 40;
	const ids = Array.from({ length: count }, () => standIn.createInstance().id);
	standIn.faults.random({ seed: 1, rate: 1, kinds: [{ delay: 400, when: 'after' }] });
	const saved = await importChain(ids.map((instanceId) => ({ instanceId })));

	const executionId = await startManually(client, saved, 'Start');
	await eventually('some steps are completed', () =>
		completedSteps(standIn).length >= 2 ? true : undefined,
	);
	await client.rest('POST', `/executions/${executionId}/stop`);
	// What was on its way already arrives before these requests do.
	for (const id of ids.slice(-2)) await new TestClient(standIn).read(id);
	const { length } = standIn.log;

	const execution = await finished(client, executionId);
	expect(execution.status).toBe('canceled');
	// As long as some requests that are not given up would take.
	await sleep(2500);
	expect(standIn.log.slice(length)).toEqual([]);
	const completed = completedSteps(standIn);
	expect(new Set(completed).size).toBe(completed.length);
	expect(completed.length).toBeLessThan(count);
	expect(outputOf(execution, 'After')).toEqual([]);
});
