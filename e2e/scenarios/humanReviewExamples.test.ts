import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import {
	CALL_STEP_ID,
	QUESTION_FIELD_ID,
	RESUME_URL_FIELD_ID,
	REVIEW_WORKFLOW_ID,
} from '../../test/standIn';
import { postJson } from '../http';
import { callTool, lastToolAnswer, onlyTool, say, startModel, type ScriptedModel } from '../model';
import { createModelCredential, MODEL_CREDENTIAL_TYPE, withCredential } from '../n8n/credentials';
import {
	finished,
	importWorkflow,
	outputOf,
	publish,
	startManually,
	type Execution,
} from '../n8n/workflows';
import { readExample } from '../playground/samples';
import { eventually } from '../waiting';
import { IS_2_0 } from '../world';
import { chain, manualTrigger, workflow } from './build';
import { asked, askPeople, asleep, decide, SOON, sleeps, textIn } from './review';
import { useWorld } from './useWorld';

const world = useWorld();

async function start(file: string, change: (node: INode) => INode = (node) => node) {
	const { client, credential } = world();
	const example = withCredential(readExample(`human-review/${file}`), credential);
	const changed: WorkflowFile = { ...example, nodes: example.nodes.map(change) };
	return await startManually(client, await importWorkflow(client, changed), 'Sample Items');
}

test('invoices above the limit are approved by people, one after another', async () => {
	const { client, standIn } = world();
	const executionId = await start('invoice-approval-above-limit.json');
	const questions: string[] = [];
	const urls: string[] = [];
	for (const option of ['Approve', 'Decline'] as const) {
		const [id] = await asked(standIn, 1);
		questions.push(textIn(standIn, id, QUESTION_FIELD_ID));
		// The question that was answered before has a URL of its own, which wakes nothing any more.
		for (const url of urls) {
			await sleeps(client, executionId);
			expect(await (await postJson(url)).json()).toMatchObject({ ok: true, resumed: false });
		}
		urls.push(textIn(standIn, id, RESUME_URL_FIELD_ID));
		await decide(standIn, id, option, 'Because');
		await eventually('the execution is woken', async () => {
			await standIn.integrations.settled();
			const { length } = standIn.integrations.calls.filter(({ status }) => status === 200);
			if (length >= questions.length) return true;
			await standIn.integrations.callAgain(id);
			return undefined;
		});
	}
	const execution = await finished(client, executionId);
	expect(execution.status).toBe('success');
	expect(questions).toEqual([
		'Contoso wants 4200 EUR for laptops. Shall we pay?',
		'Fabrikam wants 2600 EUR for a stand at the fair. Shall we pay?',
	]);
	expect(outputOf(execution, 'Pay')).toHaveLength(2);
	expect(outputOf(execution, 'Tell the Supplier Why')).toEqual([
		{ data: expect.objectContaining({ outcome: 'declined', comment: 'Because' }) },
	]);
});

test('somebody else is asked when nobody decides in time', async () => {
	const { client, standIn } = world();
	const executionId = await start('escalate-after-time-limit.json', (node) =>
		node.name === 'Ask for Approval'
			? { ...node, parameters: { ...node.parameters, options: SOON } }
			: node,
	);
	const [first] = await asked(standIn, 1);
	const second = await eventually(
		'somebody else is asked',
		async () =>
			(await asked(standIn, 1)).find((id) => id !== first && standIn.getInstance(id)?.priority),
		300_000,
	);
	expect(standIn.getInstance(first)?.abortedTime).not.toBeNull();
	// A call before that would be refused, and Next Matter makes only one.
	await sleeps(client, executionId);
	await decide(standIn, second, 'Approve');
	await standIn.integrations.settled();
	const execution = await finished(client, executionId);
	expect(outputOf(execution, 'Continue Here').map(({ data }) => data as IDataObject)).toEqual([
		expect.objectContaining({ approved: true, instance_id: second }),
	]);
	expect(standIn.listInstances(REVIEW_WORKFLOW_ID)).toHaveLength(2);
});

test('where Next Matter cannot call n8n, the trigger wakes the execution', async () => {
	const { client, credential, standIn } = world();
	// A workflow without the integration step: it ends when people have decided.
	standIn.integrations.manner = { times: 0 };
	const file = readExample('triggers/wake-sleeping-executions.json');
	const waker = await importWorkflow(client, withCredential(file, credential));
	await publish(client, waker);
	const asking = workflow(
		'Ask',
		[manualTrigger, askPeople(credential)],
		chain('Start', 'Next Matter'),
	);
	const saved = await importWorkflow(client, asking);
	const executionIds = [
		await startManually(client, saved, 'Start'),
		await startManually(client, saved, 'Start'),
	];
	const [declined, stopped] = await asked(standIn, 2);
	await asleep(client, saved, 2);
	await decide(standIn, declined, 'Decline', 'Too dear');
	standIn.completeAsPerson(declined, CALL_STEP_ID, {});
	standIn.stopAsPerson(stopped);

	const outcomes = [];
	for (const executionId of executionIds) {
		const execution = await finished(client, executionId);
		outcomes.push(...outputOf(execution, 'Next Matter').map(({ data }) => data));
	}
	expect(outcomes).toHaveLength(2);
	expect(outcomes).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ outcome: 'declined', comment: 'Too dear', instance_id: declined }),
			expect.objectContaining({ outcome: 'stopped', approved: false, instance_id: stopped }),
		]),
	);
	expect(standIn.integrations.calls).toEqual([]);
});

if (!IS_2_0)
	describe('an agent asks people before it refunds', () => {
		let model: ScriptedModel;
		beforeAll(async () => void (model = await startModel()));
		afterAll(async () => await model?.stop());

		/** Imports the example, and runs it until it sleeps. @param options of the node that asks */
		async function askFor(options?: INode['parameters']) {
			const { client, standIn } = world();
			const { id, name } = await createModelCredential(client, 'Script', model.baseUrl);
			model.play([
				(request) =>
					callTool(onlyTool(request).function.name, {
						toolParameters: { input: '4711' },
						hitlParameters: {},
					}),
				(request) => say(`The answer was: ${lastToolAnswer(request)}`),
			]);
			const executionId = await start('agent-with-guarded-refund.json', (node) =>
				node.name === 'Chat Model'
					? { ...node, credentials: { [MODEL_CREDENTIAL_TYPE]: { id, name } } }
					: node.name === 'Ask People' && options
						? { ...node, parameters: { ...node.parameters, options } }
						: node,
			);
			const [instanceId] = await asked(standIn, 1);
			await sleeps(client, executionId);
			expect(await runsOfRefund(executionId)).toBe(0);
			return { executionId, instanceId };
		}

		async function runsOfRefund(executionId: string): Promise<number> {
			const { data } = await world().client.api<Execution>(
				`/executions/${executionId}?includeData=true`,
			);
			return data.resultData.runData.Refund?.length ?? 0;
		}

		/** @returns what the agent said in the end */
		async function end(executionId: string): Promise<string> {
			const execution = await finished(world().client, executionId);
			expect(model.slips()).toEqual([]);
			expect(execution.status).toBe('success');
			return String(outputOf(execution, 'AI Agent')[0]?.output);
		}

		test('approved, the order is refunded, and not before', async () => {
			const { standIn } = world();
			const { executionId, instanceId } = await askFor();
			expect(textIn(standIn, instanceId, QUESTION_FIELD_ID)).toMatch(/Refund[^]*4711/);
			await decide(standIn, instanceId, 'Approve');
			await standIn.integrations.settled();
			expect(await end(executionId)).toContain('Order 4711 was refunded');
			expect(await runsOfRefund(executionId)).toBe(1);
		});

		test('declined, the agent is told why and goes on', async () => {
			const { standIn } = world();
			const { executionId, instanceId } = await askFor();
			await decide(standIn, instanceId, 'Decline', 'Send a new lamp instead');
			await standIn.integrations.settled();
			expect(await end(executionId)).toContain('Send a new lamp instead');
			expect(await runsOfRefund(executionId)).toBe(0);
		});

		test('when nobody decides in time, the agent is told that', async () => {
			const { executionId } = await askFor(SOON);
			expect(await end(executionId)).toContain('nobody decided in time');
			expect(await runsOfRefund(executionId)).toBe(0);
		});
	});
