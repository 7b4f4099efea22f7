/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tells what it measures; it never ships */
import type { IDataObject } from 'n8n-workflow';
import { usageOfTree } from '../../bench/n8n/processTree';
import { postJson } from '../http';
import { finishedRuns, importWorkflow, outputOf, publish } from '../n8n/workflows';
import { eventually } from '../waiting';
import { chain, node, workflow } from './build';
import { asked, askPeople, asleep, decide, shuffled } from './review';
import { useWorld } from './useWorld';

const world = useWorld();
const COUNT = 200;

/** What n8n holds in memory, in MB. */
const memoryOf = (pid: number) => Math.round(usageOfTree(pid).rss / 2 ** 20);

test('200 executions asleep get each its own answer, none twice, over a restart half-way', async () => {
	const { client, credential, restart, server, standIn } = world();
	const webhook = node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: 'many',
		parameters: { httpMethod: 'POST', path: 'many', responseMode: 'onReceived', options: {} },
	});
	const after = node({ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1 });
	const saved = await importWorkflow(
		client,
		workflow(
			'Many',
			[webhook, askPeople(credential), after],
			chain('Webhook', 'Next Matter', 'After'),
		),
	);
	await publish(client, saved);
	const before = memoryOf(server.pid);
	for (let count = 0; count < COUNT; count += 1) {
		await eventually('the webhook answers', async () => {
			const { status } = await postJson(`${server.url}/webhook/many`, { question: `${count}` });
			return status === 404 ? undefined : status;
		});
	}
	const ids = shuffled(await asked(standIn, COUNT));
	await asleep(client, saved, COUNT);
	const asleepMb = memoryOf(server.pid);
	process.stdout.write(`n8n took ${before} MB before, and ${asleepMb} MB with ${COUNT} asleep\n`);
	expect(ids).toHaveLength(COUNT);

	const wake = async (some: readonly number[]) => {
		for (let from = 0; from < some.length; from += 20) {
			for (const id of some.slice(from, from + 20)) {
				await decide(standIn, id, id % 3 === 0 ? 'Decline' : 'Approve', `Answer ${id}`);
			}
			await standIn.integrations.settled();
		}
	};
	standIn.integrations.manner = { times: 2 };
	await wake(ids.slice(0, COUNT / 2));
	await finishedRuns(client, saved, COUNT / 2);
	await restart();
	await wake(ids.slice(COUNT / 2));

	const runs = await finishedRuns(client, saved, COUNT);
	expect(runs).toHaveLength(COUNT);
	expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
	const answers = runs
		.flatMap((run) => outputOf(run, 'After'))
		.map(({ data }) => data as IDataObject);
	expect(new Set(answers.map((one) => one.instance_id)).size).toBe(COUNT);
	expect(answers).toHaveLength(COUNT);
	for (const { instance_id: id, comment, approved } of answers) {
		expect({ comment, approved }).toEqual({
			comment: `Answer ${String(id)}`,
			approved: Number(id) % 3 !== 0,
		});
	}
}, 600_000);
