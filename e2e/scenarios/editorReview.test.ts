import {
	APPROVAL_FIELD_ID,
	QUESTION_FIELD_ID,
	REVIEW_STEP_ID,
	REVIEW_WORKFLOW_ID,
} from '../../test/standIn';
import { openBrowser, type BrowserSession } from '../browser';
import { Editor } from '../editor';
import { settle } from '../editor/settle';
import { LARGEST, takeScreenshot } from '../editor/screenshots';
import { OWNER } from '../n8n/client';
import { importWorkflow, startManually } from '../n8n/workflows';
import { readExample } from '../playground/samples';
import { createModelCredential, MODEL_CREDENTIAL_TYPE, withCredential } from '../n8n/credentials';
import { soon } from '../waiting';
import { IS_2_0 } from '../world';
import { manualTrigger, nextMatter, workflow, chain } from './build';
import { asked, askPeople, asleep, decide, textIn } from './review';
import { useWorld } from './useWorld';

let browser: BrowserSession;
let editor: Editor;
// Before the world closes, which looks for what goes on running.
afterAll(async () => await browser?.close());
const world = useWorld();

beforeAll(async () => {
	browser = await openBrowser();
	editor = new Editor(browser.page, world().server.url);
	await editor.signIn(OWNER);
	// Some versions of n8n stumble over their own settings there, long before they see our node.
	browser.pageErrors.length = 0;
});
afterEach(() => expect(browser.pageErrors).toEqual([]));

async function picture(name: string): Promise<void> {
	expect(await takeScreenshot(browser.page, name)).toBeLessThanOrEqual(LARGEST);
}

test('an execution that sleeps is listed as waiting', async () => {
	const { client, credential, server } = world();
	const asking = askPeople(credential, { name: 'Ask for Approval' });
	const file = workflow('Approval', [manualTrigger, asking], chain('Start', asking.name));
	const saved = await importWorkflow(client, file);
	await startManually(client, saved, 'Start');
	await asleep(client, saved, 1);
	const { page } = browser;
	await page.goto(`${server.url}/workflow/${saved.id}/executions`);
	await page.getByText('Waiting').first().waitFor();
	await page.waitForTimeout(3000);
	await picture('review-waiting');
});

// The editor of n8n 2.0 is not always told that an execution has ended which slept; and it has no human review.
if (!IS_2_0) {
	test('the node is filled in, the execution sleeps, and the answer is shown', async () => {
		const { client, credential, standIn } = world();
		const node = nextMatter(credential, {
			name: 'Ask for Approval',
			parameters: {
				resource: 'instance',
				operation: 'sendAndWait',
				workflowId: { __rl: true, mode: 'id', value: String(REVIEW_WORKFLOW_ID) },
				instanceId: undefined,
				stepId: undefined,
				formFields: undefined,
				options: {
					limitWaitTime: {
						values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' },
					},
				},
			},
		});
		const file = workflow('Approval', [manualTrigger, node], chain('Start', node.name));
		const saved = await importWorkflow(client, file);
		const { page } = browser;
		await page.goto(`${world().server.url}/workflow/${saved.id}`);
		await editor.openNode(1);
		await editor.node.type('message', 'A desk for 480 EUR. Shall we buy it?');
		await editor.node.chooseFromList('messageField', 'Question');
		await editor.node.chooseFromList('resumeUrlField', 'Resume URL');
		await editor.node.chooseFromList('decisionField', 'Decision');
		await editor.node.chooseFromList('commentField', 'Comment');
		await editor.node.chooseFromList('answerStepId', 'Decision');
		await editor.node.scrollTo('message');
		await picture('review-node');
		await editor.closeNode();
		await page.getByTestId('zoom-to-fit').click();

		await settle(page);
		await page.getByTestId('execute-workflow-button').click();
		const [instance] = await asked(standIn, 1);
		expect(textIn(standIn, instance, QUESTION_FIELD_ID)).toContain('A desk for 480 EUR');
		await editor.nodeWaits(1);
		// The editor shows that before it is saved, and a call before that would be refused.
		await asleep(client, saved, 1);

		const ended = editor.executionEnded();
		await decide(standIn, instance, 'Approve', 'Within the budget');
		await standIn.integrations.settled();
		await ended;
		await editor.openNode(1);
		await editor.node.showOutputAs('Schema');
		const output = page.getByTestId('output-panel');
		await output.getByText('Within the budget').first().waitFor();
		await picture('review-answer');
		expect(standIn.getInstance(instance)?.completedSteps).toHaveProperty(String(REVIEW_STEP_ID));
		expect(standIn.getInstance(instance)?.values).toHaveProperty(String(APPROVAL_FIELD_ID));
	});

	test('the node stands between an agent and its tool', async () => {
		const { client, credential } = world();
		const file = readExample('human-review/agent-with-guarded-refund.json');
		const model = await createModelCredential(client, 'Chat model', 'http://127.0.0.1:9/v1');
		const nodes = file.nodes
			.filter(({ type }) => !type.endsWith('stickyNote'))
			.map((node) =>
				node.name === 'Chat Model'
					? {
							...node,
							credentials: { [MODEL_CREDENTIAL_TYPE]: { id: model.id, name: model.name } },
						}
					: node,
			);
		const shown = withCredential({ ...file, nodes }, credential);
		const { id } = await importWorkflow(client, shown);
		await browser.page.goto(`${world().server.url}/workflow/${id}`);
		await browser.page.getByTestId('canvas-node').nth(4).waitFor();
		await browser.page.getByTestId('zoom-to-fit').click();
		await picture('review-agent');
		await soon(async () => expect(await editor.icons()).toEqual(['nextMatter.svg']));
	});
}
