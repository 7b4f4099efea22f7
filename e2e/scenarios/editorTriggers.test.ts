import type { Locator } from 'playwright-core';
import { EVENTS } from '../../nodes/NextMatter/trigger/events';
import { EXAMPLE_BODY } from '../../nodes/NextMatter/webhook/readCall';
import { PURCHASE_WORKFLOW_ID, REQUEST_STEP_ID } from '../../test/standIn';
import type { BrowserSession } from '../browser';
import type { Editor } from '../editor';
import { useVisit } from '../editor/useVisit';
import { send } from '../http';
import { createCredential } from '../n8n/credentials';
import { eventually, soon } from '../waiting';
import type { World } from '../world';

/** As n8n makes them of the options of a trigger. */
const ACTIONS = EVENTS.map(({ name }) => `On ${name.toLowerCase()}`);
const EVENT = 'approved';

let world: World;
let browser: BrowserSession;
let editor: Editor;

const { part: visit, picture } = useVisit(async (visited) => {
	({ world, browser, editor } = visited);
	const { client, standIn } = world;
	const data = { apiKey: standIn.keys.admin, baseUrl: standIn.baseUrl };
	await createCredential(client, 'Next Matter account', data);
	standIn.createInstance({ name: 'Laptops for the design team' });
});

const titles = async (found: Locator) =>
	(await found.allInnerTexts()).map((text) => text.split('\n')[0].trim());

visit('a search in an empty workflow finds the node and both triggers', async () => {
	await editor.newWorkflow();
	await editor.searchNode('next matter');
	const found = browser.page.getByTestId('item-iterator-item');
	// n8n shows a node and the trigger of the same name as one.
	await soon(async () =>
		expect(await titles(found)).toEqual(['Next Matter', 'Next Matter Webhook Trigger']),
	);

	await found.first().click();
	const panel = browser.page.getByTestId('node-creator');
	await panel.getByText(`Triggers (${EVENTS.length})`).waitFor();
	await soon(async () => expect(await titles(found.filter({ hasText: 'On ' }))).toEqual(ACTIONS));
	await panel.getByText(/^Actions \(\d+\)$/).waitFor();
	await picture('trigger-events');
});

visit('the polling trigger is opened with the event that was clicked, and shows one', async () => {
	const { page } = browser;
	const { standIn } = world;
	await page.getByTestId('node-creator').getByText('On instance started', { exact: true }).click();
	await page.getByTestId('ndv').waitFor();
	await editor.node.hasCredential('Next Matter account');
	const names = ['workflowId', 'events', 'formFieldValues', 'simplify'];
	await soon(async () => expect(await editor.node.shown(names)).toEqual(names));
	for (const label of ['Poll Times', 'Filters']) {
		await page.getByText(label, { exact: true }).first().waitFor();
	}
	const steps = page.getByText('Steps', { exact: true });
	expect(await steps.isVisible()).toBe(false);

	await editor.node.chooseMode('workflowId', 'By ID');
	await editor.node.type('workflowId', String(PURCHASE_WORKFLOW_ID));
	await editor.node.chooseSeveral('events', ['Step Became Active']);
	await steps.waitFor();
	const output = await editor.executeStep();
	await editor.node.showOutputAs('Schema');
	await editor.node.scrollToTop();
	await picture('trigger');

	for (const text of ['stepActive', 'Laptops for the design team', 'Describe the purchase']) {
		await soon(async () => expect(await output.innerText()).toContain(text));
	}
	expect(standIn.log.every(({ method }) => method === 'GET')).toBe(true);
	await editor.closeNode();
	await page.getByText('instance started, step active').waitFor();
});

visit(
	'the webhook trigger shows both URLs and the body to paste, and takes a test call',
	async () => {
		const { page } = browser;
		const { standIn } = world;
		await editor.openPanel();
		await editor.addTrigger('Next Matter Webhook Trigger');
		await page.getByText('Let Next Matter call n8n').waitFor();
		await page.getByText(EXAMPLE_BODY, { exact: true }).waitFor();
		const [test, production] = await editor.node.webhookUrls();
		expect(test).toMatch(/\/webhook-test\/[^/]+\/next-matter$/);
		expect(production).toBe(test.replace('/webhook-test/', '/webhook/'));

		await editor.listen();
		const body = EXAMPLE_BODY.replace('{{instance_id}}', '9001');
		const answer = await eventually('n8n takes the test call', async () => {
			const headers = { 'content-type': 'application/json' };
			const one = await send(test, { method: 'POST', headers, body });
			return one.ok ? one : undefined;
		});
		expect(await answer.json()).toMatchObject({ ok: true });
		const output = await editor.output();
		await editor.node.showOutputAs('Schema');
		await picture('webhook-trigger');

		for (const text of [EVENT, 'Laptops for the design team', String(REQUEST_STEP_ID)]) {
			await soon(async () => expect(await output.innerText()).toContain(text));
		}
		expect(standIn.log.at(-1)).toMatchObject({ method: 'GET', status: 200 });
	},
);
