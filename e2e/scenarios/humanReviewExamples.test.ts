import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../test/engine';
import { QUESTION_FIELD_ID, REVIEW_WORKFLOW_ID } from '../../test/standIn';
import { withCredential } from '../n8n/credentials';
import { finished, importWorkflow, outputOf, startManually } from '../n8n/workflows';
import { readExample } from '../playground/samples';
import { eventually } from '../waiting';
import { asked, decide, textIn } from './review';
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
	for (const option of ['Approve', 'Decline'] as const) {
		const [id] = await asked(standIn, 1);
		questions.push(textIn(standIn, id, QUESTION_FIELD_ID));
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
	const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
	const executionId = await start('escalate-after-time-limit.json', (node) =>
		node.name === 'Ask for Approval'
			? { ...node, parameters: { ...node.parameters, options: { limitWaitTime: { values } } } }
			: node,
	);
	const [first] = await asked(standIn, 1);
	const second = await eventually(
		'somebody else is asked',
		async () =>
			(await asked(standIn, 1)).find((id) => id !== first && standIn.getInstance(id)?.priority),
		150_000,
	);
	expect(standIn.getInstance(first)?.abortedTime).not.toBeNull();
	await decide(standIn, second, 'Approve');
	await standIn.integrations.settled();
	const execution = await finished(client, executionId);
	expect(outputOf(execution, 'Continue Here').map(({ data }) => data as IDataObject)).toEqual([
		expect.objectContaining({ approved: true, instance_id: second }),
	]);
	expect(standIn.listInstances(REVIEW_WORKFLOW_ID)).toHaveLength(2);
});
