import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../n8n/client';
import { eventually } from '../waiting';
import { NodeForm } from './nodeForm';
import { settle } from './settle';

/** What a person does in n8n's editor, in the order of a first visit. */
export class Editor {
	/** The node that is open. */
	readonly node: NodeForm;

	/** How many executions the server has reported as finished. */
	private executions = 0;

	constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		this.node = new NodeForm(page);
		page.on('websocket', (socket) => {
			socket.on('framereceived', ({ payload }) => {
				if (String(payload).includes('"executionFinished"')) this.executions += 1;
			});
		});
	}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(/\/home\//);
		await this.page.waitForLoadState('networkidle');
	}

	/** Opens the form of a new credential. */
	async newCredential(service: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		// On an empty list it is another button than later on.
		await this.page
			.getByTestId('add-resource-credential')
			.or(this.page.getByTestId('empty-resources-list').getByRole('button'))
			.first()
			.click();
		await this.page.getByPlaceholder('Search for app...').fill(service);
		await this.page.locator('.el-select-dropdown__item:visible', { hasText: service }).click();
		await this.page.getByTestId('new-credential-type-button').click();
		// n8n thinks of a name meanwhile, and without one it cannot be saved.
		await this.page
			.getByTestId('credential-name')
			.getByText(/\w/)
			.first()
			.waitFor({ state: 'attached' });
	}

	/** Fills in the form of a credential and saves it, upon which n8n tests it. */
	async saveCredential(values: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			await this.node.parameter(name).locator('input').fill(value);
		}
		await this.page.getByTestId('credential-save-button').click();
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Opens the panel of nodes to add one behind the last one. */
	async openPanel(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Types into the search of the panel of nodes, which has to be open. */
	async searchNode(text: string): Promise<Locator> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		const found = this.page.getByTestId('item-iterator-item').filter({ hasText: text });
		await found.first().waitFor();
		return found.first();
	}

	/** Finds our node by words that are not in its name. */
	async findNode(words: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(words);
		const items = this.page.getByTestId('item-iterator-item');
		// Not one of the triggers, whose names begin likewise.
		await items.getByText('Next Matter', { exact: true }).first().waitFor();
	}

	/** Adds a node from the panel of nodes, which has to be open and closes by that. */
	async addNode(name: string, action?: string): Promise<void> {
		await (await this.searchNode(name)).click();
		const panel = this.page.getByTestId('node-creator');
		if (action) await panel.getByText(action, { exact: true }).click();
		await panel.waitFor({ state: 'hidden' });
	}

	/** Adds a trigger that has no list of actions to choose from, and which n8n opens then. */
	async addTrigger(name: string): Promise<void> {
		await (await this.searchNode(name)).click();
		await this.page.getByTestId('node-creator').getByText('Add to workflow').click();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Opens a node that stands on the canvas. */
	async openNode(place: number): Promise<void> {
		await this.page.getByTestId('canvas-node').nth(place).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Presses "Execute step" and waits for the end, good or bad. @returns the output panel */
	async executeStep(): Promise<Locator> {
		await this.execute(this.page.getByTestId('node-execute-button'));
		return await this.output();
	}

	/** Has the open trigger wait for a test event. */
	async listen(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.page.getByText('Listening for test event').waitFor();
	}

	/** Waits for the output of the open node. @returns the output panel */
	async output(): Promise<Locator> {
		const output = this.page.getByTestId('output-panel');
		// Slow machines tell the editor only now of what was typed last, which makes the output look older.
		const told = output.getByTestId('node-run-info');
		await told.or(output.getByTestId('node-run-info-stale')).first().waitFor();
		return output;
	}

	/** Presses "Execute workflow" and waits for the end, good or bad. */
	async executeWorkflow(): Promise<void> {
		await this.execute(this.page.getByTestId('execute-workflow-button'));
	}

	/** Waits until a node on the canvas shows that the execution sleeps. */
	async nodeWaits(place: number): Promise<void> {
		const node = this.page.getByTestId('canvas-node').nth(place);
		await node.locator('[class*=waiting]').first().waitFor({ state: 'attached' });
	}

	/** Saves the workflow, where the editor does not do so by itself. */
	async save(): Promise<void> {
		const button = this.page.getByTestId('workflow-save-button').getByText('Save', { exact: true });
		if (!(await button.isVisible())) return;
		const saved = this.page.waitForResponse(
			(answer) =>
				answer.request().method() === 'PATCH' && answer.url().includes('/rest/workflows/'),
		);
		await button.click();
		await saved;
	}

	private async execute(button: Locator): Promise<void> {
		await settle(this.page);
		const before = this.executions;
		await button.click();
		await this.endedAfter(before);
	}

	/** Resolves when the next execution has ended, good or bad. */
	async executionEnded(): Promise<void> {
		await this.endedAfter(this.executions);
	}

	private async endedAfter(before: number): Promise<void> {
		await eventually('the execution ends', () => (this.executions > before ? true : undefined));
	}

	/** File names of the icons of our nodes on the canvas. */
	async icons(): Promise<string[]> {
		const images = this.page.getByTestId('canvas-node').locator('img[src*=nextMatter]');
		const sources = await images.evaluateAll((all) =>
			all.map((image) => image.getAttribute('src')),
		);
		return sources.map((source) => source?.split('/').at(-1) ?? '');
	}

	/** Chooses a theme in the personal settings. */
	async chooseTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.goto(`${this.url}/settings/personal`);
		await this.page.getByTestId('theme-select').click();
		await this.page
			.locator('.el-select-dropdown__item:visible', { hasText: `${theme} theme` })
			.click();
		await this.page.getByTestId('save-settings-button').click();
		// n8n takes it over only when it has saved the rest of the form.
		await this.page.locator(`body[data-theme=${theme}]`).waitFor();
	}
}
