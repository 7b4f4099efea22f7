import type { Locator, Page } from 'playwright-core';
import { eventually } from '../waiting';
import { settle } from './settle';

const MAX_LIST_MS = 10_000;

/** The parameters and the output of the node that is open in n8n's editor. */
export class NodeForm {
	constructor(private readonly page: Page) {}

	/** The input of a parameter; of the lowest row, if rows have it. */
	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`).last();
	}

	async type(name: string, text: string): Promise<void> {
		await this.fill(this.parameter(name).locator('input, textarea').last(), text);
	}

	/** Types into a parameter that is found in a list as well. */
	async typeId(name: string, id: string | number): Promise<void> {
		await this.chooseMode(name, 'By ID');
		await this.type(name, String(id));
	}

	private async fill(input: Locator, text: string): Promise<void> {
		await input.fill(text);
		// As long as the cursor is in it, a hint about expressions covers what is below.
		await input.blur();
	}

	async choose(name: string, option: string): Promise<void> {
		await this.listIsClosed();
		await this.parameter(name).click();
		const items = this.page.locator('.el-select-dropdown__item:visible');
		// An option may have a description below its name.
		await items.filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** The list that was used last fades away slowly, and its options may have the same names. */
	private async listIsClosed(): Promise<void> {
		const lists = this.page.locator('.el-select-dropdown:visible');
		await eventually('the list before is closed', async () =>
			(await lists.count()) === 0 ? true : undefined,
		);
	}

	/** Types into one of the larger inputs, which are code editors. */
	async typeCode(name: string, text: string): Promise<void> {
		await this.fill(this.parameter(name).locator('.cm-content'), text);
	}

	/** Switches a parameter to "Expression" and types one. */
	async typeExpression(name: string, text: string): Promise<void> {
		const options = this.page.getByTestId(`${name}-parameter-input-options-container`).last();
		// The switch only shows under the pointer.
		await this.parameter(name).hover();
		await options.getByTestId('radio-button-expression').click();
		await this.typeCode(name, text);
	}

	/** Switches how something is chosen: "From list", "By ID" or "By URL". */
	async chooseMode(name: string, mode: string): Promise<void> {
		await this.listIsClosed();
		await this.locator(name).getByTestId('rlc-mode-selector').click();
		await this.page.locator('.el-select-dropdown__item:visible').getByText(mode).click();
	}

	private locator(name: string): Locator {
		return this.page.getByTestId(`resource-locator-${name}`).last();
	}

	/** Opens the list of what can be chosen. @returns its entries */
	async openList(name: string): Promise<Locator> {
		const entries = this.page.getByTestId('rlc-item').filter({ visible: true });
		// One that is opened before goes by the former values.
		await settle(this.page);
		await eventually('the list is there', async () => {
			await this.locator(name).getByTestId('rlc-input').click();
			const first = entries.first().waitFor({ timeout: MAX_LIST_MS });
			// One that is opened while n8n still takes in what was typed before shows nothing, until it is opened anew.
			return await first.then(
				() => true,
				async () => await this.page.keyboard.press('Escape'),
			);
		});
		return entries;
	}

	/** Waits until the only credential of its type is chosen, which n8n does by itself. */
	async hasCredential(name: string): Promise<void> {
		const input = this.page.getByTestId('node-credentials-select').locator('input');
		await eventually(`the credential "${name}" is chosen`, async () =>
			(await input.inputValue()) === name ? true : undefined,
		);
	}

	/** Which of some parameters are there to be filled in, in any row. */
	async shown(names: readonly string[]): Promise<string[]> {
		const areShown = names.map(
			async (name) => await this.page.getByTestId(`parameter-input-${name}`).last().isVisible(),
		);
		const answers = await Promise.all(areShown);
		return names.filter((_, index) => answers[index]);
	}

	/** Scrolls to the first parameter of the open node. */
	async scrollToTop(): Promise<void> {
		await this.page.getByTestId('node-credentials-select').scrollIntoViewIfNeeded();
	}

	/** Scrolls so that a parameter comes first. */
	async scrollTo(name: string): Promise<void> {
		await this.parameter(name).evaluate((element) => element.scrollIntoView({ block: 'start' }));
	}

	/** Adds a row as n8n fills it in. */
	async addEmptyRow(): Promise<void> {
		await this.page.getByTestId('fixed-collection-add').click();
	}

	/** Chooses the entry of a list that begins with a name. */
	async chooseFromList(parameter: string, name: string): Promise<void> {
		await (await this.openList(parameter)).getByText(name).click();
	}

	/** Chooses several options of a list. */
	async chooseSeveral(parameter: string, names: readonly string[]): Promise<void> {
		const items = this.page.locator('.el-select-dropdown__item:visible');
		// As long as the options are on their way, a click does nothing.
		await eventually('the options are there', async () => {
			await this.parameter(parameter).click();
			await settle(this.page);
			return (await items.count()) > 0 ? true : undefined;
		});
		for (const name of names) await items.getByText(name, { exact: true }).click();
		await this.page.keyboard.press('Escape');
	}

	/** Adds a row for a form field. */
	async addRow(fieldId: number, type: string): Promise<void> {
		await this.addEmptyRow();
		await this.typeId('fieldId', fieldId);
		await this.choose('fieldType', type);
	}

	/** Adds a value to a list of them. @param place of the value, from 0 */
	async addListValue(name: string, place: number, text: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Add Item' }).last().click();
		const inputs = this.page.getByTestId(`parameter-input-${name}`).locator('input, textarea');
		await this.fill(inputs.nth(place), text);
	}

	/** Opens a date picker and turns to the next month. */
	async openDatePicker(name: string): Promise<Locator> {
		await this.parameter(name).locator('input').click();
		const picker = this.page.locator('.el-picker-panel:visible');
		await picker.getByRole('button', { name: 'Next Month' }).click();
		return picker;
	}

	/** @returns what the input shows then, with a time */
	async pickDay(name: string, picker: Locator, day: number): Promise<string> {
		const days = picker.locator('td.available');
		await days.getByText(String(day), { exact: true }).click();
		await picker.getByRole('button', { name: 'OK' }).click();
		return await eventually('the day is taken in', async () => {
			const shown = await this.parameter(name).locator('input').inputValue();
			const isTaken = shown.includes(`-${String(day).padStart(2, '0')} `);
			return isTaken && !(await picker.isVisible()) ? shown : undefined;
		});
	}

	/** Unfolds the URLs of a webhook. @returns the test URL and the production URL */
	async webhookUrls(): Promise<[test: string, production: string]> {
		await this.page.getByText('Webhook URLs', { exact: true }).first().click();
		const read = async (kind: string, part: string) => {
			await this.page.getByText(kind, { exact: true }).click();
			return (await this.page.locator('.webhook-url', { hasText: part }).innerText()).trim();
		};
		const production = await read('Production URL', '/webhook/');
		return [await read('Test URL', '/webhook-test/'), production];
	}

	/** Switches the output panel to "Schema", "Table" or "JSON". */
	async showOutputAs(mode: string): Promise<void> {
		const output = this.page.getByTestId('output-panel');
		await output.getByTestId(`radio-button-${mode.toLowerCase()}`).click();
	}

	/** What the output panel says about a failure. */
	async errorMessage(): Promise<string> {
		return await this.page.getByTestId('node-error-message').innerText();
	}
}
